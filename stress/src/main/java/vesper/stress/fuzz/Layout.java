package vesper.stress.fuzz;

import vesper.stress.referee.Machine;

/**
 * Where everything lies in the RAM that both machines start from: driver, cases, page tables, window, results.
 *
 * <pre>
 * 0x8000_0000  driver, trap vectors                 locked by PMP: read and execute, in M-mode too
 * 0x8000_4000  cases, {@link CaseRecord} each       likewise
 * 0x8200_0000  a word that is zero when a case begins
 * 0x8200_1000  page tables
 * 0x8201_0000  window: the two pages that cases load from and store to; a copy behind it
 * 0x8408_0000  context of the driver
 * 0x8410_0000  results, {@link Outcome} each
 * 0x87ff_ffc0  tail: the last line of RAM, a window too
 * 0x8800_0000  nothing, to 4 GiB; above that and below RAM, PMP denies all
 * </pre>
 *
 * <p>In M-mode a case may store to the context and the results, and what it loads there need not be the same on both
 * machines. So they lie where no pointer to a window leads that has one bit inverted or a power of two added to it or
 * taken from it, nor one to the two pages that has lost bits.
 */
final class Layout {
    static final long RAM_BASE = Machine.RAM_BASE;
    static final long RAM_SIZE = Machine.RAM_SIZE;
    static final long RAM_END = RAM_BASE + RAM_SIZE;

    /** Cases in an image at most. */
    static final int CAPACITY = 15360;

    static final long VECTORS = RAM_BASE + 0x100;

    /** Where {@code stvec} points: nothing but {@code ecall}, which hands a delegated trap to M-mode. */
    static final long STUB = RAM_BASE + 0x1000;

    /** The same in cases whose own code is mapped for U-mode, where S-mode can't fetch: differs above 32 bits only. */
    static final long STUB_ALIAS = STUB + (1L << 32);

    static final int STUB_SIZE = 0x400;
    static final long CASES = RAM_BASE + 0x4000;
    static final long CODE_END = (CASES + (long) CAPACITY * CaseRecord.BYTES + 0xfff) & -0x1000L;

    /** Where a pointer that lost its low bits leads; from here on, cases and driver write. */
    static final long DATA = 0x8200_0000L;

    static final long CONTEXT = 0x8408_0000L;
    static final int NEXT = 256;
    static final int END = 264;
    static final int CASE = 272;
    static final int RESULT = 280;
    static final int TRAPS = 288;
    static final int CHANGES = 296;

    /** A word that the driver's own {@code sc} may be tried on. */
    static final int SPARE = 304;

    static final long ROOT_S = 0x8200_1000L;
    static final long ROOT_U = 0x8200_2000L;
    static final long ROOT48_S = 0x8200_3000L;
    static final long ROOT48_U = 0x8200_4000L;
    static final long TABLE1 = 0x8200_5000L;
    static final long TABLE0 = 0x8200_6000L;

    static final long WINDOW = 0x8201_0000L;
    static final int WINDOW_SIZE = 0x2000;
    static final long WINDOW_COPY = WINDOW + 0x4000;
    static final long TAIL = RAM_END - 64;
    static final int TAIL_SIZE = 64;
    static final long TAIL_COPY = WINDOW_COPY + WINDOW_SIZE;

    static final long RESULTS = 0x8410_0000L;

    /** Virtual: eight pages, of which each has a PTE of the case's own. */
    static final long PAGES = 0x4000_0000L;

    /** Virtual: four 2 MiB superpages. */
    static final long SUPERPAGES = 0x4020_0000L;

    /** Virtual: a 1 GiB superpage. */
    static final long GIGAPAGE = 0xc000_0000L;

    private Layout() {}

    /** Whether a pointer, translated or not, may lead to what earlier cases left, which need not be the same. */
    static boolean isData(long pointer) {
        long offset = (pointer >= GIGAPAGE ? pointer - GIGAPAGE : pointer - RAM_BASE) - (DATA - RAM_BASE);
        return offset >= -0x1000 && offset < RAM_END - DATA + 0x1000;
    }
}
