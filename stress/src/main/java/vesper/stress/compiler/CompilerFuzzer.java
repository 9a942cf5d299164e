package vesper.stress.compiler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import vesper.aot.Compiler;
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

    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final ProgramGenerator generator;
    private final Workshop workshop;
    private final Map<Side, Machine> machines = new EnumMap<>(Side.class);
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final long patience;

    CompilerFuzzer(long seed, Set<Side> sides, Path qemu) throws IOException {
        this(seed, sides, qemu, PATIENCE_NANOS, compiler -> {});
    }

    /** @param planted may put a fault into a compiler */
    CompilerFuzzer(long seed, Set<Side> sides, Path qemu, long patience, Consumer<Compiler> planted)
            throws IOException {
        this.generator = new ProgramGenerator(seed);
        this.workshop = new Workshop(planted);
        this.patience = patience;
        for (Side side : sides) {
            machines.put(side, side == Side.VESPER ? new Vesper() : new Qemu(qemu));
        }
    }

    Program generate(long number) {
        return generator.generate(number);
    }

    /** Runs programs {@code from} to {@code to - 1}; images are made while the one before runs. */
    List<Finding> run(long from, long to) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        Future<List<Finding>> running = CompletableFuture.completedFuture(List.of());
        for (long next = from; next < to; next += IMAGE) {
            List<Program> programs = new ArrayList<>();
            for (long number = next; number < Math.min(to, next + IMAGE); number++) {
                programs.add(generate(number));
            }
            List<Prepared> prepared = prepare(programs, findings);
            findings.addAll(get(running));
            running = executor.submit(() -> compareAll(prepared));
        }
        findings.addAll(get(running));
        return findings;
    }

    /** In one image, but for those that no image can be made of. */
    private List<Prepared> prepare(List<Program> programs, List<Finding> findings) {
        try {
            return List.of(workshop.prepare(programs));
        } catch (Workshop.Unbuildable e) {
            if (programs.size() == 1) {
                findings.add(new Finding(programs.getFirst(), String.valueOf(e.getMessage())));
                return List.of();
            }
        }
        int half = programs.size() / 2;
        List<Prepared> prepared = new ArrayList<>(prepare(programs.subList(0, half), findings));
        prepared.addAll(prepare(programs.subList(half, programs.size()), findings));
        return prepared;
    }

    private List<Finding> compareAll(List<Prepared> prepared) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Prepared each : prepared) {
            findings.addAll(compare(each));
        }
        return findings;
    }

    /** What is found in one program; empty if it does the same everywhere. */
    List<Finding> compare(Program program) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(compareAll(prepare(List.of(program), findings)));
        return findings;
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
