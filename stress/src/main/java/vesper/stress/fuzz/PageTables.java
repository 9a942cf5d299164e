package vesper.stress.fuzz;

import static vesper.bus.PhysicalMemory.PAGE_SHIFT;

import vesper.stress.Randomness;

/** PTEs and addresses for cases that run translated. */
final class PageTables {
    private static final int V = 1;
    private static final int LEAF_RIGHTS = 2 | 4 | 8;

    private static final long SUPERPAGE_BASE = Layout.DATA;
    private static final long GIGAPAGE_BASE = Layout.RAM_BASE;

    private PageTables() {}

    static void fill(Draft draft) {
        Randomness random = draft.random;
        long[] words = draft.words;
        words[CaseRecord.FLAGS] |= CaseRecord.PAGING;
        for (int i = 0; i < CaseRecord.PAGE_PTES; i++) {
            long page = random.chance(90)
                    ? Layout.WINDOW + 0x1000L * random.below(2)
                    : random.pick(Layout.RAM_END, Layout.CASES, 0x1000L, 1L << 40);
            words[CaseRecord.PTES + i] = pte(page, random);
        }
        int superpages = CaseRecord.PTES + CaseRecord.PAGE_PTES;
        for (int i = 0; i < CaseRecord.SUPERPAGE_PTES; i++) {
            long misaligned = random.chance(15) ? 1L << (PAGE_SHIFT + random.below(9)) : 0;
            words[superpages + i] = pte(SUPERPAGE_BASE + misaligned, random);
        }
        long misaligned = random.chance(15) ? 1L << (PAGE_SHIFT + random.below(18)) : 0;
        words[superpages + CaseRecord.SUPERPAGE_PTES] = pte(GIGAPAGE_BASE | misaligned, random);
        boolean user = draft.mode == Draft.M ? random.chance(50) : draft.mode == Draft.U;
        boolean sv48 = random.chance(20);
        long root = sv48 ? (user ? Layout.ROOT48_U : Layout.ROOT48_S) : (user ? Layout.ROOT_U : Layout.ROOT_S);
        if (user) {
            words[CaseRecord.STVEC] = Layout.STUB_ALIAS | random.below(2);
        }
        long asid = random.chance(50) ? 0 : random.below(1 << 16);
        words[CaseRecord.SATP] = (sv48 ? 9L : 8L) << 60 | asid << 44 | root >>> PAGE_SHIFT;
        if (random.chance(15)) {
            Protection.fill(words, random);
            words[CaseRecord.FLAGS] |= CaseRecord.PROTECTION;
        }
    }

    /** Mostly a leaf that something may be done with; all combinations of rights, and sometimes a reserved bit. */
    private static long pte(long page, Randomness random) {
        long flags = random.bits() & 0x3ff;
        if (random.chance(85)) {
            flags |= V;
        }
        if (random.chance(50)) {
            flags |= random.pick(2, 6, 6, 6, 8, 10, 14);
        }
        if ((flags & LEAF_RIGHTS) == 0) {
            // A pointer to a table could lead anywhere: only one to nothing at all.
            flags &= ~V;
        }
        long reserved = random.chance(4) ? 1L << (54 + random.below(10)) : 0;
        return page >>> PAGE_SHIFT << 10 | flags | reserved;
    }

    /** A virtual address in one of the mapped pages, often at a page's end; seldom one that can't be mapped. */
    static long pointer(Randomness random) {
        long inWindow = Layout.WINDOW + 0x800 + random.below(0x1000);
        return switch (random.below(16)) {
            case 0 -> random.bits();
            case 1, 2 -> Layout.SUPERPAGES + (long) random.below(4) * (2 << 20) + inWindow - SUPERPAGE_BASE;
            case 3, 4 -> Layout.GIGAPAGE + inWindow - GIGAPAGE_BASE;
            case 5 -> Layout.PAGES + (1L << (38 + random.below(10)));
            case 6 -> Layout.WINDOW;
            case 7, 8, 9 -> Layout.PAGES + 0x1000L * random.below(8) + random.below(32) - 16;
            default -> Layout.PAGES + 0x1000L * random.below(8) + 8L * random.below(512);
        };
    }
}
