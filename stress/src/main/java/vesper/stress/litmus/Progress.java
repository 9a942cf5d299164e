package vesper.stress.litmus;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A line on standard error about how far a long run has come: rewritten on a terminal, else one now and then. */
final class Progress implements AutoCloseable {
    private static final int FEW = 20;
    private static final long REWRITE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long REPEAT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int total;
    private final PrintStream err;
    private final boolean terminal =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    private final long started = System.nanoTime();
    private long told = started;
    private boolean shown;

    /** For so many tests, on {@code err}. */
    Progress(int total, PrintStream err) {
        this.total = total;
        this.err = err;
    }

    void at(int done, String details) {
        long now = System.nanoTime();
        if (total > FEW && now - told >= (terminal ? REWRITE_NANOS : REPEAT_NANOS)) {
            told = now;
            shown = true;
            String line =
                    String.format(Locale.ROOT, "%d/%d tests, %.0f s%s", done, total, (now - started) / 1e9, details);
            err.print(terminal ? "\r" + line + "\u001b[K" : line + System.lineSeparator());
        }
    }

    double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    /** Clears the line. */
    @Override
    public void close() {
        if (shown && terminal) {
            err.print("\r\u001b[K");
        }
    }
}
