package vesper.bus;

import java.io.Serial;

/**
 * Nothing answers at this physical address with this width (privileged manual, section 3.6.2, "vacant" regions).
 *
 * <p>One instance without a stack trace: a guest may probe addresses a million times a second.
 */
public final class AccessFault extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack trace to be misleading
    public static final AccessFault INSTANCE = new AccessFault();

    private AccessFault() {
        super("access fault", null, false, false);
    }
}
