package vesper.stress.mutant.guest;

import vesper.bus.ArmedPages;
import vesper.bus.DirectPages;
import vesper.bus.LineVersions;
import vesper.bus.PhysicalMemory;

/** What mutants do in place of a call of the same name. */
public final class Faults {
    private Faults() {}

    public static int getAndAdd32(PhysicalMemory ram, long offset, int delta) {
        int old = ram.loadOpaque32(offset);
        ram.storeOpaque32(offset, old + delta);
        return old;
    }

    public static long getAndAdd64(PhysicalMemory ram, long offset, long delta) {
        long old = ram.loadOpaque64(offset);
        ram.storeOpaque64(offset, old + delta);
        return old;
    }

    public static int getAndSet32(PhysicalMemory ram, long offset, int value) {
        int old = ram.loadOpaque32(offset);
        ram.storeOpaque32(offset, value);
        return old;
    }

    public static long getAndSet64(PhysicalMemory ram, long offset, long value) {
        long old = ram.loadOpaque64(offset);
        ram.storeOpaque64(offset, value);
        return old;
    }

    public static int compareAndExchange32(PhysicalMemory ram, long offset, int expected, int value) {
        int old = ram.loadOpaque32(offset);
        if (old == expected) {
            ram.storeOpaque32(offset, value);
        }
        return old;
    }

    public static long compareAndExchange64(PhysicalMemory ram, long offset, long expected, long value) {
        long old = ram.loadOpaque64(offset);
        if (old == expected) {
            ram.storeOpaque64(offset, value);
        }
        return old;
    }

    /** Gives the line back as if nothing had been written. */
    public static void unlockRelease(LineVersions versions, int line, long version) {
        versions.unlockRelease(line, version - 2);
    }

    /** Stores, whatever has become of the expected value. */
    public static boolean compareAndSet64(ArmedPages pages, long offset, long expected, long value) {
        pages.store(offset, value, 8);
        return true;
    }

    public static void store64(long[] table, long vaddr, long value, DirectPages.Misses misses) {
        DirectPages.store32(table, vaddr, (int) value, misses);
        DirectPages.store32(table, vaddr + 4, (int) (value >>> 32), misses);
    }
}
