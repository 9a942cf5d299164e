package vesper.hart;

import java.io.Serial;

/**
 * A synchronous exception on its way from the instruction that raises it to {@link TrapUnit#take(Trap)}. Each hart has one,
 * without a stack trace: raising it costs a jump.
 */
final class Trap extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    // owned by the hart thread
    int cause;
    long tval;

    Trap() {
        super("trap", null, false, false);
    }

    /** Fills the exception in and returns it, to be thrown. */
    Trap with(int cause, long tval) {
        this.cause = cause;
        this.tval = tval;
        return this;
    }
}
