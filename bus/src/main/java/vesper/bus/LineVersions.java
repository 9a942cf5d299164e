package vesper.bus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The versions of one armed page: a word for each 64-byte line, even while nobody writes the line and odd while
 * somebody does. Every write adds two, so a reader who sees one even version twice has seen no write between, not even
 * of the same value: what a reservation needs and a value compare can't give.
 *
 * <p>They serve until the page is disarmed. Then every line is at {@link #DISARMED} for good: no reservation holds any
 * more, and who wants a line asks {@link ArmedPages} anew.
 *
 * <p>Guarded by the jcstress cases {@code LineVersionCases} and {@code DisarmingCases}.
 */
public final class LineVersions {
    /** Bytes in a line, the size of a reservation set. */
    public static final int LINE_SIZE = 64;

    /** A line's version once its page was disarmed; odd, as of a line that nobody can take. */
    public static final long DISARMED = -1;

    private static final int LINES = PhysicalMemory.PAGE_SIZE / LINE_SIZE;
    private static final int SPINS_BEFORE_YIELD = 64;
    private static final int DIRECT = 0;
    private static final int VERSIONED = 1;
    private static final int DIVERTED = 2;
    private static final VarHandle VERSION = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle STORES;

    static {
        try {
            STORES = MethodHandles.lookup().findVarHandle(LineVersions.class, "stores", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // any agent locks by compareAndSet and unlocks by release; readers acquire
    private final long[] versions = new long[LINES];

    // set once every hart has dropped its direct way to store here; written volatile, read volatile
    private volatile boolean storesDiverted;

    // moves up only, DIRECT to DIVERTED, once a 16-byte compare-and-swap, which is two stores here, wrote the page;
    // a lost race back to VERSIONED costs one more round of answers
    private volatile int loads = DIRECT;

    // stores since the last reservation: any hart counts and clears, opaque; it does not matter if some are lost
    @SuppressWarnings("UnusedVariable") // by STORES
    private int stores;

    private final int patience;

    /**
     * Makes the versions of a page that nobody wrote yet.
     *
     * @param patience how many stores without a reservation make {@link #countStore} say that it is enough
     */
    LineVersions(int patience) {
        this.patience = patience;
    }

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

    /** Waits until nobody writes the line and {@return its version, even unless it is {@link #DISARMED} (acquire)} */
    public long awaitAcquire(int line) {
        int spins = 0;
        while (true) {
            long version = (long) VERSION.getAcquire(versions, line);
            if ((version & 1) == 0 || version == DISARMED) {
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

    /** Waits for the line and takes it; {@return the even version it had, or {@link #DISARMED}: then it is not taken} */
    public long lock(int line) {
        while (true) {
            long version = awaitAcquire(line);
            if (version == DISARMED || tryLock(line, version)) {
                return version;
            }
        }
    }

    /** Who has taken the line: the version it had. */
    public long lockedAt(int line) {
        return (long) VERSION.getOpaque(versions, line) - 1;
    }

    /** Gives the line back after a write (release); {@code version} is what {@link #lock} returned. */
    public void unlockRelease(int line, long version) {
        VERSION.setRelease(versions, line, version + 2);
    }

    /** A hart made a reservation in the page. */
    public void noteReservation() {
        if ((int) STORES.getOpaque(this) != 0) {
            STORES.setOpaque(this, 0);
        }
    }

    /** A hart stored to the page; {@return whether so many did since the last reservation that it need not be armed} */
    public boolean countStore() {
        int count = (int) STORES.getOpaque(this) + 1;
        STORES.setOpaque(this, count);
        return count > patience && !loadsVersioned();
    }

    /** Takes every line for good, each when nobody writes it. By one thread only. */
    void disarm() {
        for (int line = 0; line < LINES; line++) {
            lock(line);
            VERSION.setRelease(versions, line, DISARMED);
        }
    }

    /** A writer holds a line for a few instructions, unless its host thread was taken off the core. */
    @SuppressWarnings(
            "ThreadPriorityCheck") // not for correctness: with fewer cores than harts, spinning starves the writer
    static int pause(int spins) {
        if (spins < SPINS_BEFORE_YIELD) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
        return spins + 1;
    }
}
