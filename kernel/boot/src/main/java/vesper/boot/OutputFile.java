package vesper.boot;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file to write that the user names; {@code -} is standard output. */
public final class OutputFile {
    private static final String STANDARD_OUTPUT = "-";

    private final Path path;
    private final PrintStream standardOutput;

    public OutputFile(Path path, PrintStream standardOutput) {
        this.path = path;
        this.standardOutput = standardOutput;
    }

    static boolean isStandardOutput(Path path) {
        return path.toString().equals(STANDARD_OUTPUT);
    }

    /** Makes it, empty, so that one that can't be written is told of before a long run. */
    public void create() throws UsageError {
        if (!isStandardOutput(path)) {
            write(new byte[0]);
        }
    }

    /** To be written piece by piece, from its beginning; closing it leaves standard output open. */
    public OutputStream open() throws UsageError {
        if (isStandardOutput(path)) {
            return new OutputStream() {
                @Override
                public void write(int b) {
                    standardOutput.write(b);
                }

                @Override
                public void write(byte[] bytes, int from, int length) {
                    standardOutput.write(bytes, from, length);
                }

                @Override
                public void close() throws IOException {
                    if (standardOutput.checkError()) { // which flushes it
                        throw new IOException("standard output takes nothing more");
                    }
                }
            };
        }
        try {
            return Files.newOutputStream(path);
        } catch (IOException e) {
            throw new UsageError(path + ": cannot be written");
        }
    }

    /** The whole of it. */
    public void write(String text) throws UsageError {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The whole of it. */
    public void write(byte[] bytes) throws UsageError {
        try (OutputStream out = open()) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UsageError(path + ": cannot be written");
        }
    }
}
