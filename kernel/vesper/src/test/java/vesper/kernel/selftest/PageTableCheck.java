package vesper.kernel.selftest;

import vesper.kernel.mm.FrameAllocator;
import vesper.kernel.paging.PageTable;
import vesper.kernel.paging.Pte;
import vesper.metal.Addr;

/** Walks find what a plain list of mappings says, after any maps and unmaps; the end gives every table back. */
public final class PageTableCheck extends Check {
    private static final int STEPS = 200;
    private static final int MAPPINGS = 48;

    private final FrameAllocator allocator = new FrameAllocator();
    private final PageTable pages = new PageTable(allocator);
    private final long[] virtual = new long[MAPPINGS];
    private final long[] physical = new long[MAPPINGS];
    private final int[] level = new int[MAPPINGS];
    private final int[] flags = new int[MAPPINGS];
    private final boolean[] mapped = new boolean[MAPPINGS];

    public PageTableCheck() {
        super("page table", 40);
    }

    @Override
    protected String attempt(Addr memory) {
        allocator.begin(memory, memory.plus(memoryNeeded()));
        long before = allocator.free();
        if (!pages.begin()) {
            return "there is memory for the root";
        }
        for (int i = 0; i < MAPPINGS; i++) {
            choose(i);
        }
        for (int step = 0; step < STEPS; step++) {
            String result = change(random.below(MAPPINGS));
            if (!failed(result)) {
                result = look(random.below(MAPPINGS));
            }
            if (failed(result)) {
                return result;
            }
        }
        pages.end();
        return allocator.free() == before ? HOLDS : "the end gives every table back";
    }

    /** Mapping i lies alone in a stretch of its own, as large as the largest leaf. */
    private void choose(int i) {
        level[i] = random.oneIn(4) ? 1 + random.below(2) : 0;
        long stretch = random.oneIn(2) ? i : 256 + i; // the lower half of the addresses, or the upper
        long address = stretch << 30;
        long within = random.next() & (PageTable.span(2) - 1) & -PageTable.span(level[i]);
        virtual[i] = (address | within) << 25 >> 25;
        physical[i] = random.next() >>> 8 & -PageTable.span(level[i]);
        flags[i] =
                Pte.R | (random.oneIn(2) ? Pte.W : 0) | (random.oneIn(2) ? Pte.X : 0) | (random.oneIn(2) ? Pte.U : 0);
        mapped[i] = false;
    }

    private String change(int i) {
        if (mapped[i]) {
            mapped[i] = false;
            long inside = random.next() & (PageTable.span(level[i]) - 1);
            return pages.unmap(new Addr(virtual[i] + inside)) ? HOLDS : "what is mapped can be unmapped";
        }
        mapped[i] = true;
        boolean done = pages.map(new Addr(virtual[i]), new Addr(physical[i]), flags[i], level[i]);
        return done ? HOLDS : "there is memory for the tables";
    }

    private String look(int i) {
        long inside = random.next() & (PageTable.span(level[i]) - 1);
        Addr at = new Addr(virtual[i] + inside);
        Addr found = pages.walk(at);
        Pte leaf = pages.leaf(at);
        if (!mapped[i]) {
            return found.value() == 0 && !leaf.valid() && !pages.unmap(at) ? HOLDS : "what isn't mapped isn't found";
        }
        if (found.value() != physical[i] + inside) {
            return "the walk finds the frame";
        }
        int expected = flags[i] | Pte.V | Pte.A | Pte.D;
        return leaf.flags() == expected ? HOLDS : "the leaf has its flags, ACCESSED and DIRTY";
    }
}
