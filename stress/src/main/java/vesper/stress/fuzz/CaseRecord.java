package vesper.stress.fuzz;

import vesper.isa.Csrs;

/** A case as the driver reads it: doublewords, by index. */
final class CaseRecord {
    static final int ENTRY = 0;
    static final int MSTATUS = 1;
    static final int SATP = 2;
    static final int MEDELEG = 3;
    static final int MIDELEG = 4;
    static final int MIE = 5;
    static final int MIP = 6;
    static final int MCOUNTEREN = 7;
    static final int SCOUNTEREN = 8;
    static final int MENVCFG = 9;
    static final int MTVEC = 10;
    static final int STVEC = 11;
    static final int SEPC = 12;
    static final int SSCRATCH = 13;

    /** The CSRs that the words from {@link #MSTATUS} on are for. */
    static final int[] ENVIRONMENT = {
        Csrs.MSTATUS,
        Csrs.SATP,
        Csrs.MEDELEG,
        Csrs.MIDELEG,
        Csrs.MIE,
        Csrs.MIP,
        Csrs.MCOUNTEREN,
        Csrs.SCOUNTEREN,
        Csrs.MENVCFG,
        Csrs.MTVEC,
        Csrs.STVEC,
        Csrs.SEPC,
        Csrs.SSCRATCH
    };

    /** Not zero: page tables and PMP are to be set up. */
    static final int FLAGS = 14;

    static final int FCSR = 15;
    static final int PMPCFG0 = 16;
    static final int PMPCFG2 = 17;

    /** pmpaddr6 to pmpaddr15; those below guard the harness and are locked. */
    static final int PMPADDR6 = 18;

    /** The address after the last instruction. */
    static final int CODE_LIMIT = 30;

    static final int X = 32;
    static final int F = 64;

    /** {@link #PAGE_PTES} of level 0, then {@link #SUPERPAGE_PTES} of level 1, then one of level 2. */
    static final int PTES = 96;

    static final int PAGE_PTES = 8;
    static final int SUPERPAGE_PTES = 4;
    static final int CODE = 112;
    static final int CODE_WORDS = 17;

    /** Not a divisor of a page, so that some cases' code goes over a page's end. */
    static final int WORDS = CODE + CODE_WORDS;

    static final int BYTES = 8 * WORDS;

    /** {@link #FLAGS}: {@code satp} and page tables are used. */
    static final long PAGING = 1;

    /** {@link #FLAGS}: PMP is not as the driver leaves it. */
    static final long PROTECTION = 2;

    /** {@link #FLAGS}: the case itself may write PMP. */
    static final long WRITES_PROTECTION = 4;

    private CaseRecord() {}

    static long address(int index) {
        return Layout.CASES + (long) index * BYTES;
    }

    static long codeAddress(int index) {
        return address(index) + 8L * CODE;
    }
}
