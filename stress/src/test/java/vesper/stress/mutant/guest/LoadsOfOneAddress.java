package vesper.stress.mutant.guest;

import vesper.bus.DirectPages;
import vesper.bus.PhysicalMemory;
import vesper.stress.mutant.Scenario;

/**
 * One thread counts a doubleword up; another loads it three times in a row, by two addresses of which the compiler can't
 * know that they are one, as code that is translated from a guest's would. The forbidden outcome: a later load sees an
 * older value. A compiler that may take the third load for the first makes it so.
 */
public final class LoadsOfOneAddress implements Scenario {
    private static final int ROUNDS = 10_000_000;
    private static final int ROUNDS_AT_ONCE = 1000;
    private static final long OFFSET = 64;

    private static final DirectPages.Misses NO_MISSES = new DirectPages.Misses() {
        @Override
        public long loadMissed(long vaddr, int width) {
            throw new IllegalStateException("the page is there");
        }

        @Override
        public void storeMissed(long vaddr, long value, int width) {
            throw new IllegalStateException("the page is there");
        }
    };

    private final PhysicalMemory ram = new PhysicalMemory(PhysicalMemory.PAGE_SIZE);
    private final DirectPages pages = new DirectPages(ram);
    private long first = OFFSET;
    private long second = OFFSET;

    // the run's thread writes, the counting one reads
    private volatile boolean done;

    @Override
    public long run() throws InterruptedException {
        done = false;
        pages.put(0, 0);
        Thread counting = Thread.ofPlatform().daemon().start(this::count);
        long backwards = 0;
        for (int round = 0; round < ROUNDS; round += ROUNDS_AT_ONCE) {
            backwards += load(first, second);
        }
        done = true;
        counting.join();
        return backwards;
    }

    private void count() {
        long value = 0;
        while (!done) {
            ram.storeOpaque64(OFFSET, ++value);
        }
        ram.storeOpaque64(OFFSET, 0);
    }

    private int load(long one, long same) {
        final long[] table = pages.table();
        int backwards = 0;
        for (int i = 0; i < ROUNDS_AT_ONCE; i++) {
            long a = DirectPages.load64(table, one, NO_MISSES);
            long b = DirectPages.load64(table, same, NO_MISSES);
            long c = DirectPages.load64(table, one, NO_MISSES);
            if (a > b || b > c) {
                backwards++;
            }
        }
        return backwards;
    }

    @Override
    public int rounds() {
        return ROUNDS;
    }
}
