package vesper.hart;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vesper.bus.Bus;
import vesper.bus.InterruptLine;
import vesper.bus.Timer;
import vesper.hart.fp.FpStatus;

/**
 * One hart and the platform thread it runs on.
 *
 * <p>Everything here is owned by the hart thread while it runs, and by whoever starts and stops it otherwise; other
 * threads come through the {@link Mailbox}. The hart looks at it at instruction boundaries between blocks:
 *
 * <pre>
 *   attention? -> drain mailbox -> pending interrupt? -> take it -> run blocks until attention, a trap or a CSR
 * </pre>
 */
public final class Hart {
    final int hartid;
    final HartGroup group;
    final CsrFile csrs;
    final FpStatus fpStatus = new FpStatus();
    final Reservation reservation = new Reservation();
    final AddressSpaces spaces = new AddressSpaces();
    final Trap trap = new Trap();
    final HartStats stats = new HartStats();
    final long[] x = new long[Cell.REGISTERS]; // 32, the sink for x0, and any other byte an index might be
    final long[] f = new long[32];
    int frm;
    long pc;
    long instret;

    /** Set where a region was left before a system instruction: it, with its length; else 0. */
    long systemSlot;

    /** Set where a region was left to have the instruction at {@code pc} interpreted. */
    boolean interpretNext;

    int privilege = Privilege.M;

    /** What loads and stores run as: {@link #privilege}, unless {@code mstatus.MPRV} says MPP. */
    int dataPrivilege = Privilege.M;

    final Mailbox mailbox;
    final DirectPort port;
    private final CodeCache code;
    private final Interpreter interpreter;

    // null unless the harts take turns on one thread
    private final @Nullable Turns turns;

    // only where harts take turns: in wfi, and not woken yet
    private boolean waits;

    private final WfiLoop wfiLoop = new WfiLoop();

    // System.nanoTime() at the last wfi that had to wait
    private long waitsSince;

    // written by who starts the hart, read by who joins it; volatile
    private volatile @Nullable Thread thread;

    Hart(int hartid, HartGroup group, Bus bus, Timer timer) {
        this.hartid = hartid;
        this.group = group;
        this.turns = group.turns();
        this.mailbox = new Mailbox(this::setLine, this::dropRamPage, group.count());
        this.mailbox.shareThread(turns);
        this.csrs = new CsrFile(this, timer, timer.alarm(mailbox.line(Interrupt.STIP)));
        Mmu mmu = new Mmu(this, bus, csrs.pmp);
        this.port = new DirectPort(this, bus, mmu);
        Translation mode = group.acceleration().translation();
        this.code = new CodeCache(this, bus, mmu, () -> Translator.initialHeat(mode));
        Translator translator = new Translator(this, code, bus.ram(), group.regions(), mode);
        this.interpreter = new Interpreter(this, port, code, translator);
    }

    public int hartid() {
        return hartid;
    }

    /** The wire that drives this interrupt; any thread may set it. */
    public InterruptLine line(Interrupt interrupt) {
        return mailbox.line(interrupt);
    }

    /** Counts so far; exact once the hart has stopped. */
    public HartStats stats() {
        stats.instructions = instret;
        return stats;
    }

    /** Reads {@code x<index>}, while the hart is stopped. */
    public long x(int index) {
        return x[index];
    }

    /** Sets {@code x<index>}, while the hart is stopped. */
    public void setX(int index, long value) {
        if (index != 0) {
            x[index] = value;
        }
    }

    /** Reads the bits of {@code f<index>}, while the hart is stopped. */
    public long f(int index) {
        return f[index];
    }

    /** The next instruction's address, while the hart is stopped. */
    public long pc() {
        return pc;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** Section 3.4: M-mode, interrupts and translation off. */
    void reset(long resetPc, long a1) {
        Arrays.fill(x, 0);
        Arrays.fill(f, 0);
        x[10] = hartid;
        x[11] = a1;
        frm = 0;
        fpStatus.fflags = 0;
        pc = resetPc;
        reservation.clear();
        csrs.reset();
        spaces.reset();
        setPrivilege(Privilege.M);
        code.fence();
        flushTranslations();
    }

    /** After {@link Mailbox#restart}: on a thread of its own. */
    void start(HartGroup.FaultHandler faults) {
        Thread started = new Thread(() -> run(faults), "hart-" + hartid);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    void join() throws InterruptedException {
        Thread running = thread;
        if (running != null && running != Thread.currentThread()) {
            running.join();
        }
    }

    private void run(HartGroup.FaultHandler faults) {
        begin();
        try {
            attend();
            while (!isToStop()) { // read after attention was lowered, which a stop raises
                execute();
                attend();
            }
        } catch (Throwable failure) { // a fault of the machine, whatever it is, must end it with a report
            faults.fault(faulted(failure));
        } finally {
            end();
        }
    }

    /** The calling thread becomes the owner. */
    void begin() {
        mailbox.setOwner(Thread.currentThread());
        mailbox.drain();
    }

    /** Owner only: nobody is from now. */
    void end() {
        if (waits) {
            endWait();
        }
        mailbox.setOwner(null);
    }

    HartFault faulted(Throwable failure) {
        return new HartFault(hartid, pc, code.wordAt(pc), failure);
    }

    boolean isToStop() {
        return mailbox.stopping();
    }

    /** Owner only: {@link #attend} and {@link #execute}. */
    void turn() {
        attend();
        execute();
    }

    /** Owner only: takes in what was posted, and takes an interrupt. Lowers the flag that asks for it. */
    void attend() {
        if (mailbox.needsAttention()) {
            mailbox.drain();
        }
        takePendingInterrupt();
    }

    /** Owner only: runs until something wants the hart's attention, or may have made an interrupt pending. */
    void execute() {
        interpreter.run();
    }

    /** From a region, on its way out. */
    void leaveRegion(long retired, int cause) {
        instret += retired;
        stats.translated += retired;
        stats.exits[cause]++;
    }

    /**
     * From a region: its step raised a trap.
     *
     * @param base the virtual address at which the region's offset 0 lies
     * @param retired instructions of the basic blocks before the step's
     * @return the pc to go on at
     */
    long trapInRegion(Region region, Trap raised, int step, long base, long retired) {
        RegionCode regionCode = region.code();
        long done = retired + regionCode.stepsBefore(step);
        instret += done;
        stats.translated += done;
        stats.exits[RegionExit.TRAP.code]++;
        pc = base + regionCode.stepOffset(step);
        takeTrap(raised);
        return pc;
    }

    /**
     * From a region: its step can't be done there. The parameters are those of {@link #trapInRegion}.
     *
     * @return the step's pc; the interpreter must go on there
     */
    long missedInRegion(Region region, int step, long base, long retired) {
        RegionCode regionCode = region.code();
        long done = retired + regionCode.stepsBefore(step);
        instret += done;
        stats.translated += done;
        stats.exits[RegionExit.MISS.code]++;
        interpretNext = true;
        return base + regionCode.stepOffset(step);
    }

    /** From a region that counts loads, stores and atomics: so many were executed in it. */
    void addAccesses(long accesses) {
        stats.accesses += accesses;
    }

    /** The same where it is left at a step: {@code accesses} were executed in the basic blocks before the step's. */
    void addAccessesBefore(Region region, int step, long accesses) {
        stats.accesses += accesses + region.code().accessesBefore(step);
    }

    /** From a region: something of the machine failed, and the report shall name the instruction. */
    void failedInRegion(Region region, int step, long base) {
        pc = base + region.code().stepOffset(step);
    }

    FloatingPoint floats() {
        return interpreter.floats;
    }

    boolean needsAttention() {
        return mailbox.needsAttention();
    }

    /** From the mailbox: a wire changed. */
    void setLine(Interrupt interrupt, boolean high) {
        csrs.linesHigh = high ? csrs.linesHigh | interrupt.mask() : csrs.linesHigh & ~interrupt.mask();
        csrs.pendingMoves++;
    }

    /** {@code mip}, after taking in what others posted. */
    long pendingNow() {
        mailbox.drain();
        return csrs.mip();
    }

    /**
     * {@code wfi}: sleeps until an interrupt that {@code mie} enables is pending, or the hart is told to stop. Where harts
     * take turns it only ends this one's.
     */
    void park() {
        if (isWakeUpPending()) {
            if (wfiLoop.isLooping(instret, csrs.pendingMoves)) {
                rest();
            }
            return;
        }
        waitsSince = System.nanoTime();
        if (turns != null) {
            waits = true;
            mailbox.lookAgain();
            return;
        }
        while (!isToStop() && !isWakeUpPending()) {
            mailbox.park();
        }
        endWait();
    }

    /** In a loop around a {@code wfi} that does not wait. */
    private void rest() {
        if (turns != null) {
            turns.cut();
            return;
        }
        waitsSince = System.nanoTime();
        mailbox.park(wfiLoop.restNanos());
        mailbox.drain();
        endWait();
    }

    private boolean isWakeUpPending() {
        return (pendingNow() & csrs.mie) != 0;
    }

    private void endWait() {
        waits = false;
        stats.parkedNanos += System.nanoTime() - waitsSince;
    }

    /** For {@link Turns}: whether the hart is in {@code wfi}. */
    boolean waits() {
        return waits;
    }

    /** For {@link Turns}, between turns: whether the hart may have one; ends its wait if an interrupt does. */
    boolean canRun() {
        if (isToStop()) {
            return false;
        }
        if (waits) {
            if (mailbox.mayPark() || !isWakeUpPending()) {
                return false;
            }
            mailbox.unparked();
            endWait();
        }
        return true;
    }

    /** Section 3.1.9: the highest-priority interrupt that is pending, enabled, and not masked where it would go. */
    private void takePendingInterrupt() {
        long pending = csrs.mip() & csrs.mie;
        if (pending == 0) {
            return;
        }
        boolean machineOpen = privilege < Privilege.M || (csrs.mstatus & Mstatus.MIE) != 0;
        long toMachine = machineOpen ? pending & ~csrs.mideleg : 0;
        boolean supervisorOpen =
                privilege < Privilege.S || (privilege == Privilege.S && (csrs.mstatus & Mstatus.SIE) != 0);
        long toSupervisor = supervisorOpen ? pending & csrs.mideleg : 0;
        if (toMachine != 0) {
            interrupt(highest(toMachine), Privilege.M);
        } else if (toSupervisor != 0) {
            interrupt(highest(toSupervisor), Privilege.S);
        }
    }

    private static Interrupt highest(long pending) {
        for (Interrupt interrupt : Interrupt.BY_PRIORITY) {
            if ((pending & interrupt.mask()) != 0) {
                return interrupt;
            }
        }
        throw new IllegalArgumentException("no interrupt in 0x" + Long.toHexString(pending));
    }

    private void interrupt(Interrupt interrupt, int to) {
        stats.interrupts[interrupt.bit()]++;
        enterTrap(to, Long.MIN_VALUE | interrupt.bit(), 0);
    }

    /** Takes a synchronous exception raised by the instruction at {@code pc}. */
    void takeTrap(Trap raised) {
        takeTrap(raised.cause, raised.tval);
    }

    /** As {@link #takeTrap(Trap)}, for who can do without throwing. */
    void takeTrap(int cause, long tval) {
        stats.traps[cause]++;
        boolean delegated = privilege <= Privilege.S && (csrs.medeleg >>> cause & 1) != 0;
        enterTrap(delegated ? Privilege.S : Privilege.M, cause, tval);
    }

    /** Sections 3.1.6.1, 3.1.7 and 3.1.15: stack the privilege and interrupt enable, and jump to the vector. */
    private void enterTrap(int to, long cause, long tval) {
        long mstatus = csrs.mstatus;
        long vector;
        if (to == Privilege.M) {
            csrs.mepc = pc;
            csrs.mcause = cause;
            csrs.mtval = tval;
            long enabled = (mstatus & Mstatus.MIE) != 0 ? Mstatus.MPIE : 0;
            mstatus &= ~(Mstatus.MPIE | Mstatus.MIE | Mstatus.MPP);
            mstatus |= enabled | (long) privilege << Mstatus.MPP_SHIFT;
            vector = csrs.mtvec;
        } else {
            csrs.sepc = pc;
            csrs.scause = cause;
            csrs.stval = tval;
            long enabled = (mstatus & Mstatus.SIE) != 0 ? Mstatus.SPIE : 0;
            mstatus &= ~(Mstatus.SPIE | Mstatus.SIE | Mstatus.SPP);
            mstatus |= enabled | (privilege == Privilege.S ? Mstatus.SPP : 0);
            vector = csrs.stvec;
        }
        csrs.mstatus = mstatus;
        setPrivilege(to);
        boolean vectored = cause < 0 && (vector & 1) != 0;
        pc = (vector & ~3L) + (vectored ? 4 * (cause & 63) : 0);
    }

    void setPrivilege(int next) {
        privilege = next;
        code.contextChanged();
        updateDataContext();
    }

    /** After a change of privilege, MPRV, MPP, SUM or MXR. */
    void updateDataContext() {
        long mstatus = csrs.mstatus;
        dataPrivilege = (mstatus & Mstatus.MPRV) != 0 ? (int) (mstatus & Mstatus.MPP) >>> Mstatus.MPP_SHIFT : privilege;
        port.contextChanged();
    }

    /** After a change of {@code satp}. */
    void changeAddressSpace() {
        if (!spaces.use(csrs.satp)) {
            port.flushSpace(spaces.current());
            code.flushSpace(spaces.current());
        }
        port.contextChanged();
        code.contextChanged();
    }

    /** After a change of PMP. */
    void flushTranslations() {
        port.flush();
        code.flush();
    }

    void dropRamPage(long ramOffset, boolean loadsToo) {
        port.dropRamPage(ramOffset, loadsToo);
    }
}
