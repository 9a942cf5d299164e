package vesper.hart.state;

import static vesper.isa.Csrs.*;

import vesper.bus.Timer;

/**
 * The control and status registers of one hart (privileged manual, chapter "Control and Status Registers").
 *
 * <p>{@link #mayAccess} checks rights without effects, {@link #read} reads without effects, {@link #write} writes and
 * tells the hart what else must be looked at. To add a CSR: a case in {@code exists}, {@code read} and {@code write}.
 */
public final class CsrFile {
    private static final int HPMCOUNTER31 = HPMCOUNTER3 + 28;
    private static final int MHPMCOUNTER31 = MHPMCOUNTER3 + 28;
    private static final int MHPMEVENT31 = MHPMEVENT3 + 28;
    private static final int PMPADDR15 = PMPADDR0 + Pmp.ENTRIES - 1;

    /** RV64IMAFDC with S and U. */
    private static final long MISA_VALUE =
            2L << 62 | bit('I') | bit('M') | bit('A') | bit('F') | bit('D') | bit('C') | bit('S') | bit('U');

    private static final long MEDELEG_WRITABLE = 0xb3ff;
    private static final long SUPERVISOR_INTERRUPTS =
            Interrupt.SSIP.mask() | Interrupt.STIP.mask() | Interrupt.SEIP.mask();
    private static final long ALL_INTERRUPTS =
            SUPERVISOR_INTERRUPTS | Interrupt.MSIP.mask() | Interrupt.MTIP.mask() | Interrupt.MEIP.mask();
    private static final long MENVCFG_STCE = 1L << 63;
    private static final long MENVCFG_ADUE = 1L << 61;
    private static final long ENVCFG_FIOM = 1;
    private static final long COUNTER_ENABLES = 0xffff_ffffL;
    private static final int COUNTINHIBIT_CY = 1;
    private static final int COUNTINHIBIT_IR = 4;
    private static final int COUNTINHIBIT_WRITABLE = COUNTINHIBIT_CY | COUNTINHIBIT_IR;

    // what TRAITS says of a CSR
    private static final int EXISTS = 1;
    private static final int GUARDED = 2; // more than its number's bits decides who may access it
    private static final int INTERRUPTS = 4; // an access may let an interrupt in

    private static final byte[] TRAITS = new byte[1 << 12];

    static {
        for (int csr = 0; csr < TRAITS.length; csr++) {
            TRAITS[csr] = exists(csr) ? (byte) (EXISTS | traits(csr)) : 0;
        }
    }

    private static int traits(int csr) {
        return switch (csr) {
            case MSTATUS, SSTATUS, MIE, SIE, MIP, SIP, MIDELEG, MENVCFG -> INTERRUPTS;
            case FFLAGS, FRM, FCSR, SATP, STIMECMP -> GUARDED;
            default -> within(csr, CYCLE, HPMCOUNTER31) ? GUARDED : 0;
        };
    }

    private static long bit(char extension) {
        return 1L << (extension - 'A');
    }

    private final HartState state;
    private final CsrEffects effects;
    private final Timer timer;
    private final Timer.Alarm supervisorAlarm;
    public final Pmp pmp = new Pmp();

    // all owned by the hart thread
    public long mstatus;
    public long mie;
    public long medeleg;
    public long mideleg;
    public long mtvec;
    public long mepc;
    public long mcause;
    public long mtval;
    public long stvec;
    public long sepc;
    public long scause;
    public long stval;
    public long satp;

    /** What the lines drive, by bit: only the mailbox changes it. */
    public long linesHigh;

    /** What software set in {@code mip}: SSIP, STIP without Sstc, and SEIP, which the line is or-ed to. */
    private long mipSoftware;

    /** How often a line was driven or software wrote {@code mip}: another look at it may not be in vain. */
    public int pendingMoves;

    private long mscratch;
    private long sscratch;
    private long mcounteren;
    private long scounteren;
    private long mcountinhibit;
    private long menvcfg;
    private long senvcfg;
    private final Counter cycle = new Counter();
    private final Counter instret = new Counter();

    CsrFile(HartState state, Timer timer, Timer.Alarm supervisorAlarm, CsrEffects effects) {
        this.state = state;
        this.effects = effects;
        this.timer = timer;
        this.supervisorAlarm = supervisorAlarm;
    }

    /** As at power on; what the manual leaves unspecified is 0. */
    void reset() {
        mstatus = Mstatus.XLEN_FIELDS;
        mie = medeleg = mideleg = 0;
        mtvec = mepc = mcause = mtval = 0;
        stvec = sepc = scause = stval = satp = 0;
        mipSoftware = mscratch = sscratch = 0;
        mcounteren = scounteren = mcountinhibit = senvcfg = 0;
        menvcfg = MENVCFG_ADUE;
        cycle.reset();
        instret.reset();
        supervisorAlarm.set(-1);
        pmp.reset();
    }

    /** From the hart's mailbox: a wire changed. */
    public void setLine(Interrupt interrupt, boolean high) {
        linesHigh = high ? linesHigh | interrupt.mask() : linesHigh & ~interrupt.mask();
        pendingMoves++;
    }

    /** The pending interrupts as {@code mip} shows them. */
    public long mip() {
        return (linesHigh & lineMask()) | (mipSoftware & ~timerMask());
    }

    /** Whether an interrupt that {@code mie} enables may be pending; a true may be a mistake, a false is none. */
    public boolean mayInterrupt() {
        return ((linesHigh | mipSoftware) & mie) != 0;
    }

    private long lineMask() {
        return sstc() ? ALL_INTERRUPTS : ALL_INTERRUPTS & ~Interrupt.STIP.mask();
    }

    private long timerMask() {
        return sstc() ? Interrupt.STIP.mask() : 0;
    }

    private boolean sstc() {
        return (menvcfg & MENVCFG_STCE) != 0;
    }

    public boolean updatesAccessedAndDirty() {
        return (menvcfg & MENVCFG_ADUE) != 0;
    }

    public boolean floatingPointOff() {
        return (mstatus & Mstatus.FS) == 0;
    }

    public void setFloatingPointDirty() {
        mstatus |= Mstatus.FS;
    }

    /**
     * Whether the current privilege may access the CSR: it exists, the number's own bits allow it (section 2.1), and so
     * do the fields that guard it.
     */
    public boolean mayAccess(int csr, boolean write) {
        int privilege = state.privilege;
        int traits = TRAITS[csr];
        boolean readOnly = csr >>> 10 == 3;
        if ((write && readOnly) || (csr >>> 8 & 3) > privilege || (traits & EXISTS) == 0) {
            return false;
        }
        return (traits & GUARDED) == 0 || guardsAllow(csr, privilege);
    }

    private boolean guardsAllow(int csr, int privilege) {
        return switch (csr) {
            case FFLAGS, FRM, FCSR -> !floatingPointOff();
            case SATP -> privilege != Privilege.S || (mstatus & Mstatus.TVM) == 0;
            case STIMECMP -> privilege == Privilege.M || (counterEnabled(TIME - CYCLE, privilege) && sstc());
            default -> counterEnabled(csr - CYCLE, privilege);
        };
    }

    /** Whether an access to the CSR may let an interrupt in that was kept out or unknown before. */
    public static boolean touchesInterrupts(int csr) {
        return (TRAITS[csr] & INTERRUPTS) != 0;
    }

    private boolean counterEnabled(int counter, int privilege) {
        boolean machineAllows = privilege == Privilege.M || (mcounteren >>> counter & 1) != 0;
        boolean supervisorAllows = privilege != Privilege.U || (scounteren >>> counter & 1) != 0;
        return machineAllows && supervisorAllows;
    }

    private static boolean exists(int csr) {
        return switch (csr) {
            case FFLAGS, FRM, FCSR -> true;
            case SSTATUS, SIE, STVEC, SCOUNTEREN, SENVCFG, SSCRATCH, SEPC, SCAUSE, STVAL, SIP, STIMECMP, SATP -> true;
            case MVENDORID, MARCHID, MIMPID, MHARTID, MCONFIGPTR -> true;
            case MSTATUS, MISA, MEDELEG, MIDELEG, MIE, MTVEC, MCOUNTEREN, MENVCFG, MCOUNTINHIBIT -> true;
            case MSCRATCH, MEPC, MCAUSE, MTVAL, MIP, PMPCFG0, PMPCFG2 -> true;
            case TSELECT, TDATA1, TDATA2, TDATA3, MCYCLE, MINSTRET -> true;
            default ->
                within(csr, PMPADDR0, PMPADDR15)
                        || within(csr, CYCLE, HPMCOUNTER31)
                        || within(csr, MHPMCOUNTER3, MHPMCOUNTER31)
                        || within(csr, MHPMEVENT3, MHPMEVENT31);
        };
    }

    private static boolean within(int csr, int first, int last) {
        return csr >= first && csr <= last;
    }

    /** Reads a CSR that {@link #mayAccess} allowed. Those of every trap are apart, for a method that is inlined. */
    public long read(int csr) {
        return switch (csr) {
            case SSTATUS -> readMstatus() & Mstatus.SSTATUS_VISIBLE;
            case SSCRATCH -> sscratch;
            case SEPC -> sepc;
            case SCAUSE -> scause;
            case STVAL -> stval;
            case SATP -> satp;
            case MSTATUS -> readMstatus();
            case MSCRATCH -> mscratch;
            case MEPC -> mepc;
            case MCAUSE -> mcause;
            case MTVAL -> mtval;
            case TIME -> timer.ticks();
            default -> readRarer(csr);
        };
    }

    private long readRarer(int csr) {
        return switch (csr) {
            case FFLAGS -> state.fpStatus.fflags;
            case FRM -> state.frm;
            case FCSR -> (long) state.frm << 5 | state.fpStatus.fflags;
            case SIE -> mie & mideleg;
            case STVEC -> stvec;
            case SCOUNTEREN -> scounteren;
            case SENVCFG -> senvcfg;
            case SIP -> effects.pendingNow() & mideleg;
            case STIMECMP -> supervisorAlarm.deadline();
            case MHARTID -> state.hartid;
            case MISA -> MISA_VALUE;
            case MEDELEG -> medeleg;
            case MIDELEG -> mideleg;
            case MIE -> mie;
            case MTVEC -> mtvec;
            case MCOUNTEREN -> mcounteren;
            case MENVCFG -> menvcfg;
            case MCOUNTINHIBIT -> mcountinhibit;
            case MIP -> effects.pendingNow();
            case PMPCFG0 -> pmp.readCfg(0);
            case PMPCFG2 -> pmp.readCfg(2);
            case CYCLE, MCYCLE -> cycle.read(state.instret);
            case INSTRET, MINSTRET -> instret.read(state.instret);
            default -> within(csr, PMPADDR0, PMPADDR15) ? pmp.readAddr(csr - PMPADDR0) : 0;
        };
    }

    /** The bits that a read-modify-write starts from: for {@code mip} the software SEIP alone (section 3.1.9). */
    public long readForModify(int csr) {
        long value = read(csr);
        return csr == MIP ? merge(value, mipSoftware, Interrupt.SEIP.mask()) : value;
    }

    private long readMstatus() {
        return (mstatus & Mstatus.FS) == Mstatus.FS ? mstatus | Mstatus.SD : mstatus;
    }

    /** Writes a CSR that {@link #mayAccess} allowed; fields that take only legal values keep to them. */
    public void write(int csr, long value) {
        switch (csr) {
            case SSTATUS -> writeMstatus(merge(mstatus, value, Mstatus.SSTATUS_WRITABLE));
            case SSCRATCH -> sscratch = value;
            case SEPC -> sepc = value & ~1;
            case SATP -> writeSatp(value);
            case MSTATUS -> writeMstatus(value);
            case MSCRATCH -> mscratch = value;
            case MEPC -> mepc = value & ~1;
            default -> writeRarer(csr, value);
        }
    }

    private void writeRarer(int csr, long value) {
        switch (csr) {
            case FFLAGS -> writeFloat(state.frm, (int) value);
            case FRM -> writeFloat((int) value, state.fpStatus.fflags);
            case FCSR -> writeFloat((int) value >> 5, (int) value);
            case SIE -> mie = merge(mie, value, mideleg);
            case STVEC -> stvec = legalTvec(stvec, value);
            case SCOUNTEREN -> scounteren = value & COUNTER_ENABLES;
            case SENVCFG -> senvcfg = value & ENVCFG_FIOM;
            case SCAUSE -> scause = value;
            case STVAL -> stval = value;
            case SIP -> writeMip(value, Interrupt.SSIP.mask() & mideleg);
            case STIMECMP -> supervisorAlarm.set(value);
            case MEDELEG -> medeleg = value & MEDELEG_WRITABLE;
            case MIDELEG -> mideleg = value & SUPERVISOR_INTERRUPTS;
            case MIE -> mie = value & ALL_INTERRUPTS;
            case MTVEC -> mtvec = legalTvec(mtvec, value);
            case MCOUNTEREN -> mcounteren = value & COUNTER_ENABLES;
            case MENVCFG -> menvcfg = value & (MENVCFG_STCE | MENVCFG_ADUE | ENVCFG_FIOM);
            case MCOUNTINHIBIT -> writeCountinhibit(value);
            case MCAUSE -> mcause = value;
            case MTVAL -> mtval = value;
            case MIP -> writeMip(value, SUPERVISOR_INTERRUPTS & ~timerMask());
            case PMPCFG0 -> writePmpCfg(0, value);
            case PMPCFG2 -> writePmpCfg(2, value);
            case MCYCLE -> cycle.write(state.instret, value);
            case MINSTRET -> instret.write(state.instret, value);
            default -> {
                if (within(csr, PMPADDR0, PMPADDR15)) {
                    pmp.writeAddr(csr - PMPADDR0, value);
                    effects.protectionChanged();
                }
            }
        }
    }

    /** {@code old}, but with {@code value}'s bits under {@code mask}. */
    private static long merge(long old, long value, long mask) {
        return (old & ~mask) | (value & mask);
    }

    private void writeFloat(int frm, int fflags) {
        state.frm = frm & 7;
        state.fpStatus.fflags = fflags & 31;
        setFloatingPointDirty();
    }

    private void writeMstatus(long value) {
        long legal = value & Mstatus.WRITABLE;
        if ((legal & Mstatus.MPP) >>> Mstatus.MPP_SHIFT == 2) {
            legal = merge(legal, mstatus, Mstatus.MPP);
        }
        legal |= Mstatus.XLEN_FIELDS;
        boolean moved = ((legal ^ mstatus) & Mstatus.DATA_CONTEXT) != 0;
        mstatus = legal;
        if (moved) {
            effects.dataContextChanged();
        }
    }

    private static long legalTvec(long old, long value) {
        return (value & 2) != 0 ? old : value;
    }

    private void writeSatp(long value) {
        int mode = Satp.mode(value);
        boolean legal = mode == Satp.MODE_BARE || mode == Satp.MODE_SV39 || mode == Satp.MODE_SV48;
        if (legal && value != satp) {
            satp = value;
            effects.addressSpaceChanged();
        }
    }

    private void writeMip(long value, long writable) {
        mipSoftware = merge(mipSoftware, value, writable);
        pendingMoves++;
    }

    private void writePmpCfg(int index, long value) {
        pmp.writeCfg(index, value);
        effects.protectionChanged();
    }

    private void writeCountinhibit(long value) {
        mcountinhibit = value & COUNTINHIBIT_WRITABLE;
        cycle.inhibit(state.instret, (mcountinhibit & COUNTINHIBIT_CY) != 0);
        instret.inhibit(state.instret, (mcountinhibit & COUNTINHIBIT_IR) != 0);
    }
}
