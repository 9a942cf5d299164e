package vesper.kernel.selftest;

import vesper.kernel.dev.Disk;
import vesper.metal.Addr;

/** A disk in memory. */
public final class MemoryDisk implements Disk {
    private Addr contents = Addr.ZERO;
    private long sectors;

    /** Makes it so many sectors from {@code at} on. */
    public void begin(Addr at, long count) {
        contents = at;
        sectors = count;
    }

    @Override
    public long sectors() {
        return sectors;
    }

    @Override
    public boolean read(long first, long count, Addr to) {
        if (first < 0 || count <= 0 || first > sectors - count) {
            return false;
        }
        for (long i = 0; i < count * SECTOR_SIZE; i += Long.BYTES) {
            to.set64(i, contents.i64(first * SECTOR_SIZE + i));
        }
        return true;
    }
}
