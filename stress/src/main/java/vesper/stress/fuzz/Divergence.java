package vesper.stress.fuzz;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vesper.isa.Csrs;
import vesper.isa.Extension;
import vesper.isa.Format;
import vesper.isa.Instruction;

/** Where the two machines may differ, or can't but differ: what is not generated, and what is not compared. */
enum Divergence {
    ZACAS(Who.QEMU_LACKS, "unprivileged 16", "QEMU 7.2 has no Zacas", Extension.ZACAS),
    ZALASR(Who.QEMU_LACKS, "Zalasr", "QEMU 7.2 has no Zalasr", Extension.ZALASR),
    TRIGGERS(Who.FREE, "privileged 2.2", "Sdtrig is optional: QEMU has triggers, this hart reads zero", 0x7a0, 0x7af),
    COUNTERS(Who.FREE, "unprivileged 8, privileged 3.1.10", "time, progress and events are each machine's own"),
    IDENTITY(Who.FREE, "privileged 3.1.2 to 3.1.4", "mvendorid, marchid and mimpid name the machine"),
    STIMECMP(
            Who.QEMU,
            "Sstc 2",
            "QEMU 7.2 drives STIP from stimecmp though menvcfg.STCE is clear, and has vstimecmp without H"),
    SVADU(Who.QEMU_LACKS, "privileged 3.1.18", "menvcfg.ADUE is hardwired: QEMU 7.2 updates A and D without it"),
    AMO_CAUSE(
            Who.QEMU,
            "unprivileged 14.4, privileged 3.1.15",
            "an AMO that may not load or is misaligned must raise a store/AMO exception; QEMU 7.2 raises a load's"),
    MISALIGNED_TVAL(
            Who.QEMU,
            "privileged 3.1.16",
            "mtval of a misaligned load that faults is the address of the part that faulted; QEMU 7.2 rounds it down"),
    PMPADDR(Who.QEMU, "privileged 3.7.1", "bits 63 to 54 of pmpaddr are zero; QEMU 7.2 keeps them"),
    VS(Who.FREE, "privileged 3.1.6.6", "without V, mstatus.VS may be writable or not"),
    VIRTUAL_INTERRUPT_ENABLES(
            Who.FREE,
            "privileged 3.1.8, 3.1.9",
            "mie, mip and mideleg bits of H's interrupts and LCOFI: QEMU 7.2 keeps them"),
    MPP(Who.QEMU, "privileged 3.1.6.1", "MPP holds implemented modes only; QEMU 7.2 keeps the reserved 2"),
    HYPERVISOR_STATUS_BITS(
            Who.QEMU, "privileged 3.1.6", "without H, mstatus.GVA and MPV are reserved; QEMU 7.2 keeps them"),
    XLEN(Who.FREE, "privileged 3.1.6.2", "SXL and UXL may be hardwired: QEMU 7.2 can set UXL"),
    EXCEPTION_DELEGATION(
            Who.QEMU,
            "privileged 3.1.8",
            "medeleg bits of exceptions that can't come are read-only zero, bit 11 above all; QEMU 7.2 keeps H's and 11"),
    ZERO_WRITE(
            Who.QEMU,
            "unprivileged 7.1",
            "csrrs and csrrc write unless rs1 is x0, so that on a read-only CSR they are illegal even if rs1 holds 0"),
    EPC_BIT0(Who.QEMU, "privileged 3.1.14", "bit 0 of mepc and sepc is always zero; QEMU 7.2 keeps it"),
    COUNTEREN(Who.QEMU, "privileged 3.1.11", "mcounteren and scounteren have 32 bits; QEMU 7.2 keeps 64"),
    XRET_MPRV(Who.QEMU, "privileged 3.1.6.3", "mret and sret to a mode below M clear MPRV; QEMU 7.2 leaves it"),
    CTZW(Who.QEMU, "unprivileged 28.4.2", "ctzw of zero in the low word is 32; QEMU 7.2 counts on into the high word"),
    SPECULATIVE_ACCESSED(
            Who.FREE,
            "privileged 10.3.1",
            "A may be set for an access that is not made: QEMU 7.2 sets it for an AMO that may load but not store"),
    INTERRUPT_ORDER(
            Who.QEMU, "privileged 3.1.9", "SEI comes before SSI, that before STI; QEMU 7.2 takes the lowest number"),
    FS_DIRTY(
            Who.QEMU,
            "privileged 3.1.6.6",
            "FS becomes dirty when flags change: QEMU 7.2 leaves it where no f register is written; may be dirty sooner"),
    CACHE_BLOCKS(
            Who.QEMU,
            "privileged 10.1.10",
            "without Zicbom and Zicboz their fields of senvcfg are zero; QEMU 7.2 keeps them"),
    PMPCFG(Who.FREE, "privileged 3.7.1", "reserved bits, and W without R: QEMU 7.2 keeps them"),
    SPLIT_BY_PAGES(
            Who.FREE,
            "privileged 3.7.1.3",
            "a misaligned access may be decomposed: this hart goes page by page, first to last; QEMU 7.2 checks PMP for "
                    + "the whole, and of a store the second page first"),
    MPRV_FETCHED(
            Who.QEMU,
            "privileged 3.1.6.3",
            "under MPRV, QEMU 7.2 loads as M-mode would from a page that M-mode has fetched or loaded from"),
    PMP_INSIDE(
            Who.QEMU,
            "privileged 3.7.1.3",
            "the first PMP entry that matches any byte decides; QEMU 7.2 looks at an access's first and last byte only"),
    EMPTY_TOR(Who.QEMU, "privileged 3.7.1.1", "TOR with pmpaddr 0 matches nothing; on QEMU 7.2 it matches all"),
    TOR_BASE(
            Who.QEMU,
            "privileged 3.7.1.1",
            "pmpaddr is also the base of the TOR entry above; QEMU 7.2 does not look at that entry again"),
    PARTIAL_STORE(
            Who.FREE,
            "privileged 3.7.1.3",
            "a misaligned store that faults may have stored a part: QEMU 7.2 stores bytes until one faults, this hart none"),
    PTE_UPDATE(
            Who.QEMU,
            "privileged 10.3.2",
            "setting A or D in a PTE that PMP does not let S-mode write is an access fault; QEMU 7.2 does not ask PMP"),
    PMP_SYNC(
            Who.FREE,
            "privileged 3.7.2",
            "until sfence.vma, what PMP held before may be used: QEMU 7.2 keeps it after a write of pmpaddr"),
    SECOND_PAGE_FIRST(
            Who.QEMU,
            "privileged 10.3.1",
            "D is set for stores that are made: QEMU 7.2 sets it in a store's second page before the first page faults"),
    SECOND_HALF(
            Who.QEMU,
            "privileged 3.1.16",
            "an instruction whose second half lies behind RAM raises an access fault there; QEMU 7.2 aborts"),
    BREAKPOINT_TVAL(Who.FREE, "privileged 3.1.16", "mtval of ebreak may be zero or the address");

    /** {@link #PMPADDR}: those that are written. */
    static final long PMPADDR_BITS = (1L << 54) - 1;

    /** {@link #EXCEPTION_DELEGATION}: those that are written. */
    static final long EXCEPTIONS = 0xb3ff;

    /** {@link #CACHE_BLOCKS}: never set. */
    static final long CACHE_BLOCK_BITS = 0xf0;

    /** {@link #PMPCFG}: never set. */
    static final long PMPCFG_RESERVED = 0x6060_6060_6060_6060L;

    private static final long MEMORY_EXCEPTIONS = 1L << 4 | 1L << 5 | 1L << 6 | 1L << 7 | 1L << 13 | 1L << 15;

    private static final int VSTIMECMP = 0x24d;

    /** {@link #VS}: never set. */
    static final long VECTOR_STATUS = 3L << 9;

    /** {@link #HYPERVISOR_STATUS_BITS}: never set. */
    static final long HYPERVISOR_STATUS = 3L << 38;

    /** {@link #VIRTUAL_INTERRUPT_ENABLES}: never set. */
    static final long VIRTUAL_INTERRUPTS = 0x3444;

    /** Who is to blame. */
    enum Who {
        /** It is not in QEMU 7.2. */
        QEMU_LACKS,
        /** What QEMU 7.2 does is not what the manual says. */
        QEMU,
        /** The manual allows both. */
        FREE
    }

    private static final Set<Extension> EXTENSIONS_LEFT_OUT = EnumSet.noneOf(Extension.class);
    private static final BitSet CSRS_LEFT_OUT = new BitSet();

    static {
        for (Divergence each : values()) {
            if (each.extension != null) {
                EXTENSIONS_LEFT_OUT.add(each.extension);
            }
            CSRS_LEFT_OUT.set(each.firstCsr, each.lastCsr + 1);
        }
    }

    private final Who who;
    private final String section;
    private final String reason;

    // what no case executes
    private final @Nullable Extension extension;
    private final int firstCsr;
    private final int lastCsr;

    Divergence(Who who, String section, String reason) {
        this(who, section, reason, null, 1, 0);
    }

    /** No case has an instruction of this extension. */
    Divergence(Who who, String section, String reason, Extension extension) {
        this(who, section, reason, extension, 1, 0);
    }

    /** No case accesses a CSR of these numbers. */
    Divergence(Who who, String section, String reason, int firstCsr, int lastCsr) {
        this(who, section, reason, null, firstCsr, lastCsr);
    }

    Divergence(Who who, String section, String reason, @Nullable Extension extension, int firstCsr, int lastCsr) {
        this.who = who;
        this.section = section;
        this.reason = reason;
        this.extension = extension;
        this.firstCsr = firstCsr;
        this.lastCsr = lastCsr;
    }

    Who who() {
        return who;
    }

    String reason() {
        return reason;
    }

    String section() {
        return section;
    }

    /** Whether a row is never run. */
    static boolean isLeftOut(Instruction row) {
        return EXTENSIONS_LEFT_OUT.contains(row.extension());
    }

    /** Whether a CSR is never accessed. */
    static boolean isLeftOut(int csr) {
        return CSRS_LEFT_OUT.get(csr);
    }

    boolean covers(Instruction row) {
        return switch (this) {
            case AMO_CAUSE ->
                row.extension() == Extension.A && (row.format() == Format.R_AMO || row.format() == Format.R_SC);
            case CTZW -> row == Instruction.CTZW;
            default -> extension == row.extension();
        };
    }

    boolean covers(int csr) {
        return switch (this) {
            case STIMECMP -> csr == Csrs.STIMECMP || csr == VSTIMECMP;
            case IDENTITY -> csr == Csrs.MVENDORID || csr == Csrs.MARCHID || csr == Csrs.MIMPID;
            case COUNTERS ->
                (csr >= Csrs.CYCLE && csr < Csrs.CYCLE + 32)
                        || (csr >= Csrs.MCYCLE && csr < Csrs.MCYCLE + 32)
                        || (csr >= Csrs.MHPMEVENT3 && csr < Csrs.MHPMEVENT3 + 29)
                        || csr == Csrs.MCOUNTINHIBIT;
            case AMO_CAUSE -> csr == Csrs.MCAUSE || csr == Csrs.SCAUSE || csr == Csrs.MTVAL || csr == Csrs.STVAL;
            case SVADU -> csr == Csrs.MENVCFG;
            case FS_DIRTY -> csr == Csrs.MSTATUS || csr == Csrs.SSTATUS;
            default -> csr >= firstCsr && csr <= lastCsr;
        };
    }

    /** Whether to write small numbers to it by immediate: not where that may set a bit that is a divergence. */
    static boolean allowsImmediate(int csr) {
        return switch (csr) {
            case Csrs.MEDELEG,
                    Csrs.MIE,
                    Csrs.MIP,
                    Csrs.MIDELEG,
                    Csrs.SEPC,
                    Csrs.MEPC,
                    Csrs.SENVCFG,
                    Csrs.MENVCFG,
                    Csrs.PMPCFG2 -> false;
            default -> !CsrValues.isPmpAddress(csr);
        };
    }

    /** Whether a read gives values that can't be compared. */
    static boolean readsDiffer(int csr) {
        return COUNTERS.covers(csr) || IDENTITY.covers(csr) || STIMECMP.covers(csr) || SVADU.covers(csr);
    }

    /** For {@link #AMO_CAUSE}: delegates the exceptions of loads and of stores alike, so that AMOs' take one way. */
    static long evenDelegation(long medeleg) {
        return (medeleg & 1L << 4) != 0 ? medeleg | MEMORY_EXCEPTIONS : medeleg & ~MEMORY_EXCEPTIONS;
    }
}
