package vesper.stress.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import vesper.stress.referee.Batch;
import vesper.stress.referee.Qemu;
import vesper.stress.referee.Vesper;

/** Makes cases, runs them on both machines at once, and compares. */
final class Fuzzer implements AutoCloseable {
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final long LONG_PATIENCE_NANOS = 20_000_000_000L;

    private final CaseGenerator generator;
    private final Vesper vesper = new Vesper();
    private final Qemu qemu;
    private final ExecutorService executor = Executors.newFixedThreadPool(2);

    /** What becomes of our outcome before it is compared: nothing, unless a test plants a fault. */
    private final BiFunction<FuzzCase, Outcome, Outcome> planted;

    private long cases;
    private final List<Long> hung = new ArrayList<>();

    Fuzzer(long seed, Path program) throws IOException {
        this(seed, program, (each, outcome) -> outcome);
    }

    Fuzzer(long seed, Path program, BiFunction<FuzzCase, Outcome, Outcome> planted) throws IOException {
        this.generator = new CaseGenerator(seed);
        this.qemu = new Qemu(program);
        this.planted = planted;
    }

    /** The number after the last case that fits in an image together with this one. */
    static long imageEnd(long number) {
        return number - number % Layout.CAPACITY + Layout.CAPACITY;
    }

    /** Cases compared. */
    long cases() {
        return cases;
    }

    /** The numbers of the cases that neither machine finished. */
    List<Long> hung() {
        return List.copyOf(hung);
    }

    int qemuRuns() {
        return qemu.runs();
    }

    /**
     * Runs cases {@code from} to {@code to - 1}, which lie in one image.
     *
     * @throws IOException if QEMU can't be run
     */
    List<Mismatch> run(long from, long to) throws IOException, InterruptedException {
        List<FuzzCase> made = new ArrayList<>();
        for (long number = from; number < to; number++) {
            made.add(generator.generate(number));
        }
        Image image = new Image(made);
        Set<Integer> stuck = runBoth(image, PATIENCE_NANOS);
        List<Mismatch> mismatches = new ArrayList<>();
        List<FuzzCase> again = new ArrayList<>();
        for (FuzzCase each : made) {
            cases++;
            Outcome ours = planted.apply(each, Outcome.of(vesper, each.index()));
            Outcome theirs = Outcome.of(qemu, each.index());
            if (ours.finished() && theirs.finished()) {
                compare(each, ours, theirs, mismatches);
            } else if (ours.finished() || theirs.finished() || !stuck.contains(each.index())) {
                again.add(each);
            } else {
                hung.add(each.number());
            }
        }
        for (FuzzCase each : again) {
            runAlone(each, mismatches);
        }
        return mismatches;
    }

    /**
     * Another chance for a case that one machine did not finish, which may have met a busy host, or that both passed
     * and whose outcome a later case in M-mode has overwritten.
     */
    private void runAlone(FuzzCase each, List<Mismatch> mismatches) throws IOException, InterruptedException {
        runBoth(new Image(List.of(each)), LONG_PATIENCE_NANOS);
        Outcome ours = planted.apply(each, Outcome.of(vesper, each.index()));
        Outcome theirs = Outcome.of(qemu, each.index());
        if (ours.finished() || theirs.finished()) {
            compare(each, ours, theirs, mismatches);
        } else {
            hung.add(each.number());
        }
    }

    private static void compare(FuzzCase each, Outcome ours, Outcome theirs, List<Mismatch> mismatches) {
        List<Difference> differences = Comparison.compare(each, ours, theirs);
        if (!differences.isEmpty()) {
            mismatches.add(new Mismatch(each, differences, Report.of(each, differences, ours, theirs)));
        }
    }

    /** {@return the cases, by index, that hung either machine} */
    private Set<Integer> runBoth(Image image, long patience) throws IOException, InterruptedException {
        Future<Set<Integer>> here = executor.submit(new Batch(vesper, image, patience)::run);
        Future<Set<Integer>> there = executor.submit(new Batch(qemu, image, patience)::run);
        try {
            Set<Integer> either = here.get();
            either.addAll(there.get());
            return either;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        executor.shutdownNow();
        vesper.close();
        qemu.close();
    }
}
