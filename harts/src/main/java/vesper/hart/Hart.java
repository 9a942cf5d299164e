package vesper.hart;

import org.jspecify.annotations.Nullable;
import vesper.bus.Bus;
import vesper.bus.InterruptLine;
import vesper.bus.Timer;
import vesper.hart.execute.Contexts;
import vesper.hart.execute.FloatingPoint;
import vesper.hart.execute.SystemInstructions;
import vesper.hart.execute.TrapUnit;
import vesper.hart.fetch.CodeCache;
import vesper.hart.interpret.Interpreter;
import vesper.hart.memory.DirectPort;
import vesper.hart.memory.Mmu;
import vesper.hart.state.Attention;
import vesper.hart.state.CsrEffects;
import vesper.hart.state.FaultHandler;
import vesper.hart.state.HartFault;
import vesper.hart.state.HartState;
import vesper.hart.state.HartStats;
import vesper.hart.state.Interrupt;
import vesper.hart.state.Privilege;
import vesper.hart.state.Translation;
import vesper.hart.translate.EntryTable;
import vesper.hart.translate.RegionHart;
import vesper.hart.translate.Translator;

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
    private final HartState state;
    private final Attention attention = new Attention();
    private final Mailbox mailbox;
    private final DirectPort port;
    private final CodeCache code;
    private final Mmu mmu;
    private final Contexts contexts;
    private final TrapUnit traps;
    private final Interpreter interpreter;

    // null unless the harts take turns on one thread
    private final @Nullable Turns turns;

    // says that the hart runs, and shall be asked to refetch in a while
    private final Runnable running;

    // any thread raises it and then the hart's attention, the hart lowers it after that; volatile
    // (MailboxCases.DataBeforeInterrupt)
    private volatile boolean refetch;

    // in wfi, and not woken yet; it stays so while the hart is stopped
    private boolean waits;

    private final WfiLoop wfiLoop = new WfiLoop();

    // System.nanoTime() at the last wfi that had to wait
    private long waitsSince;

    // written by who starts the hart, read by who joins it; volatile
    private volatile @Nullable Thread thread;

    Hart(int hartid, HartGroup group, Bus bus, Timer timer) {
        this.turns = group.turns();
        this.running = group::keepRefetching;
        this.mailbox = new Mailbox(attention, this::setLine, this::dropRamPage, group.count());
        this.mailbox.shareThread(turns);
        Timer.Alarm supervisorAlarm = timer.alarm(mailbox.line(Interrupt.STIP));
        this.state = new HartState(hartid, attention, timer, supervisorAlarm, new Effects());
        this.mmu = new Mmu(state, bus);
        this.port = new DirectPort(state, bus, mmu, group.neighbours());
        Translation mode = group.acceleration().translation();
        this.code = new CodeCache(state, bus, mmu, () -> Translator.initialHeat(mode), EntryTable::new);
        this.contexts = new Contexts(state, port, code);
        this.traps = new TrapUnit(state, contexts);
        FloatingPoint floats = new FloatingPoint(state, port);
        SystemInstructions system = new SystemInstructions(state, traps, port, code, this::park);
        RegionHart regionHart = new RegionHart(state, port, traps, floats);
        Translator translator = new Translator(regionHart, code, bus.ram(), group.regions(), system, mode);
        this.interpreter = new Interpreter(state, port, code, traps, floats, system, translator);
    }

    /** What reading or writing a CSR has the rest of the hart do. */
    private final class Effects implements CsrEffects {
        @Override
        public long pendingNow() {
            mailbox.drain();
            return state.csrs.mip();
        }

        @Override
        public void dataContextChanged() {
            contexts.dataContextChanged();
        }

        @Override
        public void addressSpaceChanged() {
            contexts.addressSpaceChanged();
        }

        @Override
        public void protectionChanged() {
            contexts.flush();
        }
    }

    public int hartid() {
        return state.hartid;
    }

    /** The wire that drives this interrupt; any thread may set it. */
    public InterruptLine line(Interrupt interrupt) {
        return mailbox.line(interrupt);
    }

    /** Counts so far; exact once the hart has stopped. */
    public HartStats stats() {
        state.stats.instructions = state.instret;
        return state.stats;
    }

    /** Reads {@code x<index>}, while the hart is stopped. */
    public long x(int index) {
        return state.x(index);
    }

    /** Sets {@code x<index>}, while the hart is stopped. */
    public void setX(int index, long value) {
        state.setX(index, value);
    }

    /** Reads the bits of {@code f<index>}, while the hart is stopped. */
    public long f(int index) {
        return state.f(index);
    }

    /** The next instruction's address, while the hart is stopped. */
    public long pc() {
        return state.pc;
    }

    /** To look at it and to change it, while it is stopped. */
    public StoppedHart stopped() {
        return new StoppedHart(this, state, contexts, mmu);
    }

    HartState state() {
        return state;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** Before the harts start: counts loads, stores and atomics from now on. */
    void countAccesses() {
        state.countsAccesses = true;
    }

    /** Section 3.4: M-mode, interrupts and translation off. */
    void reset(long resetPc, long a1) {
        waits = false;
        state.reset(resetPc, a1);
        contexts.setPrivilege(Privilege.M);
        code.fence();
        contexts.flush();
    }

    /** After {@link Mailbox#restart}: on a thread of its own. */
    void start(FaultHandler faults) {
        Thread started = new Thread(() -> run(faults), "hart-" + state.hartid);
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

    private void run(FaultHandler faults) {
        begin();
        try {
            if (waits) {
                awaitWakeUp();
            }
            while (!waits && !isStoppedAfterAttending()) { // who is told to stop in wfi waits on
                execute();
            }
        } catch (Throwable failure) { // a fault of the machine, whatever it is, must end it with a report
            faults.fault(faulted(failure));
        } finally {
            end();
        }
    }

    /** A stop raises attention, and so is seen if it came before attention was lowered. */
    private boolean isStoppedAfterAttending() {
        attend();
        return isToStop();
    }

    /** The calling thread becomes the owner. */
    void begin() {
        mailbox.setOwner(Thread.currentThread());
        mailbox.drain();
        waitsSince = System.nanoTime();
        running.run();
    }

    /** Owner only: nobody is from now. */
    void end() {
        if (waits) {
            countWait();
        }
        mailbox.setOwner(null);
    }

    HartFault faulted(Throwable failure) {
        return new HartFault(state.hartid, state.pc, code.wordAt(state.pc), failure);
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
        if (attention.isRaisedOpaque()) {
            mailbox.drain();
            refetchIfAsked();
        }
        traps.takePendingInterrupt();
    }

    /**
     * Any thread: has the hart, if it executes, compare its code with memory as after {@code fence.i} before it goes on.
     * So stored code is fetched within bounded time, as Ziccid of the profiles wants and QEMU's guests are used to.
     */
    void refetch() {
        refetch = true;
        mailbox.nudge();
    }

    private void refetchIfAsked() {
        if (refetch) {
            refetch = false;
            code.fence();
            running.run();
        }
    }

    /** Owner only: runs until something wants the hart's attention, or may have made an interrupt pending. */
    void execute() {
        interpreter.run();
    }

    /** While it is stopped, and told to be: executes one instruction, on the calling thread. */
    void step() {
        begin();
        try {
            waits = false;
            interpreter.step();
        } finally {
            waits = false;
            end();
        }
    }

    /** While it is stopped: it is no longer in {@code wfi}. */
    void leaveWfi() {
        waits = false;
    }

    /** While it is stopped: code may have been changed, or will be. */
    void codeChanged() {
        code.fence();
    }

    /** While it is stopped: takes in what was posted. */
    void drain() {
        mailbox.drain();
    }

    /** From the mailbox: a wire changed. */
    private void setLine(Interrupt interrupt, boolean high) {
        state.csrs.setLine(interrupt, high);
    }

    /**
     * {@code wfi}: sleeps until an interrupt that {@code mie} enables is pending, or the hart is told to stop. Where harts
     * take turns it only ends this one's.
     */
    private void park() {
        if (isWakeUpPending()) {
            if (wfiLoop.isLooping(state.instret, state.csrs.pendingMoves, state.x)) {
                rest();
            }
            return;
        }
        waitsSince = System.nanoTime();
        if (turns != null) {
            waits = true;
            attention.raise();
            return;
        }
        waits = true;
        awaitWakeUp();
    }

    /** On a thread of its own: until an interrupt ends the wait, or the hart is told to stop. */
    private void awaitWakeUp() {
        while (!isWakeUpPending()) {
            if (isToStop()) {
                attention.raise(); // who stops it may not have come to that yet
                return;
            }
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
        mailbox.drain();
        return (state.csrs.mip() & state.csrs.mie) != 0;
    }

    private void endWait() {
        waits = false;
        countWait();
        running.run();
    }

    private void countWait() {
        state.stats.parkedNanos += System.nanoTime() - waitsSince;
    }

    /** For {@link Turns}, and while it is stopped: whether the hart is in {@code wfi}. */
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

    void dropRamPage(long ramOffset, boolean loadsToo) {
        port.dropRamPage(ramOffset, loadsToo);
    }
}
