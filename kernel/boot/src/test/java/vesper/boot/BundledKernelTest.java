package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command runs when nobody says what. */
@Timeout(120)
class BundledKernelTest {
    private static final byte[] CTRL_A_X = {1, 'x'};

    /** What the kernel prints last by itself: from there on nothing comes between what is echoed. */
    private static final String LAST_LINE = "first ping by init_process (pid 1); Ctrl-T tells how many";

    /** Types something when the machine has printed something, and quits when that has been echoed. */
    private static final class Typist extends InputStream {
        private final ByteArrayOutputStream screen;
        private final String awaited;
        private final String text;
        private int next;

        Typist(ByteArrayOutputStream screen, String awaited, String text) {
            this.screen = screen;
            this.awaited = awaited;
            this.text = text;
        }

        @Override
        public int read() throws IOException {
            if (next == text.length() + CTRL_A_X.length) {
                return -1;
            }
            await(next < text.length() ? awaited : awaited + text);
            int key = next < text.length() ? text.charAt(next) : CTRL_A_X[next - text.length()];
            next++;
            return key;
        }

        @Override
        public int read(byte[] into, int start, int length) throws IOException {
            int key = read();
            into[start] = (byte) key;
            return key < 0 ? -1 : 1;
        }

        private void await(String wanted) throws IOException {
            // Only the order matters: other lines may come between.
            while (!screen.toString(StandardCharsets.UTF_8).contains(wanted.substring(0, awaited.length()))
                    || !screen.toString(StandardCharsets.UTF_8).contains(wanted.substring(awaited.length()))) {
                try {
                    Thread.sleep(10);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private static String session(String awaited, String typed, String... args) {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new Typist(screen, awaited, typed),
                screen,
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                false);
        assertEquals(0, new Vesper(streams).run(args));
        assertEquals("", errors.toString(StandardCharsets.UTF_8));
        return screen.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "interp", "jvm,thread=single"})
    void itBootsOnItsDiskAndEchoes(String accel) {
        String screen = session(LAST_LINE, "over and out", "-smp", "4", "-accel", accel);
        assertTrue(screen.contains("hart 0 runs, the others wait"), screen);
        assertTrue(screen.contains("minix    mounted"), screen);
        assertTrue(screen.contains("PT_LOAD  vaddr 0x00010000"), screen);
    }

    @Test
    void aDriveReplacesItsDisk(@TempDir Path dir) throws IOException {
        Path disk = Files.write(dir.resolve("empty"), new byte[4096]);
        String screen = session(LAST_LINE, "x", "-drive", "file=" + disk + ",format=raw");
        assertTrue(screen.contains("disk of 4 KiB"), screen);
    }

    @Test
    void imageWritesBoth(@TempDir Path dir) throws Exception {
        Path folder = dir.resolve("new/folder");
        assertEquals(0, CommandRun.of("image", folder.toString()).status());
        assertArrayEquals(Bundle.kernel().bytes(), Files.readAllBytes(folder.resolve("vesper.elf")));
        assertArrayEquals(Bundle.disk().bytes(), Files.readAllBytes(folder.resolve("vesper.img")));
    }

    @Test
    void imageNeedsAFolder(@TempDir Path dir) throws IOException {
        assertEquals(
                new CommandRun(2, "", "vesper: image: Missing required parameter: 'DIR'\n"),
                CommandRun.of(ImageCommand::new));
        Path file = Files.createFile(dir.resolve("file"));
        CommandRun run = CommandRun.of(ImageCommand::new, file + "/sub");
        assertEquals(2, run.status());
        assertEquals("vesper: image: " + file + "/sub: no folder can be made there\n", run.err());
    }

    @Test
    void theFirstGuestIsAnImageItself() {
        CommandRun run = CommandRun.of("-first-guest", "-bios", "/etc/hostname");
        assertEquals(2, run.status());
        assertEquals("vesper: -first-guest is what runs: it goes with no -bios\n", run.err());
    }
}
