package vesper.boot;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/**
 * A line on standard error that tells how far a command is. On a terminal it is rewritten, and makes way for what is
 * printed; elsewhere each is a line of its own.
 */
final class StatusLine {
    private static final String REWIND = "\r";
    private static final String CLEAR_TO_END = "\u001b[K";

    private final PrintStream err;
    private final boolean terminal;

    // guarded by the monitor: whether the cursor is behind a line of ours
    private boolean shown;

    /** @param terminal whether {@code err} is one */
    StatusLine(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    boolean onTerminal() {
        return terminal;
    }

    synchronized void show(String text) {
        err.print(terminal ? REWIND + text + CLEAR_TO_END : text + System.lineSeparator());
        err.flush();
        shown = terminal;
    }

    synchronized void clear() {
        if (shown) {
            err.print(REWIND + CLEAR_TO_END);
            err.flush();
            shown = false;
        }
    }

    /** The stream of messages itself, but that what is printed takes this line's place. */
    PrintStream messages() {
        return new PrintStream(new Clearing(err, false), true, err.charset());
    }

    /**
     * The same for what the user asked for. Who prints to it when it takes nothing more, as when its reader has gone, is
     * interrupted: the rest would be in vain.
     */
    PrintStream before(PrintStream stream) {
        return new PrintStream(new Clearing(stream, true), true, stream.charset());
    }

    private final class Clearing extends FilterOutputStream {
        private final PrintStream stream;
        private final boolean wanted;

        private Clearing(PrintStream stream, boolean wanted) {
            super(stream);
            this.stream = stream;
            this.wanted = wanted;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            synchronized (StatusLine.this) {
                clear();
                stream.write(bytes, from, length);
                if (stream.checkError()) { // which flushes it
                    if (wanted) {
                        Thread.currentThread().interrupt();
                    }
                    throw new IOException("it takes nothing more");
                }
            }
        }
    }
}
