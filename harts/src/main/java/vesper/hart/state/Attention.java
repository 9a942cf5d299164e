package vesper.hart.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The flag that has a hart look up from executing: at messages, at pending interrupts, at whether it shall stop. {@code
 * Mailbox} says when it is raised and lowered, and why no message is lost by that.
 */
public final class Attention {
    private static final VarHandle RAISED;

    static {
        try {
            RAISED = MethodHandles.lookup().findVarHandle(Attention.class, "raised", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // any thread writes true, the hart writes false before it looks; volatile but for the interpreter's opaque
    // look between instructions; translated code reads it volatile, by name, which is why it is public (ParkingCases)
    public volatile boolean raised;

    /** For the hart, between instructions: opaque. */
    public boolean isRaisedOpaque() {
        return (boolean) RAISED.getOpaque(this);
    }

    /** Volatile. */
    public boolean isRaised() {
        return raised;
    }

    /** Any thread, volatile. */
    public void raise() {
        raised = true;
    }

    /** The hart only, volatile: before it looks at whatever it may have been raised for. */
    public void lower() {
        raised = false;
    }
}
