package vesper.stress.compiler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import vesper.stress.compiler.generate.Program;
import vesper.stress.compiler.generate.ProgramGenerator;
import vesper.stress.referee.Batch;
import vesper.stress.referee.Machine;
import vesper.stress.referee.Qemu;
import vesper.stress.referee.Vesper;

/** Makes programs, compiles them, runs them on the JVM and on machines, and compares. */
final class CompilerFuzzer implements AutoCloseable {
    /** Programs in an image: enough for javac to be warm and QEMU's start to be little. */
    static final int IMAGE = 100;

    /** Programs between two reports: some images, so that they are made while others run. */
    static final int AT_ONCE = 10 * IMAGE;

    private static final int BUILDERS = 2;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    /** What has become of programs: images, and findings where there can be none. */
    private record Made(List<Prepared> images, List<Finding> findings) {}

    private final ProgramGenerator generator;
    private final Workshop workshop;
    private final Map<Side, Machine> machines = new EnumMap<>(Side.class);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final long patience;

    CompilerFuzzer(long seed, Set<Side> sides, Path qemu) throws IOException {
        this(seed, sides, qemu, PATIENCE_NANOS, Workshop.Planted.NOTHING);
    }

    /** @param planted may put a fault into a compiler */
    CompilerFuzzer(long seed, Set<Side> sides, Path qemu, long patience, Workshop.Planted planted) throws IOException {
        this.generator = new ProgramGenerator(seed);
        this.workshop = new Workshop(planted);
        this.patience = patience;
        for (Side side : sides) {
            switch (side) {
                case VESPER -> machines.put(side, new Vesper());
                case QEMU -> machines.put(side, new Qemu(qemu));
                case JVM -> {}
            }
        }
    }

    Program generate(long number) {
        return generator.generate(number);
    }

    /** Runs programs {@code from} to {@code to - 1}; images are made while others run. */
    List<Finding> run(long from, long to) throws IOException, InterruptedException {
        return run(from, to, compared -> {});
    }

    /** The same; {@code told} how many have been compared, time and again. */
    List<Finding> run(long from, long to, LongConsumer told) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        long compared = 0;
        Deque<Future<Made>> ahead = new ArrayDeque<>();
        for (long next = from; next < to; next += IMAGE) {
            List<Program> programs = LongStream.range(next, Math.min(to, next + IMAGE))
                    .mapToObj(this::generate)
                    .toList();
            ahead.add(executor.submit(() -> make(programs)));
            if (ahead.size() > BUILDERS) {
                findings.addAll(compare(get(ahead.remove())));
                compared += IMAGE;
                told.accept(compared);
            }
        }
        while (!ahead.isEmpty()) {
            findings.addAll(compare(get(ahead.remove())));
        }
        return findings;
    }

    /** One image, but for programs that no image can be made of. */
    private Made make(List<Program> programs) {
        try {
            return new Made(List.of(workshop.prepare(programs)), List.of());
        } catch (Workshop.Unbuildable e) {
            if (programs.size() == 1) {
                return new Made(List.of(), List.of(new Finding(programs.getFirst(), String.valueOf(e.getMessage()))));
            }
        }
        int half = programs.size() / 2;
        Made first = make(programs.subList(0, half));
        Made second = make(programs.subList(half, programs.size()));
        return new Made(both(first.images, second.images), both(first.findings, second.findings));
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private List<Finding> compare(Made made) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>(made.findings);
        for (Prepared image : made.images) {
            findings.addAll(compare(image));
        }
        return findings;
    }

    /** What is found in one program; empty if it does the same everywhere. */
    List<Finding> compare(Program program) throws IOException, InterruptedException {
        return compare(make(List.of(program)));
    }

    private List<Finding> compare(Prepared prepared) throws IOException, InterruptedException {
        Future<List<Outcome>> jvm =
                executor.submit(() -> Jvm.run(prepared.files(), prepared.parts().count()));
        Map<Side, Future<List<Outcome>>> sides = new EnumMap<>(Side.class);
        machines.forEach((side, machine) -> sides.put(side, executor.submit(run(machine, prepared.image()))));
        List<Outcome> right = get(jvm);
        Set<Program> found = new LinkedHashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<Side, Future<List<Outcome>>> side : sides.entrySet()) {
            List<Outcome> outcomes = get(side.getValue());
            for (int part = 0; part < outcomes.size(); part++) {
                Program owner = prepared.parts().owner(part);
                String difference = right.get(part).difference(outcomes.get(part));
                if (!difference.isEmpty() && found.add(owner)) {
                    findings.add(new Finding(
                            owner,
                            "jvm against " + side.getKey() + ", "
                                    + prepared.parts().name(part) + ": " + difference));
                }
            }
        }
        return findings;
    }

    private Callable<List<Outcome>> run(Machine machine, GuestImage image) {
        return () -> {
            new Batch(machine, image, patience).run();
            return image.outcomes(machine);
        };
    }

    private static <T> T get(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
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
        for (Machine machine : machines.values()) {
            machine.close();
        }
    }
}
