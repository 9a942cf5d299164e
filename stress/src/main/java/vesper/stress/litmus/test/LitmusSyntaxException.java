package vesper.stress.litmus.test;

/** A file that is no litmus test; the message is {@code file:line: expected ..., found ...}. */
public final class LitmusSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    LitmusSyntaxException(String file, int line, String expected, String found) {
        super("%s:%d: expected %s, found %s".formatted(file, line, expected, found));
    }
}
