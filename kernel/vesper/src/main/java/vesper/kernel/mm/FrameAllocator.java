package vesper.kernel.mm;

import vesper.kernel.lock.LockOrder;
import vesper.kernel.lock.SpinLock;
import vesper.metal.Addr;

/**
 * Page frames of 4 KiB, given out first-fit. One descriptor byte a page stands at the heap's base:
 *
 * <pre>
 *  bit    7 ... 2     1       0
 *      +-----------+------+-------+
 *      |     0     | LAST | TAKEN |
 *      +-----------+------+-------+
 * </pre>
 *
 * <p>LAST marks the end of what one {@link #allocate} gave, so that {@link #deallocate} needs no length.
 */
public final class FrameAllocator {
    public static final long PAGE_SIZE = 4096;

    private static final int TAKEN = 1;
    private static final int LAST = 2;

    private final SpinLock lock = new SpinLock(LockOrder.FRAMES);

    // set once, by begin
    private Addr descriptors = Addr.ZERO;
    private Addr frames = Addr.ZERO;
    private long count;

    // under the lock
    private long free;
    private long firstFree; // no page before it is free

    /**
     * Takes the memory from {@code start} to {@code end}, less what descriptors need.
     *
     * @return whether it holds a page at least
     */
    public boolean begin(Addr start, Addr end) {
        Addr first = start.alignUp(PAGE_SIZE);
        Addr last = end.alignDown(PAGE_SIZE);
        long pages = first.below(last) ? last.minus(first) / PAGE_SIZE : 0;
        long forDescriptors = (pages + PAGE_SIZE - 1) / PAGE_SIZE;
        count = pages - forDescriptors;
        descriptors = first;
        frames = first.plus(forDescriptors * PAGE_SIZE);
        free = count;
        firstFree = 0;
        clear(first, forDescriptors * PAGE_SIZE);
        return count > 0;
    }

    /** The number of pages, taken or not. */
    public long count() {
        return count;
    }

    /** The number of pages that are not taken. */
    public long free() {
        return free;
    }

    /** The first page. */
    public Addr base() {
        return frames;
    }

    /** Takes {@code pages} pages in a row; {@link Addr#ZERO} if there is no such gap. */
    public Addr allocate(long pages) {
        if (pages <= 0) {
            throw new IllegalArgumentException("an allocation of no pages");
        }
        lock.acquire();
        long first = pages <= free ? findGap(pages) : -1;
        if (first >= 0) {
            take(first, pages);
        }
        lock.release();
        return first < 0 ? Addr.ZERO : frames.plus(first * PAGE_SIZE);
    }

    /** As {@link #allocate}, and fills them with zeroes. */
    public Addr zallocate(long pages) {
        Addr start = allocate(pages);
        if (start.value() != 0) {
            clear(start, pages * PAGE_SIZE);
        }
        return start;
    }

    /** Gives back what one {@link #allocate} gave; anything else is a panic. */
    public void deallocate(Addr start) {
        long offset = start.minus(frames);
        if (offset < 0 || offset >= count * PAGE_SIZE || !start.isAligned(PAGE_SIZE)) {
            throw new IllegalArgumentException("a page that was never allocated is given back");
        }
        lock.acquire();
        long page = offset / PAGE_SIZE;
        if (page > 0 && (descriptor(page - 1) & (TAKEN | LAST)) == TAKEN) {
            throw new IllegalArgumentException("pages are given back from their middle");
        }
        release(page);
        lock.release();
    }

    private void release(long first) {
        long page = first;
        int descriptor;
        do {
            descriptor = descriptor(page);
            if ((descriptor & TAKEN) == 0) {
                throw new IllegalArgumentException("a page is given back twice");
            }
            descriptors.set8(page, 0);
            page++;
        } while ((descriptor & LAST) == 0);
        free += page - first;
        firstFree = Math.min(firstFree, first);
    }

    private void take(long first, long pages) {
        for (long page = first; page < first + pages - 1; page++) {
            descriptors.set8(page, TAKEN);
        }
        descriptors.set8(first + pages - 1, TAKEN | LAST);
        free -= pages;
        if (first == firstFree) {
            firstFree = first + pages;
        }
    }

    /** The first of {@code pages} free pages in a row, or -1. */
    private long findGap(long pages) {
        long run = 0;
        for (long page = firstFree; page < count; page++) {
            run = (descriptor(page) & TAKEN) == 0 ? run + 1 : 0;
            if (run == pages) {
                return page - pages + 1;
            }
        }
        return -1;
    }

    private int descriptor(long page) {
        return descriptors.u8(page);
    }

    private static void clear(Addr start, long bytes) {
        for (long offset = 0; offset < bytes; offset += Long.BYTES) {
            start.set64(offset, 0);
        }
    }
}
