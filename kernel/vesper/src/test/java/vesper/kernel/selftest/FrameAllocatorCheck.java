package vesper.kernel.selftest;

import vesper.kernel.mm.FrameAllocator;
import vesper.metal.Addr;

/**
 * The allocator gives the first gap that fits and never a page twice; {@code deallocate} frees exactly what one
 * {@code allocate} gave; {@code zallocate} gives zeroes.
 */
public final class FrameAllocatorCheck extends Check {
    private static final int STEPS = 400;
    private static final int MAX_PAGES = 12;
    private static final int MAX_HEAP = 200;

    private final FrameAllocator allocator = new FrameAllocator();
    private final boolean[] taken = new boolean[MAX_HEAP];
    private final int[] sizeAt = new int[MAX_HEAP];

    public FrameAllocatorCheck() {
        super("frame allocator", 20);
    }

    @Override
    protected String attempt(Addr memory) {
        int heap = 2 + random.below(MAX_HEAP - 2);
        for (int i = 0; i < MAX_HEAP; i++) {
            taken[i] = false;
            sizeAt[i] = 0;
        }
        Addr ragged = memory.plus(random.below(4096));
        allocator.begin(ragged, memory.plus((heap + 1L) * 4096 + random.below(4096)));
        int pages = (int) allocator.count();
        if (pages != (ragged.isAligned(4096) ? heap : heap - 1)) {
            return "all memory but the descriptors' is given out";
        }
        for (int step = 0; step < STEPS; step++) {
            String result = random.below(5) < 3 ? allocate(pages) : deallocate(pages);
            if (failed(result)) {
                return result;
            }
        }
        return releaseAll(pages);
    }

    private String allocate(int pages) {
        int want = 1 + random.below(MAX_PAGES);
        boolean zeroed = random.oneIn(3);
        int expected = firstGap(pages, want);
        Addr got = zeroed ? allocator.zallocate(want) : allocator.allocate(want);
        if (expected < 0) {
            return got.value() == 0 ? HOLDS : "nothing is given where nothing fits";
        }
        if (got.minus(allocator.base()) != expected * 4096L) {
            return "the first gap that fits is given";
        }
        for (int i = 0; i < want; i++) {
            taken[expected + i] = true;
        }
        sizeAt[expected] = want;
        return fill(got, want * 4096L, zeroed);
    }

    private static String fill(Addr start, long bytes, boolean zeroed) {
        for (long i = 0; i < bytes; i += 512) {
            if (zeroed && start.i64(i) != 0) {
                return "zallocate gives zeroes";
            }
            start.set64(i, -1);
        }
        return HOLDS;
    }

    private String deallocate(int pages) {
        int at = random.below(pages);
        while (at < pages && sizeAt[at] == 0) {
            at++;
        }
        if (at < pages) {
            release(at);
        }
        return free(pages) == allocator.free() ? HOLDS : "deallocate frees what was allocated";
    }

    private void release(int at) {
        allocator.deallocate(allocator.base().plus(at * 4096L));
        for (int i = 0; i < sizeAt[at]; i++) {
            taken[at + i] = false;
        }
        sizeAt[at] = 0;
    }

    private String releaseAll(int pages) {
        for (int i = 0; i < pages; i++) {
            if (sizeAt[i] != 0) {
                release(i);
            }
        }
        boolean whole = allocator.free() == pages && allocator.allocate(pages).value() != 0;
        return whole ? HOLDS : "all pages are free in the end";
    }

    private int firstGap(int pages, int want) {
        int run = 0;
        for (int i = 0; i < pages; i++) {
            run = taken[i] ? 0 : run + 1;
            if (run == want) {
                return i - want + 1;
            }
        }
        return -1;
    }

    private int free(int pages) {
        int count = 0;
        for (int i = 0; i < pages; i++) {
            count += taken[i] ? 0 : 1;
        }
        return count;
    }
}
