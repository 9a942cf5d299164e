package vesper.boot;

import java.io.Serial;

/** The command line makes no sense; the message is one line. */
final class UsageError extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    UsageError(String message) {
        super(message);
    }
}
