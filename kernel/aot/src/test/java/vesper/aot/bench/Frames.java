package vesper.aot.bench;

import vesper.metal.Addr;
import vesper.metal.Entry;
import vesper.metal.Symbol;

/** Page frames, first-fit over a byte each: bit 0 TAKEN, bit 1 LAST. */
final class Frames {
    private static final int TAKEN = 1;
    private static final int LAST = 2;
    private static final long PAGE_SIZE = 4096;
    private static final Frames FRAMES = new Frames();

    private Addr descriptors = Addr.ZERO;
    private Addr base = Addr.ZERO;
    private long count;
    private long free;

    @Entry
    static void setup() {
        FRAMES.begin(Symbol.address("arena"), 512);
    }

    @Entry
    static long bench() {
        long sum = 0;
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 40; i++) {
                sum += FRAMES.allocate(1 + (i & 3)).minus(FRAMES.base);
            }
            for (int i = 0; i < 20; i++) {
                FRAMES.deallocate(FRAMES.page(FRAMES.firstOf(i)));
            }
            sum += FRAMES.free;
            for (long page = 0; page < 512; page++) {
                if (FRAMES.isFirst(page)) {
                    FRAMES.deallocate(FRAMES.page(page));
                }
            }
        }
        return sum + FRAMES.free;
    }

    private void begin(Addr at, long pages) {
        descriptors = at;
        base = at.plus(PAGE_SIZE);
        count = pages;
        free = pages;
    }

    private Addr page(long index) {
        return base.plus(index * PAGE_SIZE);
    }

    private boolean isFirst(long page) {
        return (descriptors.u8(page) & TAKEN) != 0 && (page == 0 || descriptors.u8(page - 1) != TAKEN);
    }

    /** The page that the index-th allocation begins with. */
    private long firstOf(int index) {
        long page = 0;
        int left = index;
        while (left > 0 || !isFirst(page)) {
            if (isFirst(page)) {
                left--;
            }
            page++;
        }
        return page;
    }

    private Addr allocate(long pages) {
        if (pages <= 0) {
            throw new IllegalArgumentException("no pages");
        }
        long run = 0;
        for (long page = 0; page < count; page++) {
            run = (descriptors.u8(page) & TAKEN) == 0 ? run + 1 : 0;
            if (run == pages) {
                return take(page - pages + 1, pages);
            }
        }
        return Addr.ZERO;
    }

    private Addr take(long first, long pages) {
        for (long page = first; page < first + pages - 1; page++) {
            descriptors.set8(page, TAKEN);
        }
        descriptors.set8(first + pages - 1, TAKEN | LAST);
        free -= pages;
        return page(first);
    }

    private void deallocate(Addr start) {
        long page = start.minus(base) / PAGE_SIZE;
        int descriptor;
        do {
            descriptor = descriptors.u8(page);
            if ((descriptor & TAKEN) == 0) {
                throw new IllegalStateException("given back twice");
            }
            descriptors.set8(page, 0);
            free++;
            page++;
        } while ((descriptor & LAST) == 0);
    }
}
