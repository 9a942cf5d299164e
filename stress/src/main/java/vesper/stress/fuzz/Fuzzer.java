package vesper.stress.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import vesper.stress.Engine;
import vesper.stress.referee.Batch;
import vesper.stress.referee.Machine;
import vesper.stress.referee.Qemu;
import vesper.stress.referee.Vesper;

/** Makes cases, runs them on QEMU and on a machine of ours for each engine, all at once, and compares. */
final class Fuzzer implements AutoCloseable {
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final long LONG_PATIENCE_NANOS = 20_000_000_000L;

    private final CaseGenerator generator;
    private final Map<Engine, Vesper> machines = new EnumMap<>(Engine.class);
    private final Qemu qemu;
    private final ExecutorService executor = Executors.newCachedThreadPool();

    /** What becomes of our outcome before it is compared: nothing, unless a test plants a fault. */
    private final BiFunction<FuzzCase, Outcome, Outcome> planted;

    private long cases;
    private final List<Long> hung = new ArrayList<>();
    private final Map<Long, String> killers = new TreeMap<>();

    Fuzzer(long seed, List<Engine> engines, Path program) throws IOException {
        this(seed, engines, program, (each, outcome) -> outcome);
    }

    Fuzzer(long seed, List<Engine> engines, Path program, BiFunction<FuzzCase, Outcome, Outcome> planted)
            throws IOException {
        this.generator = new CaseGenerator(seed);
        for (Engine engine : engines) {
            machines.put(engine, new Vesper(engine.acceleration()));
        }
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

    /** The numbers of the cases that no machine finished. */
    List<Long> hung() {
        return List.copyOf(hung);
    }

    /** The numbers of the cases that kill QEMU by a fault of its own, with its last words; our engines agree on them. */
    Map<Long, String> killers() {
        return Map.copyOf(killers);
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
        Set<Integer> stuck = runAll(new Image(made), PATIENCE_NANOS).hung();
        List<Mismatch> mismatches = new ArrayList<>();
        List<FuzzCase> again = new ArrayList<>();
        for (FuzzCase each : made) {
            cases++;
            Outcome theirs = Outcome.of(qemu, each.index());
            Map<Engine, Outcome> ours = ours(each);
            if (theirs.finished() && ours.values().stream().allMatch(Outcome::finished)) {
                compare(each, ours, "qemu", theirs, mismatches);
            } else if (finishedNowhere(ours, theirs) && stuck.contains(each.index())) {
                hung.add(each.number());
            } else {
                again.add(each);
            }
        }
        for (FuzzCase each : again) {
            runAlone(each, mismatches);
        }
        return mismatches;
    }

    private Map<Engine, Outcome> ours(FuzzCase each) {
        Map<Engine, Outcome> outcomes = new EnumMap<>(Engine.class);
        machines.forEach((engine, vesper) ->
                outcomes.put(engine, planted.apply(each, Outcome.of(vesper, each.index()))));
        return outcomes;
    }

    private static boolean finishedNowhere(Map<Engine, Outcome> ours, Outcome theirs) {
        return !theirs.finished() && ours.values().stream().noneMatch(Outcome::finished);
    }

    /**
     * Another chance for a case that some machine did not finish, which may have met a busy host, or that all passed and
     * whose outcome a later case in M-mode has overwritten.
     */
    private void runAlone(FuzzCase each, List<Mismatch> mismatches) throws IOException, InterruptedException {
        Course course = runAll(new Image(List.of(each)), LONG_PATIENCE_NANOS);
        Map<Engine, Outcome> ours = ours(each);
        Outcome theirs = Outcome.of(qemu, each.index());
        String epitaph = course.killers().get(each.index());
        if (epitaph != null && ours.values().stream().allMatch(Explanation::isFetchOffMemory)) {
            killers.put(each.number(), epitaph);
            Map.Entry<Engine, Outcome> first = ours.entrySet().iterator().next();
            compare(each, ours, first.getKey().toString(), first.getValue(), mismatches);
        } else if (finishedNowhere(ours, theirs)) {
            hung.add(each.number());
        } else {
            compare(each, ours, "qemu", theirs, mismatches);
        }
    }

    private static void compare(
            FuzzCase each, Map<Engine, Outcome> ours, String who, Outcome theirs, List<Mismatch> mismatches) {
        ours.forEach((engine, outcome) -> {
            List<Difference> differences = Comparison.compare(each, outcome, theirs);
            if (!differences.isEmpty()) {
                String report = Report.of(each, engine, differences, outcome, who, theirs);
                mismatches.add(new Mismatch(each, engine, differences, report));
            }
        });
    }

    /** The cases, by index, that hung some machine, and those that killed QEMU, with what it said. */
    private record Course(Set<Integer> hung, Map<Integer, String> killers) {}

    private Course runAll(Image image, long patience) throws IOException, InterruptedException {
        List<Machine> all = new ArrayList<>(machines.values());
        all.add(qemu);
        List<Batch> batches =
                all.stream().map(machine -> new Batch(machine, image, patience)).toList();
        List<Future<Set<Integer>>> running =
                batches.stream().map(batch -> executor.submit(batch::run)).toList();
        Course course = new Course(new TreeSet<>(), new TreeMap<>());
        try {
            for (Future<Set<Integer>> each : running) {
                course.hung().addAll(each.get());
            }
            batches.forEach(batch -> course.killers().putAll(batch.killers()));
            return course;
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
        machines.values().forEach(Vesper::close);
        qemu.close();
    }
}
