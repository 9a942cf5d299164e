package vesper.hart;

import vesper.hart.state.Satp;

/** Writes page tables into a guest's memory. */
final class PageTables {
    static final int V = 1;
    static final int R = 2;
    static final int W = 4;
    static final int X = 8;
    static final int U = 0x10;
    static final int A = 0x40;
    static final int D = 0x80;

    /** A page that anybody in S-mode may use in any way, with nothing left to set. */
    static final int ALL = V | R | W | X | A | D;

    private static final long PAGE = 0x1000;

    private final Guest guest;
    private final int levels;
    private final long root;
    private long next;

    /** Sv39 has three levels, Sv48 four. */
    PageTables(Guest guest, int levels, long root) {
        this.guest = guest;
        this.levels = levels;
        this.root = root;
        this.next = root + PAGE;
    }

    static PageTables sv39(Guest guest) {
        return new PageTables(guest, 3, Guest.TABLES);
    }

    /** The value for {@code satp}. */
    long satp(int asid) {
        long mode = levels == 3 ? Satp.MODE_SV39 : Satp.MODE_SV48;
        return mode << 60 | (long) asid << 44 | root >>> 12;
    }

    /** Maps one page of a level: 0 for 4 KiB, 1 for 2 MiB, 2 for 1 GiB. */
    PageTables map(long vaddr, long paddr, int level, long flags) {
        guest.put(pte(vaddr, level), paddr >>> 12 << 10 | flags);
        return this;
    }

    /** Maps pages of 4 KiB to themselves. */
    PageTables identity(long from, int pages, long flags) {
        for (int i = 0; i < pages; i++) {
            map(from + i * PAGE, from + i * PAGE, 0, flags);
        }
        return this;
    }

    /** Where the PTE of this level lies; tables above it are made as needed. */
    long pte(long vaddr, int level) {
        long table = root;
        for (int at = levels - 1; at > level; at--) {
            long entry = table + 8 * index(vaddr, at);
            if (guest.get(entry) == 0) {
                guest.put(entry, next >>> 12 << 10 | V);
                next += PAGE;
            }
            table = guest.get(entry) >>> 10 << 12;
        }
        return table + 8 * index(vaddr, level);
    }

    private static long index(long vaddr, int level) {
        return vaddr >>> (12 + 9 * level) & 0x1ff;
    }
}
