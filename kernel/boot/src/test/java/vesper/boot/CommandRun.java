package vesper.boot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/** What the command did in this process with these arguments. */
record CommandRun(int status, String out, String err) {
    static CommandRun of(String... args) {
        return with("", args);
    }

    /** With text on its standard input. */
    static CommandRun with(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return run(input, out, out, args);
    }

    /** With a standard output that nobody reads any more. */
    static CommandRun withClosedOutput(String... args) {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        return run("", closed, new ByteArrayOutputStream(), args);
    }

    /** What a subcommand did by itself. */
    static CommandRun of(BiFunction<PrintStream, PrintStream, Subcommand> command, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = command.apply(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
        return new CommandRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static CommandRun run(String input, OutputStream out, ByteArrayOutputStream captured, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int status = new Vesper(streams).run(args);
        return new CommandRun(status, captured.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
