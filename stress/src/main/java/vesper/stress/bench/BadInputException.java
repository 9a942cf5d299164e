package vesper.stress.bench;

import vesper.boot.UsageError;

/** Something that was asked for cannot be done; the message is one line that says what and where. */
final class BadInputException extends UsageError {
    private static final long serialVersionUID = 1;

    BadInputException(String message) {
        super(message);
    }
}
