package vesper.kernel.paging;

import vesper.metal.Addr;
import vesper.metal.Word;

/**
 * An Sv39 page-table entry (privileged manual, section 10.4.1).
 *
 * <pre>
 *   63    54 53      28 27   19 18   10 9   8 7 6 5 4 3 2 1 0
 *  +--------+----------+-------+-------+-----+-+-+-+-+-+-+-+-+
 *  |    0   |  PPN[2]  |PPN[1] |PPN[0] | RSW |D|A|G|U|X|W|R|V|
 *  +--------+----------+-------+-------+-----+-+-+-+-+-+-+-+-+
 * </pre>
 */
@Word
public record Pte(long bits) {
    public static final int V = 1;
    public static final int R = 1 << 1;
    public static final int W = 1 << 2;
    public static final int X = 1 << 3;
    public static final int U = 1 << 4;
    public static final int A = 1 << 6;
    public static final int D = 1 << 7;

    private static final int PPN_SHIFT = 10;
    private static final int PAGE_SHIFT = 12;

    /** The entry for a page frame or, if {@code flags} is only {@link #V}, the next table. */
    public static Pte of(Addr frame, int flags) {
        return new Pte((frame.value() >>> PAGE_SHIFT << PPN_SHIFT) | flags);
    }

    public boolean valid() {
        return (bits & V) != 0;
    }

    /** Whether it ends the walk: a pointer to the next table has none of R, W, X. */
    public boolean leaf() {
        return (bits & (R | W | X)) != 0;
    }

    public int flags() {
        return (int) bits & 0xff;
    }

    /** The page frame, or the next table. */
    public Addr frame() {
        return new Addr(bits << 10 >>> 20 << PAGE_SHIFT);
    }
}
