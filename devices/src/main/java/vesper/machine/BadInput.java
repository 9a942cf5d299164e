package vesper.machine;

import java.io.Serial;

/** What the user gave can't be used. The message is one line that names the thing and says what is wrong with it. */
public final class BadInput extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public BadInput(String message) {
        super(message);
    }
}
