package vesper.bus;

import java.util.concurrent.atomic.AtomicLong;

/** A line of RAM of its own for each state of a case, in armed pages that all states share. */
final class Cell {
    static final PhysicalMemory RAM = new PhysicalMemory(16 << 20);
    static final ArmedPages PAGES = new ArmedPages(RAM);
    private static final AtomicLong NEXT = new AtomicLong();

    static {
        for (long offset = 0; offset < RAM.size(); offset += PhysicalMemory.PAGE_SIZE) {
            PAGES.arm(offset).setStoresDiverted();
        }
    }

    final long offset = NEXT.getAndAdd(LineVersions.LINE_SIZE) % RAM.size();
    final int line = LineVersions.lineOf(offset);
    final LineVersions versions = PAGES.arm(offset);

    Cell() {
        RAM.storeOpaque64(offset, 0);
        RAM.storeOpaque64(offset + 8, 0);
    }

    /** As a hart or a device stores to an armed page. */
    void store(long value) {
        PAGES.store(offset, value, 8);
    }

    /** As the page walk sets A and D. */
    boolean compareAndSet(long expected, long value) {
        return PAGES.compareAndSet64(offset, expected, value);
    }

    long load() {
        return RAM.loadOpaque64(offset);
    }

    /** As LR does it: the version at which the value was read is {@link #reserved}. */
    long loadReserved() {
        while (true) {
            reserved = versions.awaitAcquire(line);
            long value = RAM.loadAcquire64(offset);
            if (versions.unchanged(line, reserved)) {
                return value;
            }
        }
    }

    /** Owned by the one actor that reserves. */
    long reserved;

    /** As SC does it. */
    boolean storeConditional(long value) {
        if (!versions.tryLock(line, reserved)) {
            return false;
        }
        RAM.storeOpaque64(offset, value);
        versions.unlockRelease(line, reserved);
        return true;
    }
}
