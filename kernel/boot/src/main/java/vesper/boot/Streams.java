package vesper.boot;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What the command reads and writes.
 *
 * @param in the console's input
 * @param out the console's output, unbuffered
 * @param err messages
 * @param terminal whether {@code in} is the terminal of this process
 */
record Streams(InputStream in, OutputStream out, PrintStream err, boolean terminal) {
    /** Set by the launcher, which can ask at no cost; without it the terminal stays in line mode. */
    private static final String TTY_PROPERTY = "vesper.stdin.tty";

    static Streams standard() {
        return new Streams(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Boolean.getBoolean(TTY_PROPERTY));
    }
}
