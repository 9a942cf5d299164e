package vesper.disk;

import java.io.Serial;

/** What was given can't become a Minix 3 image. The message is one line that names the thing and says what is wrong. */
public final class BadTree extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    BadTree(String message) {
        super(message);
    }
}
