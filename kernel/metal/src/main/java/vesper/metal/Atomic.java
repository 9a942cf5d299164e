package vesper.metal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A {@code long} that harts share. Every order is named: without one an access is plain ({@code opaque} on the JVM),
 * and the atomic instructions are relaxed.
 */
public final class Atomic {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Atomic.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // any hart, by the order that the method names
    private long value;

    public Atomic(long value) {
        this.value = value;
    }

    @Intrinsic
    public long load() {
        return (long) VALUE.getOpaque(this);
    }

    /** {@code ld; fence r,rw}. */
    @Intrinsic
    public long loadAcquire() {
        return (long) VALUE.getAcquire(this);
    }

    @Intrinsic
    public void store(long x) {
        VALUE.setOpaque(this, x);
    }

    /** {@code fence rw,w; sd}. */
    @Intrinsic
    public void storeRelease(long x) {
        VALUE.setRelease(this, x);
    }

    /** {@code amoswap.d.aq}. */
    @Intrinsic
    public long swapAcquire(long x) {
        return (long) VALUE.getAndSetAcquire(this, x);
    }

    /** {@code amoswap.d.rl}. */
    @Intrinsic
    public long swapRelease(long x) {
        return (long) VALUE.getAndSetRelease(this, x);
    }

    /** {@code amoadd.d}: adds, and returns what was there. */
    @Intrinsic
    public long getAndAdd(long x) {
        return (long) VALUE.getAndAddAcquire(this, x);
    }

    /** {@code amoadd.d.aqrl}. */
    @Intrinsic
    public long getAndAddAcquireRelease(long x) {
        return (long) VALUE.getAndAdd(this, x);
    }

    /** {@code amoor.d.aqrl}. */
    @Intrinsic
    public long getAndOrAcquireRelease(long x) {
        return (long) VALUE.getAndBitwiseOr(this, x);
    }

    /** {@code amoand.d.aqrl}. */
    @Intrinsic
    public long getAndAndAcquireRelease(long x) {
        return (long) VALUE.getAndBitwiseAnd(this, x);
    }

    /** Stores {@code x} if {@code expected} is there, by {@code lr.d.aqrl/sc.d.rl}; whether it did. */
    @Intrinsic
    public boolean compareAndSwap(long expected, long x) {
        return VALUE.compareAndSet(this, expected, x);
    }
}
