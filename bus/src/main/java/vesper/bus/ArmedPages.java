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
 * <p>Devices have no instruction boundary at which to answer: their stores hold {@code arming} for reading, and
 * publishing takes it for writing.
 */
public final class ArmedPages {
    private static final int PAGE_SHIFT = 12;

    private final PhysicalMemory ram;

    // an element goes from null to an object once: written under `arming` (volatile), read acquire
    private final AtomicReferenceArray<@Nullable LineVersions> pages;

    // held for reading by a device that stores, for writing by a hart that arms
    private final StampedLock arming = new StampedLock();

    ArmedPages(PhysicalMemory ram) {
        this.ram = ram;
        this.pages = new AtomicReferenceArray<>(Math.toIntExact(ram.size() >>> PAGE_SHIFT));
    }

    /** The versions of the page that holds this RAM offset, or null if it is not armed (acquire). */
    public @Nullable LineVersions versionsAt(long offset) {
        return pages.getAcquire((int) (offset >>> PAGE_SHIFT));
    }

    /** The versions of the page, published now if need be; see the class comment for what must follow. */
    public LineVersions arm(long offset) {
        LineVersions there = versionsAt(offset);
        if (there != null) {
            return there;
        }
        long stamp = arming.writeLock();
        try {
            LineVersions made = new LineVersions();
            LineVersions witness = pages.compareAndExchange((int) (offset >>> PAGE_SHIFT), null, made);
            return witness == null ? made : witness;
        } finally {
            arming.unlockWrite(stamp);
        }
    }

    /** Stores 1, 2, 4 or 8 aligned bytes, opaque; moves the version of an armed line. */
    public void store(long offset, long value, int width) {
        LineVersions versions = versionsAt(offset);
        if (versions == null) {
            storeOpaque(offset, value, width);
        } else {
            int line = LineVersions.lineOf(offset);
            long version = versions.lock(line);
            storeOpaque(offset, value, width);
            versions.unlockRelease(line, version);
        }
    }

    /** Replaces 8 aligned bytes if they are {@code expected} (volatile), as a page walk sets A and D. */
    public boolean compareAndSet64(long offset, long expected, long value) {
        LineVersions versions = versionsAt(offset);
        if (versions == null) {
            return ram.compareAndExchange64(offset, expected, value) == expected;
        }
        int line = LineVersions.lineOf(offset);
        long version = versions.lock(line);
        boolean replaced = ram.compareAndExchange64(offset, expected, value) == expected;
        versions.unlockRelease(line, version);
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
        LineVersions versions = versionsAt(offset);
        if (versions == null) {
            ram.write(offset, from, start, length);
        } else {
            int line = LineVersions.lineOf(offset);
            long version = versions.lock(line);
            ram.write(offset, from, start, length);
            versions.unlockRelease(line, version);
        }
    }
}
