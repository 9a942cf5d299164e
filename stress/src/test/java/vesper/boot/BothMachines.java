package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import vesper.stress.board.Boards;
import vesper.stress.board.Outcome;

/**
 * Gives the same words to our command, in this process, and to QEMU, of many lines as many at a time as there are
 * processors. Each gets files of its own: a guest may write to them.
 */
public final class BothMachines {
    /** Long past any sane time; a watchdog, not a measurement. */
    private static final long PATIENCE_SECONDS = 300;

    private static final Path NOTHING = Path.of("/dev/null");

    /** A command line with the files that it names. */
    public interface Line {
        /** Writes the files into an empty folder; {@return the words} */
        List<String> into(Path folder) throws IOException;
    }

    /** What the two made of a line, and the folders with its files. */
    public record Pair(Outcome here, Path filesHere, Outcome there, Path filesThere) {
        /** Both ran their guest. */
        public boolean ran() {
            return here.ran() && there.ran();
        }
    }

    /** Says what must be of the two. */
    @FunctionalInterface
    public interface Judge<L> {
        void judge(L line, Pair pair) throws IOException, InterruptedException;
    }

    private final Path dir;

    /** In an empty folder. */
    public BothMachines(Path dir) {
        this.dir = dir;
    }

    /** Judges lines 0 to {@code count} - 1, in this order. The first that fails is told with its words. */
    public <L extends Line> void forEach(int count, IntFunction<L> lines, Judge<L> judge) throws Exception {
        try (ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<L> all = new ArrayList<>();
            List<Future<Pair>> pairs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                L line = lines.apply(i);
                Path folder = dir.resolve("line" + i);
                all.add(line);
                pairs.add(pool.submit(() -> run(line, folder)));
            }
            try {
                for (int i = 0; i < count; i++) {
                    judge(i, all.get(i), pairs.get(i).get(PATIENCE_SECONDS, TimeUnit.SECONDS), judge);
                }
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private static <L extends Line> void judge(int number, L line, Pair pair, Judge<L> judge) throws Exception {
        try {
            if (!pair.here.ran()) {
                assertRefusedInOneLine(pair.here);
            }
            judge.judge(line, pair);
        } catch (AssertionError e) {
            throw new AssertionError(
                    "line %d: %s\nhere: %s\n\nQEMU: %s".formatted(number, line, pair.here, pair.there), e);
        }
    }

    private static void assertRefusedInOneLine(Outcome here) {
        assertEquals(2, here.status());
        assertEquals("", here.text());
        List<String> said = here.said()
                .lines()
                .filter(line -> !line.startsWith("vesper: -semihosting: not served"))
                .toList();
        assertEquals(1, said.size());
        assertTrue(said.getFirst().startsWith("vesper: "));
    }

    private static <L extends Line> Pair run(L line, Path folder) throws IOException, InterruptedException {
        Path filesThere = Files.createDirectories(folder.resolve("there"));
        Path filesHere = Files.createDirectories(folder.resolve("here"));
        Outcome there = onQemu(line, filesThere);
        return new Pair(here(line.into(filesHere)), filesHere, there, filesThere);
    }

    /** What QEMU makes of it. */
    public static Outcome onQemu(Line line, Path folder) throws IOException, InterruptedException {
        return Boards.outcome(Boards.qemu(line.into(folder)), NOTHING);
    }

    private static Outcome here(List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
        Streams streams = new Streams(InputStream.nullInputStream(), out, messages, false);
        int status = new Vesper(streams).run(words.toArray(String[]::new));
        return new Outcome(status, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }
}
