package vesper.kernel.paging;

import vesper.kernel.mm.FrameAllocator;
import vesper.metal.Addr;

/**
 * An Sv39 address space: a tree of tables of 512 entries. A leaf may stand at level 0 (4 KiB), 1 (2 MiB) or 2 (1 GiB).
 *
 * <p>ACCESSED and DIRTY are set from the beginning: no hart has to set them, and none traps for want of them. Whoever
 * changes a mapping that a hart may have used executes {@code sfence.vma} afterwards.
 */
public final class PageTable {
    public static final long PAGE_SIZE = FrameAllocator.PAGE_SIZE;

    private static final int LEVELS = 3;
    private static final int ENTRIES = 512;
    private static final int INDEX_BITS = 9;
    private static final int PAGE_SHIFT = 12;
    private static final int VIRTUAL_BITS = 39;

    private final FrameAllocator allocator;

    // set once, by begin
    private Addr root = Addr.ZERO;

    public PageTable(FrameAllocator allocator) {
        this.allocator = allocator;
    }

    /** Makes the space empty. Returns whether there was memory for its root. */
    public boolean begin() {
        root = allocator.zallocate(1);
        return root.value() != 0;
    }

    /** The table of the highest level; {@link Addr#ZERO} before {@link #begin}. */
    public Addr root() {
        return root;
    }

    /** The bytes that a leaf of {@code level} maps. */
    public static long span(int level) {
        return 1L << (PAGE_SHIFT + INDEX_BITS * level);
    }

    /**
     * Maps one page of {@link #span} bytes. To map what is mapped already, at any level, is a panic.
     *
     * @param flags R, W, X and U of {@link Pte}
     * @return whether there was memory for the tables
     */
    public boolean map(Addr virtual, Addr physical, int flags, int level) {
        if (!virtual.isAligned(span(level)) || !physical.isAligned(span(level)) || !canonical(virtual)) {
            throw new IllegalArgumentException("a page to be mapped is misaligned, or out of Sv39's reach");
        }
        Addr table = root;
        for (int above = LEVELS - 1; above > level; above--) {
            Addr entry = entry(table, virtual, above);
            Pte pte = read(entry);
            if (!pte.valid()) {
                Addr next = allocator.zallocate(1);
                if (next.value() == 0) {
                    return false;
                }
                pte = Pte.of(next, Pte.V);
                write(entry, pte);
            } else if (pte.leaf()) {
                throw new IllegalStateException("a page to be mapped lies in a larger one");
            }
            table = pte.frame();
        }
        Addr entry = entry(table, virtual, level);
        if (read(entry).valid()) {
            throw new IllegalStateException("a page to be mapped is mapped already");
        }
        write(entry, Pte.of(physical, flags | Pte.V | Pte.A | Pte.D));
        return true;
    }

    /**
     * Maps the pages that {@code start} to {@code end} touch to themselves, by the largest leaves that fit.
     *
     * @return whether there was memory for the tables
     */
    public boolean mapIdentity(Addr start, Addr end, int flags) {
        Addr at = start.alignDown(PAGE_SIZE);
        Addr last = end.alignUp(PAGE_SIZE);
        while (at.below(last)) {
            int level = largestLeaf(at, last.minus(at));
            if (!map(at, at, flags, level)) {
                return false;
            }
            at = at.plus(span(level));
        }
        return true;
    }

    private static int largestLeaf(Addr at, long bytes) {
        int level = LEVELS - 1;
        while (!at.isAligned(span(level)) || span(level) > bytes) {
            level--;
        }
        return level;
    }

    /** Takes away the leaf that maps {@code virtual}, whatever its level. Returns whether there was one. */
    public boolean unmap(Addr virtual) {
        Addr entry = findLeaf(virtual);
        if (entry.value() == 0) {
            return false;
        }
        write(entry, new Pte(0));
        return true;
    }

    /** Gives back every table. Frames that were mapped stay whose they were. */
    public void end() {
        release(root, LEVELS - 1);
        root = Addr.ZERO;
    }

    private void release(Addr table, int level) {
        for (int i = 0; level > 0 && i < ENTRIES; i++) {
            Pte pte = read(table.plus((long) i * Long.BYTES));
            if (pte.valid() && !pte.leaf()) {
                release(pte.frame(), level - 1);
            }
        }
        allocator.deallocate(table);
    }

    /** The physical address behind {@code virtual}, or {@link Addr#ZERO} if it isn't mapped. */
    public Addr walk(Addr virtual) {
        Addr table = root;
        for (int level = LEVELS - 1; level >= 0 && canonical(virtual); level--) {
            Pte pte = read(entry(table, virtual, level));
            if (!pte.valid()) {
                return Addr.ZERO;
            }
            if (pte.leaf()) {
                return pte.frame().plus(virtual.value() & (span(level) - 1));
            }
            table = pte.frame();
        }
        return Addr.ZERO;
    }

    /** The leaf that maps {@code virtual}; not {@link Pte#valid} if none does. */
    public Pte leaf(Addr virtual) {
        Addr entry = findLeaf(virtual);
        return entry.value() == 0 ? new Pte(0) : read(entry);
    }

    private Addr findLeaf(Addr virtual) {
        Addr table = root;
        for (int level = LEVELS - 1; level >= 0 && canonical(virtual); level--) {
            Addr entry = entry(table, virtual, level);
            Pte pte = read(entry);
            if (!pte.valid()) {
                return Addr.ZERO;
            }
            if (pte.leaf()) {
                return entry;
            }
            table = pte.frame();
        }
        return Addr.ZERO;
    }

    /** Bits 63 to 39 must all be the same as bit 38, or the access faults. */
    private static boolean canonical(Addr virtual) {
        int unused = Long.SIZE - VIRTUAL_BITS;
        return virtual.value() << unused >> unused == virtual.value();
    }

    private static Addr entry(Addr table, Addr virtual, int level) {
        long index = (virtual.value() >>> (PAGE_SHIFT + INDEX_BITS * level)) & (ENTRIES - 1);
        return table.plus(index * Long.BYTES);
    }

    private static Pte read(Addr entry) {
        return new Pte(entry.i64(0));
    }

    private static void write(Addr entry, Pte pte) {
        entry.set64(0, pte.bits());
    }
}
