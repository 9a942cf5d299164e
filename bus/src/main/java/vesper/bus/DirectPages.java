package vesper.bus;

import java.util.Arrays;
import java.util.Objects;
import jdk.internal.misc.Unsafe;

/**
 * Virtual pages that lead straight to a page of RAM: the entries of a TLB, and the accesses that hit them. Owned by one
 * hart's thread.
 *
 * <p>The table is direct-mapped. An entry is two longs side by side: the tag, and what to add to a virtual address to
 * get the host's.
 *
 * <pre>
 *  tag   63                      12 11 10          0
 *       +--------------------------+--+-------------+
 *       |       virtual page       |  |      0      |      bit 11: the entry is empty
 *       +--------------------------+--+-------------+
 * </pre>
 *
 * <p>A lookup takes the entry at the page of an access's first byte, and compares its tag with the page of its last byte.
 * These two pages are one, or neighbours; neighbours have different entries, so that the compare fails. Whether the
 * access is aligned does not matter.
 *
 * <p>This compare is the only check of an access, and enough: {@link #put} makes an entry for a whole page of RAM or
 * none, what passes the compare lies in that page from its first byte to its last, and the index is masked. So no guest
 * address can reach host memory outside the region. {@link PhysicalMemory} must stay reachable while the table is used.
 *
 * <p>The accesses are opaque, as {@link PhysicalMemory}'s. A misaligned one is the host's, and may tear where that does:
 * x86-64 lets those across two cache lines. The manual allows it (unprivileged, section 2.6).
 */
public final class DirectPages {
    /** What an access does that finds no entry. */
    public interface Misses {
        /** Loads 1, 2, 4 or 8 bytes; {@return the value, zero-extended} */
        long loadMissed(long vaddr, int width);

        /** Stores the low 1, 2, 4 or 8 bytes. */
        void storeMissed(long vaddr, long value, int width);
    }

    /** How many pages fit. */
    public static final int ENTRIES = 2048;

    private static final int ENTRY_SHIFT = 4;
    private static final int WAY = 8; // bytes from an entry's tag to its other half
    private static final long PAGE = -PhysicalMemory.PAGE_SIZE;
    private static final long INDEX_MASK = (ENTRIES - 1L) << ENTRY_SHIFT;
    private static final long TABLE = Unsafe.ARRAY_LONG_BASE_OFFSET;
    private static final long EMPTY = 0x800;

    /** Entries that are remembered for {@link #flush}; with more of them it empties the whole table. */
    private static final int JOURNAL = 64;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private final PhysicalMemory ram;
    private final long[] table = new long[2 * ENTRIES];
    private final int[] filled = new int[JOURNAL];

    /** How often an empty entry was filled since the last flush. */
    private int fills;

    public DirectPages(PhysicalMemory ram) {
        this.ram = ram;
        Arrays.fill(table, EMPTY);
    }

    /** What the static methods look into; nobody else does, and nobody writes it. It stays the same array. */
    public long[] table() {
        return table;
    }

    /** Lets accesses to the page of {@code vaddr} go to the page of RAM that holds {@code ramOffset}. */
    public void put(long vaddr, long ramOffset) {
        long page = ramOffset & PAGE;
        Objects.checkIndex(page, ram.size());
        int index = index(vaddr);
        if (table[index] == EMPTY) {
            if (fills < JOURNAL) {
                filled[fills] = index;
            }
            fills++;
        }
        table[index] = vaddr & PAGE;
        table[index + 1] = ram.base() + page - (vaddr & PAGE);
    }

    /** The RAM offset of an aligned access of 1, 2, 4 or 8 bytes, or -1 if there is no entry or it is misaligned. */
    public long ramOffset(long vaddr, int width) {
        int index = index(vaddr);
        return table[index] == (vaddr & (PAGE | (width - 1))) ? vaddr + table[index + 1] - ram.base() : -1;
    }

    /** Empties the table; costs what was filled. */
    public void flush() {
        if (fills > JOURNAL) {
            Arrays.fill(table, EMPTY);
        } else {
            for (int i = 0; i < fills; i++) {
                table[filled[i]] = EMPTY;
            }
        }
        fills = 0;
    }

    /** Drops the page of {@code vaddr}. */
    public void flushPage(long vaddr) {
        int index = index(vaddr);
        if (table[index] == (vaddr & PAGE)) {
            table[index] = EMPTY;
        }
    }

    /** Drops every entry that leads to the RAM page of {@code ramOffset}. */
    public void dropRamPage(long ramOffset) {
        long page = ram.base() + (ramOffset & PAGE);
        for (int i = 0; i < table.length; i += 2) {
            if (table[i] != EMPTY && table[i] + table[i + 1] == page) {
                table[i] = EMPTY;
            }
        }
    }

    private static int index(long vaddr) {
        return ((int) (vaddr >>> PhysicalMemory.PAGE_SHIFT) & (ENTRIES - 1)) << 1;
    }

    /** Where an address's entry lies, from the array's beginning. */
    private static long entry(long vaddr) {
        return TABLE + ((vaddr >>> (PhysicalMemory.PAGE_SHIFT - ENTRY_SHIFT)) & INDEX_MASK);
    }

    /** Whether there is an entry for all of the bytes from {@code vaddr}, which are at most a page's. */
    static boolean hits(long[] table, long vaddr, int bytes) {
        return UNSAFE.getLong(Objects.requireNonNull(table), entry(vaddr)) == (vaddr + (bytes - 1) & PAGE);
    }

    /** What to add to an address that {@link #hits} to get the host's. */
    static long way(long[] table, long vaddr) {
        return UNSAFE.getLong(table, entry(vaddr) + WAY);
    }

    static long hostAddress(long[] table, long vaddr) {
        return vaddr + way(table, vaddr);
    }

    /** Loads a byte, zero-extended. */
    public static int load8(long[] table, long vaddr, Misses misses) {
        return hits(table, vaddr, 1)
                ? UNSAFE.getByteOpaque(null, hostAddress(table, vaddr)) & 0xff
                : (int) misses.loadMissed(vaddr, 1);
    }

    /** Loads a halfword, zero-extended. */
    public static int load16(long[] table, long vaddr, Misses misses) {
        return hits(table, vaddr, 2)
                ? UNSAFE.getShortOpaque(null, hostAddress(table, vaddr)) & 0xffff
                : (int) misses.loadMissed(vaddr, 2);
    }

    /** Loads a word. */
    public static int load32(long[] table, long vaddr, Misses misses) {
        return hits(table, vaddr, 4)
                ? UNSAFE.getIntOpaque(null, hostAddress(table, vaddr))
                : (int) misses.loadMissed(vaddr, 4);
    }

    /** Loads a doubleword. */
    public static long load64(long[] table, long vaddr, Misses misses) {
        return hits(table, vaddr, 8)
                ? UNSAFE.getLongOpaque(null, hostAddress(table, vaddr))
                : misses.loadMissed(vaddr, 8);
    }

    public static void store8(long[] table, long vaddr, int value, Misses misses) {
        if (hits(table, vaddr, 1)) {
            UNSAFE.putByteOpaque(null, hostAddress(table, vaddr), (byte) value);
        } else {
            misses.storeMissed(vaddr, value, 1);
        }
    }

    public static void store16(long[] table, long vaddr, int value, Misses misses) {
        if (hits(table, vaddr, 2)) {
            UNSAFE.putShortOpaque(null, hostAddress(table, vaddr), (short) value);
        } else {
            misses.storeMissed(vaddr, value, 2);
        }
    }

    public static void store32(long[] table, long vaddr, int value, Misses misses) {
        if (hits(table, vaddr, 4)) {
            UNSAFE.putIntOpaque(null, hostAddress(table, vaddr), value);
        } else {
            misses.storeMissed(vaddr, value, 4);
        }
    }

    public static void store64(long[] table, long vaddr, long value, Misses misses) {
        if (hits(table, vaddr, 8)) {
            UNSAFE.putLongOpaque(null, hostAddress(table, vaddr), value);
        } else {
            misses.storeMissed(vaddr, value, 8);
        }
    }
}
