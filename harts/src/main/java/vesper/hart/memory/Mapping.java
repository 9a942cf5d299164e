package vesper.hart.memory;

/**
 * What a translation found, in one long:
 *
 * <pre>
 *    63..59    58       57..56   55..0
 *   +-------+---------+--------+-------+
 *   | 0     | W: page | level  | paddr |
 *   +-------+---------+--------+-------+
 * </pre>
 *
 * {@code level} is the leaf PTE's, 0 for 4 KiB and 3 for 512 GiB. W says that PMP treats all of the 4 KiB page alike, so
 * that a TLB may keep the translation.
 */
public final class Mapping {
    /** Bits of a physical address. */
    static final int PADDR_BITS = 56;

    private static final long PADDR_MASK = (1L << PADDR_BITS) - 1;
    private static final int LEVEL_SHIFT = PADDR_BITS;
    private static final int LEVEL_MASK = 3;
    private static final long WHOLE_PAGE = 1L << 58;

    private Mapping() {}

    /** A mapping of which nobody has asked PMP yet. */
    static long of(long paddr, int level) {
        return paddr | (long) level << LEVEL_SHIFT;
    }

    static long withWholePage(long mapping) {
        return mapping | WHOLE_PAGE;
    }

    public static long paddr(long mapping) {
        return mapping & PADDR_MASK;
    }

    public static int level(long mapping) {
        return (int) (mapping >>> LEVEL_SHIFT) & LEVEL_MASK;
    }

    public static boolean isWholePage(long mapping) {
        return (mapping & WHOLE_PAGE) != 0;
    }
}
