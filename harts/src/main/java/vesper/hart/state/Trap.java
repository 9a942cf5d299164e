package vesper.hart.state;

import java.io.Serial;

/**
 * A synchronous exception on its way from the instruction that raises it to {@code TrapUnit.take}. Each hart has one,
 * without a stack trace: raising it costs a jump.
 */
public final class Trap extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    // owned by the hart thread
    public int cause;
    public long tval;

    Trap() {
        super("trap", null, false, false);
    }

    /** Fills the exception in and returns it, to be thrown. */
    public Trap with(int cause, long tval) {
        this.cause = cause;
        this.tval = tval;
        return this;
    }
}
