package vesper.kernel.trap;

import org.jspecify.annotations.Nullable;
import vesper.kernel.console.Console;
import vesper.kernel.dev.Clint;
import vesper.kernel.hart.Context;
import vesper.kernel.hart.Hart;
import vesper.kernel.lock.SpinLock;
import vesper.kernel.panic.Panic;
import vesper.kernel.proc.Proc;
import vesper.kernel.proc.Scheduler;
import vesper.kernel.syscall.Syscalls;
import vesper.metal.Addr;
import vesper.metal.CodeMap;

/**
 * What is done about a trap. All are taken in M-mode, with interrupts off, on the hart's trap stack. A trap that came from
 * M-mode itself is one in {@code kinit} or in the trap handler, and a panic.
 */
public final class Traps {
    /** Of {@code mstatus}: the mode that the trap came from. */
    private static final long MPP = 3L << 11;

    private static final long MPP_M = 3L << 11;
    private static final int LONG_INSTRUCTION = 3;

    private final Console console;
    private final Panic panic;
    private final Clint clint;
    private final ExternalInterrupts external;
    private final Scheduler scheduler;
    private final Syscalls syscalls;

    // owned by the trap handler
    private long timebase;

    /** What the trap handler works with. */
    public Traps(
            Console console,
            Panic panic,
            Clint clint,
            ExternalInterrupts external,
            Scheduler scheduler,
            Syscalls syscalls) {
        this.console = console;
        this.panic = panic;
        this.clint = clint;
        this.external = external;
        this.scheduler = scheduler;
        this.syscalls = syscalls;
    }

    /** Sets the timer going: {@code ticksASecond} is the rate of {@code mtime}. */
    public void beginTimer(int hartid, long ticksASecond) {
        timebase = ticksASecond;
        clint.setMtimecmp(hartid, clint.mtime() + timebase);
    }

    /** Takes the trap that {@link TrapVector} has saved; returns the pc to go on at, in {@link Hart#context}. */
    public long handle(long epc, long tval, long cause, long status, TrapFrame frame) {
        Hart hart = Hart.current();
        if ((status & MPP) == MPP_M) {
            panic.trapped(hart, Cause.name(cause), epc, tval, frame);
        }
        SpinLock interrupted = hart.enterTrap(new Addr(epc));
        if (cause < 0) {
            interrupt(hart, (int) cause, interrupted);
        } else {
            exception(hart, (int) cause, tval, frame, interrupted);
        }
        hart.leaveTrap(interrupted);
        return hart.context().pc().value();
    }

    private void interrupt(Hart hart, int cause, @Nullable SpinLock interrupted) {
        switch (cause) {
            case Cause.MACHINE_TIMER_INTERRUPT -> tick(hart, interrupted);
            case Cause.MACHINE_EXTERNAL_INTERRUPT -> external.handle();
            case Cause.MACHINE_SOFTWARE_INTERRUPT -> clint.clearMsip(hart.hartid()); // nobody has a reason to send one
            default ->
                say(console)
                        .text("interrupt ")
                        .number(cause)
                        .text(", which was never enabled")
                        .line();
        }
    }

    /**
     * A second has passed. Who holds a lock is not switched away from, since the scheduler might wait for that lock: its
     * turn lasts until the next tick, and so does everybody's rest.
     */
    private void tick(Hart hart, @Nullable SpinLock interrupted) {
        clint.setMtimecmp(hart.hartid(), clint.mtime() + timebase);
        if (interrupted == null) {
            scheduler.wakeResting();
            scheduler.preempt(hart);
        }
    }

    private void exception(Hart hart, int cause, long tval, TrapFrame frame, @Nullable SpinLock interrupted) {
        Context context = hart.context();
        Addr pc = context.pc();
        boolean process = context instanceof Proc && interrupted == null;
        if (cause == Cause.ECALL_FROM_S && process) {
            context.setPc(pc.plus(Integer.BYTES));
            syscalls.handle(hart, (Proc) context);
        } else if (cause == Cause.LOAD_PAGE_FAULT || cause == Cause.STORE_PAGE_FAULT) {
            context.setPc(pc.plus(instructionLength(pc)));
            describe(context, cause, tval, pc)
                    .text(": the instruction is skipped")
                    .line();
        } else if (process && !isFailedCheck(cause, pc)) {
            describe(context, cause, tval, pc).text(": the process ends").line();
            scheduler.end(hart, (Proc) context);
        } else {
            panic.trapped(hart, Cause.name(cause), pc.value(), tval, frame);
        }
    }

    private Console describe(Context context, int cause, long tval, Addr pc) {
        say(console).text(Cause.name(cause)).text(" of ").hex(tval).text(" at ").address(pc);
        console.text(" in ").text(context.name());
        if (context instanceof Proc process) {
            console.text(" (pid ").number(process.pid()).text(")");
        }
        return console;
    }

    /** Begins a line about a trap. */
    static Console say(Console console) {
        console.freshLine();
        return console.text("trap: ");
    }

    /** Whether the trap is a check of the kernel's own Java that has failed. */
    private static boolean isFailedCheck(int cause, Addr pc) {
        return cause == Cause.BREAKPOINT && CodeMap.function(pc).exists();
    }

    /** The two low bits tell (unprivileged manual, section 1.5). The kernel's addresses are physical ones. */
    private static int instructionLength(Addr pc) {
        return (pc.u16(0) & LONG_INSTRUCTION) == LONG_INSTRUCTION ? Integer.BYTES : Short.BYTES;
    }
}
