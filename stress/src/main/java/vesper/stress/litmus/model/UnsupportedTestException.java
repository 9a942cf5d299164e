package vesper.stress.litmus.model;

/** A test that the checker cannot judge; the message is one line that says where and why. */
public final class UnsupportedTestException extends Exception {
    private static final long serialVersionUID = 1;

    UnsupportedTestException(String message) {
        super(message);
    }
}
