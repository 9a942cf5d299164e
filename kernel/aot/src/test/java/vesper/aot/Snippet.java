package vesper.aot;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vesper.aot.emit.CodeLog;
import vesper.aot.ir.Graph;
import vesper.isa.Places;
import vesper.machine.BadInput;
import vesper.machine.Ending;
import vesper.machine.ImageFile;
import vesper.machine.Machine;
import vesper.machine.MachineConfig;

/**
 * A program of a test, to be compiled once: Java source, compiled by javac and then by {@link Compiler}, run on the machine. One of its
 * classes has {@code @Entry static long main()}.
 */
public final class Snippet {
    private static final Pattern END =
            Pattern.compile("(?:=([0-9a-f]{16})|!([0-9a-f]{16})([0-9a-f]{16})([0-9a-f]{16}))$");
    private static final long MEMORY = 16 << 20;
    private static final int SECONDS = 60;

    /**
     * What a run came to.
     *
     * @param output what the program sent through the UART
     * @param value what {@code main} returned; 0 after a trap
     * @param trap empty, or what a panic would say: the message of a failed check with its place, or the trap's CSRs
     */
    public record Result(String output, long value, String trap) {}

    private final Compiler compiler;

    private Snippet(SourceLoader loader, UnaryOperator<Compiler> setUp) {
        this.compiler = setUp.apply(new Compiler(loader));
        compiler.root(SnippetStart.class.getName());
        loader.names().forEach(compiler::root);
    }

    /** Of whole compilation units. */
    public static Snippet of(String... sources) {
        return with(compiler -> compiler, sources);
    }

    /** As {@link #of}, with a compiler that {@code setUp} has told more. */
    public static Snippet with(UnaryOperator<Compiler> setUp, String... sources) {
        return new Snippet(new SourceLoader(sources), setUp);
    }

    /** Of the members of one class, which may use {@code vesper.metal} without imports. */
    public static Snippet ofMembers(String members) {
        return of(inClass(members));
    }

    /** A compilation unit of a class {@code Main} with these members. */
    public static String inClass(String members) {
        return "import vesper.metal.*;\npublic final class Main {\n" + members + "\n}\n";
    }

    /** The graph of the only method of this name, not optimised. */
    public Graph graph(String name) throws CompileError {
        List<Graph> named = compiler.world().graphs().values().stream()
                .filter(graph -> graph.method().name().equals(name))
                .toList();
        if (named.size() != 1) {
            throw new IllegalArgumentException(name + " is the name of " + named);
        }
        return named.getFirst();
    }

    public CompiledImage compile() throws CompileError {
        return compiler.compile();
    }

    /** Compiles and runs on one hart. */
    public Result run() throws CompileError {
        return run(compile(), 1);
    }

    /** Runs what has been compiled. */
    public static Result run(CompiledImage image, int harts) {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        MachineConfig config = MachineConfig.builder()
                .harts(harts)
                .memory(MEMORY)
                .kernel(new ImageFile("snippet", image.elf()))
                .build();
        try (Machine machine = new Machine(config, console);
                ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            var alarm = clock.schedule(
                    () -> machine.end(new Ending(1, "no end in " + SECONDS + " s")), SECONDS, TimeUnit.SECONDS);
            Ending ending = machine.run();
            alarm.cancel(false);
            return result(image, console.toString(StandardCharsets.UTF_8), ending);
        } catch (BadInput e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Result result(CompiledImage image, String console, Ending ending) {
        Matcher end = END.matcher(console);
        if (!end.find()) {
            return new Result(console, 0, "ended without a result: " + ending);
        }
        String output = console.substring(0, end.start());
        if (end.group(1) != null) {
            return new Result(output, Long.parseUnsignedLong(end.group(1), 16), "");
        }
        long mcause = Long.parseUnsignedLong(end.group(2), 16);
        long mepc = Long.parseUnsignedLong(end.group(3), 16);
        return new Result(
                output, 0, failure(image, mepc, "mcause %d at 0x%x, mtval 0x%s".formatted(mcause, mepc, end.group(4))));
    }

    private static String failure(CompiledImage image, long mepc, String otherwise) {
        Places places = image.program();
        for (CodeLog.Site site : image.log().sites()) {
            if (site.failure() != null && places.address(site.start()) == mepc) {
                return site.failure().message() + " at " + site.position();
            }
        }
        return otherwise;
    }
}
