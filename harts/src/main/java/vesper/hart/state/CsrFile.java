package vesper.hart.state;

import static vesper.isa.Csrs.*;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vesper.bus.Timer;
import vesper.isa.Csrs;
import vesper.isa.Extension;

/**
 * The control and status registers of one hart (privileged manual, chapter "Control and Status Registers").
 *
 * <p>{@link #mayAccess} checks rights without effects, {@link #read} reads without effects that a guest can see, {@link #write} writes and
 * tells the hart what else must be looked at. To add a CSR is to add a case to {@link #unprivileged}, {@link #supervisor}
 * or {@link #machine}, which makes its {@link Csr}.
 */
public final class CsrFile {
    private static final int HPMCOUNTER31 = HPMCOUNTER3 + 28;
    private static final int MHPMCOUNTER31 = MHPMCOUNTER3 + 28;
    private static final int MHPMEVENT31 = MHPMEVENT3 + 28;
    private static final int PMPADDR15 = PMPADDR0 + Pmp.ENTRIES - 1;

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
    private final Counter cycle = new Counter();
    private final Counter instret = new Counter();

    /** By number; made when first accessed after reset, so that only those a guest uses are ever made. */
    private final @Nullable Csr[] made = new Csr[1 << 12];

    /** Whether it is made and nothing guards it but its number: one load for most accesses. */
    private final boolean[] open = new boolean[made.length];

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
        mcounteren = scounteren = mcountinhibit = 0;
        menvcfg = MENVCFG_ADUE;
        cycle.reset();
        instret.reset();
        supervisorAlarm.set(-1);
        pmp.reset();
        Arrays.fill(made, null);
        Arrays.fill(open, false);
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
        if ((write && Csrs.isReadOnly(csr)) || Csrs.privilege(csr) > privilege) {
            return false;
        }
        return isPlain(csr) || open[csr] || guardAllows(csr, privilege);
    }

    /**
     * Those that only hold a value for a trap handler: nothing but their numbers guards them, and an access has no other
     * effect. Where translated code knows the number, nothing is left of the question.
     */
    public static boolean isPlain(int csr) {
        return switch (csr) {
            case SSCRATCH, SEPC, SCAUSE, STVAL, MSCRATCH, MEPC, MCAUSE, MTVAL -> true;
            default -> false;
        };
    }

    /** Whether there is such a register, whoever may access it. */
    public boolean exists(int csr) {
        return find(csr) != null;
    }

    private boolean guardAllows(int csr, int privilege) {
        Csr found = find(csr);
        return found != null && found.allows(privilege);
    }

    /** Whether an access to this CSR may let an interrupt in that was kept out or unknown before. */
    public boolean touchesInterrupts(int csr) {
        return existing(csr).touchesInterrupts();
    }

    private @Nullable Csr find(int csr) {
        Csr found = made[csr];
        return found != null ? found : make(csr);
    }

    private Csr existing(int csr) {
        Csr found = find(csr);
        if (found == null) {
            throw new IllegalArgumentException("no CSR " + Csrs.name(csr));
        }
        return found;
    }

    private @Nullable Csr make(int csr) {
        Csr fresh = switch (Csrs.privilege(csr)) {
            case Privilege.U -> unprivileged(csr);
            case Privilege.S -> supervisor(csr);
            case Privilege.M -> machine(csr);
            default -> null;
        };
        made[csr] = fresh;
        open[csr] = fresh != null && fresh.guard() == null;
        return fresh;
    }

    private @Nullable Csr unprivileged(int csr) {
        return switch (csr) {
            case FFLAGS -> floats(Csr.of(() -> state.fpStatus.fflags, value -> writeFloat(state.frm, (int) value)));
            case FRM -> floats(Csr.of(() -> state.frm, value -> writeFloat((int) value, state.fpStatus.fflags)));
            case FCSR ->
                floats(Csr.of(
                        () -> (long) state.frm << 5 | state.fpStatus.fflags,
                        value -> writeFloat((int) value >> 5, (int) value)));
            case CYCLE -> counter(csr, Csr.of(() -> cycle.read(state.instret)));
            case TIME -> counter(csr, Csr.of(timer::ticks));
            case INSTRET -> counter(csr, Csr.of(() -> instret.read(state.instret)));
            default -> within(csr, HPMCOUNTER3, HPMCOUNTER31) ? counter(csr, Csr.constant(0)) : null;
        };
    }

    private @Nullable Csr supervisor(int csr) {
        return switch (csr) {
            case SSTATUS -> ofTraps(csr).touchingInterrupts();
            case SSCRATCH, SEPC, SCAUSE, STVAL -> ofTraps(csr);
            case SATP -> ofTraps(csr).guarded(privilege -> privilege != Privilege.S || (mstatus & Mstatus.TVM) == 0);
            case SIE ->
                Csr.of(() -> mie & mideleg, value -> mie = merge(mie, value, mideleg))
                        .touchingInterrupts();
            case SIP ->
                Csr.of(() -> effects.pendingNow() & mideleg, value -> writeMip(value, Interrupt.SSIP.mask() & mideleg))
                        .touchingInterrupts();
            case STVEC -> Csr.of(() -> stvec, value -> stvec = legalTvec(stvec, value));
            case SCOUNTEREN -> Csr.of(() -> scounteren, value -> scounteren = value & COUNTER_ENABLES);
            case SENVCFG -> Csr.held(ENVCFG_FIOM);
            case STIMECMP ->
                Csr.of(supervisorAlarm::deadline, supervisorAlarm::set)
                        .guarded(privilege ->
                                privilege == Privilege.M || (counterEnabled(TIME - CYCLE, privilege) && sstc()));
            default -> null;
        };
    }

    private @Nullable Csr machine(int csr) {
        return switch (csr) {
            case MSTATUS -> ofTraps(csr).touchingInterrupts();
            case MSCRATCH, MEPC, MCAUSE, MTVAL -> ofTraps(csr);
            case MIE -> Csr.of(() -> mie, value -> mie = value & ALL_INTERRUPTS).touchingInterrupts();
            case MIP ->
                Csr.of(effects::pendingNow, value -> writeMip(value, SUPERVISOR_INTERRUPTS & ~timerMask()))
                        .touchingInterrupts();
            case MIDELEG ->
                Csr.of(() -> mideleg, value -> mideleg = value & SUPERVISOR_INTERRUPTS)
                        .touchingInterrupts();
            case MENVCFG ->
                Csr.of(() -> menvcfg, value -> menvcfg = value & (MENVCFG_STCE | MENVCFG_ADUE | ENVCFG_FIOM))
                        .touchingInterrupts();
            case MEDELEG -> Csr.of(() -> medeleg, value -> medeleg = value & MEDELEG_WRITABLE);
            case MTVEC -> Csr.of(() -> mtvec, value -> mtvec = legalTvec(mtvec, value));
            case MCOUNTEREN -> Csr.of(() -> mcounteren, value -> mcounteren = value & COUNTER_ENABLES);
            case MCOUNTINHIBIT -> Csr.of(() -> mcountinhibit, this::writeCountinhibit);
            case MCYCLE -> Csr.of(() -> cycle.read(state.instret), value -> cycle.write(state.instret, value));
            case MINSTRET -> Csr.of(() -> instret.read(state.instret), value -> instret.write(state.instret, value));
            case PMPCFG0, PMPCFG2 ->
                Csr.of(() -> pmp.readCfg(csr - PMPCFG0), value -> writePmpCfg(csr - PMPCFG0, value));
            case MISA -> Csr.constant(misa());
            case MHARTID -> Csr.constant(state.hartid);
            case MVENDORID, MARCHID, MIMPID, MCONFIGPTR, TSELECT, TDATA1, TDATA2, TDATA3 -> Csr.constant(0);
            default -> machineFamily(csr);
        };
    }

    private @Nullable Csr machineFamily(int csr) {
        if (within(csr, PMPADDR0, PMPADDR15)) {
            return Csr.of(() -> pmp.readAddr(csr - PMPADDR0), value -> writePmpAddr(csr - PMPADDR0, value));
        }
        boolean counts = within(csr, MHPMCOUNTER3, MHPMCOUNTER31) || within(csr, MHPMEVENT3, MHPMEVENT31);
        return counts ? Csr.constant(0) : null;
    }

    /** One that {@link #read} and {@link #write} know themselves, for their speed, and so never ask for. */
    private static Csr ofTraps(int csr) {
        return Csr.of(
                () -> {
                    throw new IllegalStateException(Csrs.name(csr) + " is read here");
                },
                value -> {
                    throw new IllegalStateException(Csrs.name(csr) + " is written here");
                });
    }

    private Csr floats(Csr csr) {
        return csr.guarded(privilege -> !floatingPointOff());
    }

    private Csr counter(int number, Csr csr) {
        return csr.guarded(privilege -> counterEnabled(number - CYCLE, privilege));
    }

    /** The extensions that are a letter, and U; RV64. */
    private static long misa() {
        long letters = 2L << 62 | 1L << ('u' - 'a');
        for (Extension extension : Extension.values()) {
            letters |= extension.isLetter() ? 1L << (extension.word().charAt(0) - 'a') : 0;
        }
        return letters;
    }

    private boolean counterEnabled(int counter, int privilege) {
        boolean machineAllows = privilege == Privilege.M || (mcounteren >>> counter & 1) != 0;
        boolean supervisorAllows = privilege != Privilege.U || (scounteren >>> counter & 1) != 0;
        return machineAllows && supervisorAllows;
    }

    private static boolean within(int csr, int first, int last) {
        return csr >= first && csr <= last;
    }

    /** Reads a CSR that {@link #mayAccess} allowed. Those of every trap are here, for a method that is inlined. */
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
            default -> existing(csr).read();
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
            case SCAUSE -> scause = value;
            case STVAL -> stval = value;
            case SATP -> writeSatp(value);
            case MSTATUS -> writeMstatus(value);
            case MSCRATCH -> mscratch = value;
            case MEPC -> mepc = value & ~1;
            case MCAUSE -> mcause = value;
            case MTVAL -> mtval = value;
            default -> existing(csr).write(value);
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

    private void writePmpAddr(int index, long value) {
        pmp.writeAddr(index, value);
        effects.protectionChanged();
    }

    private void writeCountinhibit(long value) {
        mcountinhibit = value & COUNTINHIBIT_WRITABLE;
        cycle.inhibit(state.instret, (mcountinhibit & COUNTINHIBIT_CY) != 0);
        instret.inhibit(state.instret, (mcountinhibit & COUNTINHIBIT_IR) != 0);
    }
}
