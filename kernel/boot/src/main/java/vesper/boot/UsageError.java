package vesper.boot;

import java.io.Serial;

/** What the user asked for makes no sense, or can't be done as it was asked; the message is one line. */
public class UsageError extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public UsageError(String message) {
        super(message);
    }
}
