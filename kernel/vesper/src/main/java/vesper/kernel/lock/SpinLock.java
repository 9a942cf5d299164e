package vesper.kernel.lock;

import org.jspecify.annotations.Nullable;
import vesper.metal.Atomic;
import vesper.metal.Cpu;

/**
 * A lock that is waited for by spinning, with a rank in the {@link LockOrder}. It is released in the reverse order of
 * taking. A thread that holds one isn't switched away from, so a trap finds no lock taken by a thread that sleeps.
 *
 * <p>{@link #acquire} has acquire order: pair it with {@link #release}.
 */
public final class SpinLock {
    private static final long FREE = 0;

    private final int rank;

    // FREE, or who holds it; any hart, by acquire and release
    private final Atomic holder = new Atomic(FREE);

    // what the holder took before this; owned by the holder
    private @Nullable SpinLock outer;

    public SpinLock(int rank) {
        this.rank = rank;
    }

    /** Takes it. Taking it twice, or out of order, is a panic. */
    public void acquire() {
        LockHolder self = (LockHolder) Cpu.local();
        long number = self.holderNumber();
        if (holder.load() == number) {
            throw new IllegalStateException("a hart takes a lock that it holds");
        }
        SpinLock before = self.innermostLock();
        if (before != null && before.rank >= rank) {
            throw new IllegalStateException("a hart takes locks out of their order");
        }
        // Swapping another's number out would lose it, so it is a compare-and-swap, tried only when it looks free.
        while (!holder.compareAndSwap(FREE, number)) {
            while (holder.load() != FREE) {
                Cpu.pause();
            }
        }
        outer = before;
        self.exchangeLocks(this);
    }

    /** Gives it back. Giving back another than the last one taken is a panic. */
    public void release() {
        LockHolder self = (LockHolder) Cpu.local();
        if (self.innermostLock() != this) {
            throw new IllegalStateException("a hart releases a lock that isn't its innermost");
        }
        self.exchangeLocks(outer);
        outer = null;
        holder.storeRelease(FREE);
    }
}
