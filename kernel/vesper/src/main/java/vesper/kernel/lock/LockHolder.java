package vesper.kernel.lock;

import org.jspecify.annotations.Nullable;

/** Who can hold locks: the object behind {@code tp}. */
public abstract class LockHolder {
    // owned by the hart
    private @Nullable SpinLock innermost;

    /** The lock taken last and not yet released, if any. */
    public final @Nullable SpinLock innermostLock() {
        return innermost;
    }

    /**
     * Sets aside the locks of the code that a trap has interrupted, or brings them back: the trap's own locks stand in no
     * order with them.
     *
     * @return what was held until now
     */
    public final @Nullable SpinLock exchangeLocks(@Nullable SpinLock lock) {
        SpinLock before = innermost;
        innermost = lock;
        return before;
    }

    /** A number that differs between holders, and isn't 0. */
    protected abstract long holderNumber();
}
