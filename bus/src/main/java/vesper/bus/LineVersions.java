package vesper.bus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The versions of one armed page: a word for each 64-byte line, even while nobody writes the line and odd while
 * somebody does. Every write adds two, so a reader who sees one even version twice has seen no write between, not even
 * of the same value: what a reservation needs and a value compare can't give.
 *
 * <p>Guarded by the jcstress case {@code LineVersionCases}.
 */
public final class LineVersions {
    /** Bytes in a line, the size of a reservation set. */
    public static final int LINE_SIZE = 64;

    private static final int LINES = PhysicalMemory.PAGE_SIZE / LINE_SIZE;
    private static final int SPINS_BEFORE_YIELD = 64;
    private static final int DIRECT = 0;
    private static final int VERSIONED = 1;
    private static final int DIVERTED = 2;
    private static final VarHandle VERSION = MethodHandles.arrayElementVarHandle(long[].class);

    // any agent locks by compareAndSet and unlocks by release; readers acquire
    private final long[] versions = new long[LINES];

    // set once every hart has dropped its direct way to store here; written volatile, read volatile
    private volatile boolean storesDiverted;

    // moves up only, DIRECT to DIVERTED, once a 16-byte compare-and-swap, which is two stores here, wrote the page;
    // a lost race back to VERSIONED costs one more round of answers
    private volatile int loads = DIRECT;

    LineVersions() {}

    /** The line that holds the byte at this RAM offset. */
    public static int lineOf(long offset) {
        return (int) (offset / LINE_SIZE) & (LINES - 1);
    }

    /** Whether every hart's stores to the page are known to move its versions. */
    public boolean storesDiverted() {
        return storesDiverted;
    }

    /** To be called when each hart has answered that it dropped its direct stores. */
    public void setStoresDiverted() {
        storesDiverted = true;
    }

    /** Whether loads must look at the versions: no hart may gain a direct way to load once this holds. */
    public boolean loadsVersioned() {
        return loads != DIRECT;
    }

    /** Whether, besides, no hart has a direct way to load left. */
    public boolean loadsDiverted() {
        return loads == DIVERTED;
    }

    /** First step: publishes that loads must look; the caller then has every hart drop its direct loads. */
    public void publishLoadsVersioned() {
        if (loads == DIRECT) {
            loads = VERSIONED;
        }
    }

    /** Last step: every hart has answered. */
    public void setLoadsDiverted() {
        loads = DIVERTED;
    }

    /** Waits until nobody writes the line and {@return its version, always even (acquire)} */
    public long awaitAcquire(int line) {
        int spins = 0;
        while (true) {
            long version = (long) VERSION.getAcquire(versions, line);
            if ((version & 1) == 0) {
                return version;
            }
            spins = pause(spins);
        }
    }

    /** Whether the version is still {@code version}; loads before this call are not moved after it. */
    public boolean unchanged(int line, long version) {
        VarHandle.acquireFence();
        return (long) VERSION.getOpaque(versions, line) == version;
    }

    /** Takes the line if it is still at {@code version}. */
    public boolean tryLock(int line, long version) {
        return VERSION.compareAndSet(versions, line, version, version + 1);
    }

    /** Waits for the line and takes it; {@return the even version it had} */
    public long lock(int line) {
        while (true) {
            long version = awaitAcquire(line);
            if (tryLock(line, version)) {
                return version;
            }
        }
    }

    /** Gives the line back after a write (release); {@code version} is what {@link #lock} returned. */
    public void unlockRelease(int line, long version) {
        VERSION.setRelease(versions, line, version + 2);
    }

    /** A writer holds a line for a few instructions, unless its host thread was taken off the core. */
    @SuppressWarnings(
            "ThreadPriorityCheck") // not for correctness: with fewer cores than harts, spinning starves the writer
    private static int pause(int spins) {
        if (spins < SPINS_BEFORE_YIELD) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
        return spins + 1;
    }
}
