package vesper.bus;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * The pages of RAM in which some hart has made a reservation, each with its {@link LineVersions}.
 *
 * <p>Stores to other pages cost nothing extra. A page is armed in three steps: {@link #arm} publishes its versions,
 * so that no hart can gain a new direct way to store there; the caller has every hart drop the ways it has, and waits
 * for their answers; then {@link LineVersions#setStoresDiverted}. From then on each store takes the line, writes and
 * moves its version.
 *
 * <p>A page in which many store and nobody reserves is disarmed: its versions end, and then the page has none. A store
 * that finds none goes straight to RAM, which is right, since no reservation on the old versions can succeed.
 *
 * <p>Devices have no instruction boundary at which to answer: their stores hold {@code arming} for reading, and
 * publishing takes it for writing.
 */
public final class ArmedPages {

    /** Stores without a reservation between them before a page is disarmed, as dear as to arm it again. */
    private static final int FIRST_PATIENCE = 4096;

    /**
     * A page that is armed again and again stays so for twice as many each time, up to this often: a kernel that
     * reserves in a process's page at each switch must not make all stores between two switches slow.
     */
    private static final int MAX_DOUBLINGS = 4;

    private final PhysicalMemory ram;

    // an element goes from null to an object and back: written under `arming` (volatile), read acquire
    private final AtomicReferenceArray<@Nullable LineVersions> pages;

    // how often each page was disarmed; guarded by `arming`
    private final byte[] disarmed;

    // held for reading by a device that stores, for writing by a hart that arms or disarms
    private final StampedLock arming = new StampedLock();

    ArmedPages(PhysicalMemory ram) {
        this.ram = ram;
        int count = Math.toIntExact(ram.size() >>> PhysicalMemory.PAGE_SHIFT);
        this.pages = new AtomicReferenceArray<>(count);
        this.disarmed = new byte[count];
    }

    /** The versions of the page that holds this RAM offset, or null if it is not armed (acquire). */
    public @Nullable LineVersions versionsAt(long offset) {
        return pages.getAcquire((int) (offset >>> PhysicalMemory.PAGE_SHIFT));
    }

    /** The versions of the page, published now if need be; see the class comment for what must follow. */
    public LineVersions arm(long offset) {
        LineVersions there = versionsAt(offset);
        if (there != null) {
            return there;
        }
        long stamp = arming.writeLock();
        try {
            int page = (int) (offset >>> PhysicalMemory.PAGE_SHIFT);
            LineVersions made = new LineVersions(FIRST_PATIENCE << disarmed[page]);
            LineVersions witness = pages.compareAndExchange(page, null, made);
            return witness == null ? made : witness;
        } finally {
            arming.unlockWrite(stamp);
        }
    }

    /** Ends the page's versions, if they still are these. The caller holds none of its lines. */
    public void disarm(long offset, LineVersions versions) {
        long stamp = arming.writeLock();
        try {
            int page = (int) (offset >>> PhysicalMemory.PAGE_SHIFT);
            if (pages.get(page) != versions || !versions.storesDiverted() || versions.loadsVersioned()) {
                return;
            }
            versions.disarm();
            disarmed[page] = (byte) Math.min(disarmed[page] + 1, MAX_DOUBLINGS);
            pages.set(page, null);
        } finally {
            arming.unlockWrite(stamp);
        }
    }

    /** Takes the line that holds this RAM offset; {@return its page's versions, or null if the page is not armed} */
    public @Nullable LineVersions lock(long offset) {
        int line = LineVersions.lineOf(offset);
        int spins = 0;
        while (true) {
            LineVersions versions = versionsAt(offset);
            if (versions == null || versions.lock(line) != LineVersions.DISARMED) {
                return versions;
            }
            spins = LineVersions.pause(spins); // somebody is about to take it out of `pages`
        }
    }

    /** Stores 1, 2, 4 or 8 aligned bytes, opaque; moves the version of an armed line. */
    public void store(long offset, long value, int width) {
        LineVersions versions = lock(offset);
        storeOpaque(offset, value, width);
        unlock(versions, offset);
    }

    private static void unlock(@Nullable LineVersions versions, long offset) {
        if (versions != null) {
            int line = LineVersions.lineOf(offset);
            versions.unlockRelease(line, versions.lockedAt(line));
        }
    }

    /** Replaces 8 aligned bytes if they are {@code expected} (volatile), as a page walk sets A and D. */
    public boolean compareAndSet64(long offset, long expected, long value) {
        LineVersions versions = lock(offset);
        boolean replaced = ram.compareAndExchange64(offset, expected, value) == expected;
        unlock(versions, offset);
        return replaced;
    }

    /** The bare store, for one who holds the line or knows that the page is not armed. */
    public void storeOpaque(long offset, long value, int width) {
        switch (width) {
            case 1 -> ram.storeOpaque8(offset, (int) value);
            case 2 -> ram.storeOpaque16(offset, (int) value);
            case 4 -> ram.storeOpaque32(offset, (int) value);
            case 8 -> ram.storeOpaque64(offset, value);
            default -> throw new IllegalArgumentException("width " + width);
        }
    }

    void storeFromDevice(long offset, long value, int width) {
        long stamp = arming.readLock();
        try {
            store(offset, value, width);
        } finally {
            arming.unlockRead(stamp);
        }
    }

    void writeFromDevice(long offset, byte[] from, int start, int length) {
        long stamp = arming.readLock();
        try {
            int done = 0;
            while (done < length) {
                long at = offset + done;
                int piece = Math.min(length - done, LineVersions.LINE_SIZE - (int) (at % LineVersions.LINE_SIZE));
                writeWithinLine(at, from, start + done, piece);
                done += piece;
            }
        } finally {
            arming.unlockRead(stamp);
        }
    }

    private void writeWithinLine(long offset, byte[] from, int start, int length) {
        LineVersions versions = lock(offset);
        ram.write(offset, from, start, length);
        unlock(versions, offset);
    }
}
