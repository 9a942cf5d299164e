package vesper.kernel.lock;

/**
 * The order of locks: whoever holds one may take only those of a higher rank. {@link SpinLock} checks it, also while a
 * single hart runs and no lock is ever contended.
 */
public final class LockOrder {
    /** The process table. */
    public static final int PROCESSES = 1;

    /** A hart's run queue. Two are never held together. */
    public static final int RUN_QUEUE = 2;

    /** Page frames: the innermost. */
    public static final int FRAMES = 3;

    private LockOrder() {}
}
