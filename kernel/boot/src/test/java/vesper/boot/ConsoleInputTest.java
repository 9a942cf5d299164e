package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConsoleInputTest {
    private static final String QUIT = "\u0001x";

    @TempDir
    Path dir;

    @Test
    void ctrlAxIsSeenBehindTenThousandBytesThatNobodyReads() throws IOException {
        String unread = "x".repeat(10_000);
        CommandRun run =
                CommandRun.with(unread + QUIT, "-kernel", SerialGuest.deaf(dir).toString());
        assertEquals(0, run.status());
        assertEquals("", run.err());
    }

    @Test
    void theHelpIsSeenThereToo() throws IOException {
        String keys = "x".repeat(10_000) + "\u0001h" + QUIT;
        CommandRun run = CommandRun.with(keys, "-kernel", SerialGuest.deaf(dir).toString());
        assertEquals(EscapeKeys.HELP_TEXT, run.err());
    }

    /** More than may wait, so that reading stops and goes on. */
    @Test
    void noByteIsLostAndNoneChangesItsPlace() throws IOException {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        byte[] text = new byte[ConsoleInput.MOST_WAITING + 20_000];
        new Random(19).nextBytes(text);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) Math.max(2, text[i] & 0x7f); // no Ctrl-A
        }
        assertEquals(0, run(new TextThenQuit(text, screen), screen, SerialGuest.echo(dir)));
        byte[] expected = new byte[1 + text.length];
        expected[0] = '>';
        System.arraycopy(text, 0, expected, 1, text.length);
        assertTrue(Arrays.equals(expected, screen.toByteArray()));
    }

    private static int run(InputStream in, ByteArrayOutputStream screen, Path kernel) {
        PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Vesper(new Streams(in, screen, err, false)).run("-kernel", kernel.toString());
    }

    /** Gives all of a text at once, and Ctrl-A x when the screen has as many bytes and the greeting. */
    private static final class TextThenQuit extends InputStream {
        private final byte[] text;
        private final ByteArrayOutputStream screen;
        private int next;

        TextThenQuit(byte[] text, ByteArrayOutputStream screen) {
            this.text = text;
            this.screen = screen;
        }

        @Override
        public int read() throws IOException {
            if (next == text.length + QUIT.length()) {
                return -1;
            }
            if (next == text.length) {
                awaitEcho();
            }
            int key = next < text.length ? text[next] & 0xff : QUIT.charAt(next - text.length);
            next++;
            return key;
        }

        @Override
        public int read(byte[] into, int start, int length) throws IOException {
            int count = 0;
            while (count < length && next != text.length) {
                int key = read();
                if (key < 0) {
                    return count == 0 ? -1 : count;
                }
                into[start + count++] = (byte) key;
            }
            if (count == 0) {
                into[start] = (byte) read();
                count = 1;
            }
            return count;
        }

        private void awaitEcho() throws IOException {
            while (screen.size() < 1 + text.length) {
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }
}
