package vesper.stress.bench.guest;

/**
 * Where things lie in the board's address space. Virtual addresses are equal to physical ones.
 *
 * <pre>
 *   0x0010_0000  finisher
 *   0x0200_0000  CLINT
 *   0x1000_0000  UART
 *   0x8000_0000  code, constants, page tables
 *   0x8004_0000  the image of a program in Java, if the guest is one
 *   behind       the harts' records and stacks
 *   0x8020_0000  2 MiB for each hart
 *   0x8100_0000  the end of what Sv39 maps
 * </pre>
 */
final class Layout {
    static final long FINISHER = 0x10_0000L;
    static final int POWER_OFF = 0x5555;
    /** Exit status 1 in the upper half. */
    static final int FAILED = 1 << 16 | 0x3333;

    static final long CLINT = 0x200_0000L;
    /** Of hart 0; those of the others follow. */
    static final long MTIMECMP = CLINT + 0x4000;

    static final long MTIME = CLINT + 0xbff8;

    static final long UART = 0x1000_0000L;
    /** Line status. */
    static final int LSR = 5;
    /** Transmitter holding register empty. */
    static final int LSR_THRE = 0x20;

    static final long IMAGE = 0x8000_0000L;
    static final int LOG2_PROGRAM_ALIGNMENT = 18;
    static final long PROGRAM = IMAGE + (1L << LOG2_PROGRAM_ALIGNMENT);
    static final long MEMORY = 0x8020_0000L;
    static final int LOG2_MEMORY_SIZE = 21;
    static final long MAPPED_END = 0x8100_0000L;

    static final int MAX_HARTS = 4;

    static final int LOG2_PAGE = 12;
    static final int PAGE = 1 << LOG2_PAGE;

    private Layout() {}
}
