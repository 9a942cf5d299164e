package vesper.stress.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A machine that runs a guest in a process of its own. Each line that the guest prints is given its time, and the
 * process's processor time, when it is read. What else the process says is kept for the case that it fails.
 */
final class GuestProcess {
    private static final String TITLE = "bench ";
    private static final String LAP = "lap ";
    private static final String END = "end";
    private static final int HEX = 16;

    private final Side side;
    private final Process process;
    private final long started;
    private final List<Lap> laps = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();
    private double firstLine;
    private boolean ended;

    private GuestProcess(Side side, Process process, long started) {
        this.side = side;
        this.process = process;
        this.started = started;
    }

    /**
     * Runs an ELF to its end.
     *
     * @param patience after this the process is killed
     * @throws RunFailure if the machine can't be started, or if the guest does not come to its end
     */
    static GuestRun run(Side side, Path elf, int harts, Duration patience) throws RunFailure, InterruptedException {
        long started = System.nanoTime();
        Process process;
        try {
            process = new ProcessBuilder(side.command(elf, harts))
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new RunFailure(side.name() + " can't be started: " + e.getMessage());
        }
        Thread stop = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(stop);
        Thread watchdog = Thread.ofPlatform().daemon().start(() -> kill(process, patience));
        try {
            return new GuestProcess(side, process, started).follow();
        } finally {
            process.destroyForcibly();
            watchdog.interrupt();
            Runtime.getRuntime().removeShutdownHook(stop);
        }
    }

    private static void kill(Process process, Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            // it has ended
        }
    }

    private GuestRun follow() throws RunFailure, InterruptedException {
        try (BufferedReader in = process.inputReader(StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            throw new RunFailure(side.name() + "'s output can't be read: " + e.getMessage());
        }
        int status = process.waitFor();
        double wall = seconds();
        if (!ended || status != 0 || laps.isEmpty()) {
            throw new RunFailure(side.name() + " ended with status " + status + " after " + laps.size() + " laps"
                    + (said.isEmpty() ? "" : ", saying \"" + said.toString().strip() + '"'));
        }
        return new GuestRun(firstLine, laps, wall);
    }

    private void take(String line) throws RunFailure {
        if (line.startsWith(LAP)) {
            laps.add(lap(line.substring(LAP.length())));
        } else if (line.startsWith(TITLE)) {
            firstLine = seconds();
        } else if (line.equals(END)) {
            ended = true;
        } else if (said.isEmpty()) {
            said.append(line);
        }
    }

    private Lap lap(String line) throws RunFailure {
        String[] fields = line.split(" ", -1);
        if (fields.length != 3) {
            throw new RunFailure(side.name() + ": expected ticks, checksum and instructions of a lap: " + line);
        }
        try {
            return new Lap(
                    Long.parseUnsignedLong(fields[0], HEX),
                    Long.parseUnsignedLong(fields[1], HEX),
                    Long.parseUnsignedLong(fields[2], HEX),
                    seconds(),
                    cpuSeconds());
        } catch (NumberFormatException e) {
            throw new RunFailure(side.name() + ": not a lap's numbers: " + line);
        }
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    /** As the system tells it, in steps of 10 ms on Linux; what it last told if the process has just gone. */
    private double cpuSeconds() {
        double last = laps.isEmpty() ? 0 : laps.getLast().cpu();
        return process.info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / 1e9)
                .orElse(last);
    }
}
