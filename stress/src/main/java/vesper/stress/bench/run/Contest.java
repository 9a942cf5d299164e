package vesper.stress.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import vesper.stress.bench.guest.Guest;
import vesper.stress.bench.guest.Mode;

/**
 * Runs guests on ours, and on the other machine if there is one: in pairs, the order within a pair changing each time
 * (ours, theirs, theirs, ours, ...), the same file on both. Within a pair each number of harts has its turn, so that
 * what is compared is close in time.
 */
public final class Contest implements AutoCloseable {
    private static final int CALIBRATION_LAPS = 8;
    private static final int BOOT_PATIENCE = 180;

    /** How often calibration tries to come within a factor of two. */
    private static final int CALIBRATIONS = 4;

    /** What the host alone can do: {@link HostControl}. */
    @FunctionalInterface
    public interface Control {
        double scaling(int threads) throws InterruptedException;
    }

    private final Side ours;
    private final Optional<Side> theirs;
    private final Control host;
    private final int pairs;
    private final int laps;
    private final Path folder;
    private Runnable ran = () -> {};

    /**
     * Makes a folder for the guests.
     *
     * @param theirs empty to run ours alone
     * @param host asked behind each pair on several harts, if the guest runs on one as well
     * @param pairs how often each machine runs each guest
     * @param seconds the work of a run, in seconds of the other machine
     */
    public Contest(Side ours, Optional<Side> theirs, Control host, int pairs, double seconds) throws IOException {
        this.ours = ours;
        this.theirs = theirs;
        this.host = host;
        this.pairs = pairs;
        this.laps = Job.laps(seconds);
        this.folder = Files.createTempDirectory("vesper-bench");
    }

    /** Who is told of each run's end, those of calibration left out. */
    public void afterEachRun(Runnable told) {
        ran = told;
    }

    /**
     * A guest in one mode on each of these numbers of harts.
     *
     * @throws RunFailure if a machine fails, or if the two don't compute the same
     */
    public List<Result> run(Guest guest, Mode mode, List<Integer> harts) throws RunFailure, InterruptedException {
        List<Job> jobs = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (int count : harts) {
            Job job = calibrated(new Job(guest, mode, count, guest.rounds(), laps));
            jobs.add(job);
            files.add(job.writeInto(folder));
        }
        List<List<GuestRun>> oursByJob = lists(jobs.size());
        List<List<GuestRun>> theirsByJob = lists(jobs.size());
        List<List<Double>> hostByJob = lists(jobs.size());
        for (int pair = 0; pair < pairs; pair++) {
            for (int i = 0; i < jobs.size(); i++) {
                if (pair % 2 == 1 && theirs.isPresent()) {
                    theirsByJob.get(i).add(runAndTell(theirs.get(), jobs.get(i), files.get(i)));
                }
                oursByJob.get(i).add(runAndTell(ours, jobs.get(i), files.get(i)));
                if (pair % 2 == 0 && theirs.isPresent()) {
                    theirsByJob.get(i).add(runAndTell(theirs.get(), jobs.get(i), files.get(i)));
                }
                requireAgreement(jobs.get(i), oursByJob.get(i), theirsByJob.get(i));
                if (jobs.get(i).harts() > 1 && harts.contains(1)) {
                    hostByJob.get(i).add(host.scaling(jobs.get(i).harts()));
                }
            }
        }
        return IntStream.range(0, jobs.size())
                .mapToObj(i -> new Result(jobs.get(i), oursByJob.get(i), theirsByJob.get(i), hostByJob.get(i)))
                .toList();
    }

    private static <T> List<List<T>> lists(int count) {
        return IntStream.range(0, count)
                .<List<T>>mapToObj(i -> new ArrayList<>())
                .toList();
    }

    private static void requireAgreement(Job job, List<GuestRun> ours, List<GuestRun> theirs) throws RunFailure {
        for (GuestRun other : theirs.isEmpty() ? ours : theirs) {
            if (!ours.getLast().agreesWith(other)) {
                throw new RunFailure(job + ": the checksums differ");
            }
        }
    }

    private GuestRun runAndTell(Side side, Job job, Path elf) throws RunFailure, InterruptedException {
        GuestRun done = run(side, job, elf);
        ran.run();
        return done;
    }

    private GuestRun run(Side side, Job job, Path elf) throws RunFailure, InterruptedException {
        try {
            return GuestProcess.run(side, elf, job.harts(), patience(job));
        } catch (RunFailure e) {
            throw new RunFailure(job + ": " + e.getMessage());
        }
    }

    /** Far beyond what an interpreter on a busy host takes. */
    private static Duration patience(Job job) {
        return Duration.ofSeconds(120 + Math.round(100 * job.laps() * Job.LAP_SECONDS));
    }

    /**
     * Software that boots, in the same pairs.
     *
     * @param name one of {@link Boot#NAMES}
     * @return nothing if it isn't installed
     */
    public Optional<BootResult> boot(String name) throws IOException, RunFailure, InterruptedException {
        Optional<Boot> boot = Boot.of(name, folder);
        if (boot.isEmpty()) {
            return Optional.empty();
        }
        List<Double> oursTook = new ArrayList<>();
        List<Double> theirsTook = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            if (pair % 2 == 1 && theirs.isPresent()) {
                theirsTook.add(time(theirs.get(), boot.get()));
            }
            oursTook.add(time(ours, boot.get()));
            if (pair % 2 == 0 && theirs.isPresent()) {
                theirsTook.add(time(theirs.get(), boot.get()));
            }
        }
        return Optional.of(new BootResult(boot.get(), oursTook, theirsTook));
    }

    private double time(Side side, Boot boot) throws RunFailure, InterruptedException {
        try (BootProcess process = new BootProcess(side, boot, Duration.ofSeconds(BOOT_PATIENCE))) {
            double seconds = process.run();
            ran.run();
            return seconds;
        }
    }

    /** With as many rounds as make a lap of {@link Job#LAP_SECONDS} on the other machine; the guest's own guess if there is none. */
    private Job calibrated(Job job) throws RunFailure, InterruptedException {
        Job better = job;
        for (int i = 0; i < CALIBRATIONS && theirs.isPresent(); i++) {
            Job trial = better.withLaps(CALIBRATION_LAPS);
            double lap = run(theirs.get(), trial, trial.writeInto(folder)).steadyLap();
            double factor = Job.LAP_SECONDS / Math.max(lap, 1 / Lap.TICKS_A_SECOND);
            better = better.withRounds(Math.max(1, Math.round(better.rounds() * factor)));
            if (factor > 0.5 && factor < 2) {
                return better;
            }
        }
        return better;
    }

    /** Removes the guests' files. */
    @Override
    public void close() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
