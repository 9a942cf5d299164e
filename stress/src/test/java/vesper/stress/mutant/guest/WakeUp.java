package vesper.stress.mutant.guest;

import static vesper.isa.Register.*;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vesper.bus.Bus;
import vesper.bus.InterruptLine;
import vesper.bus.PhysicalMemory;
import vesper.bus.StoppedClock;
import vesper.hart.HartGroup;
import vesper.hart.state.HartFault;
import vesper.hart.state.Interrupt;
import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.Program;
import vesper.stress.mutant.Scenario;

/**
 * A hart sleeps in {@code wfi} and is sent an interrupt. The forbidden outcome: whoever sent it is done, the interrupt is
 * pending and enabled, and the hart is parked, each time one looks.
 */
public final class WakeUp implements Scenario {
    private static final int ROUNDS = 50;
    private static final int LOOKS = 100;
    private static final long LOOK_NANOS = 100_000;
    private static final long RAM = Board.RAM;
    private static final long SIZE = 1 << 20;
    private static final long MARK = RAM + SIZE - Board.PAGE;
    private static final long WOKEN = RAM + SIZE / 2;
    private static final int MSIE = 1 << 3;

    private final PhysicalMemory ram = new PhysicalMemory(SIZE);
    private final HartGroup harts = new HartGroup(1, Bus.builder(RAM, ram).build(), new StoppedClock());
    private final InterruptLine line = harts.hart(0).line(Interrupt.MSIP);

    // set on the hart's thread when it runs
    private volatile @Nullable HartThread thread;

    // set on the hart's thread if the machine fails
    private volatile @Nullable HartFault fault;

    public WakeUp() {
        Program program = program();
        byte[] code = program.flat();
        ram.write(0, code, 0, code.length);
        harts.watchStore(MARK, value -> thread = HartThread.current());
    }

    /** Counts wake-ups, each when the line is high, and sleeps again when it is low. */
    private static Program program() {
        Assembler a = new Assembler();
        a.li(S1, MARK);
        a.li(S2, WOKEN);
        a.li(S3, MSIE);
        a.csrw(Csrs.MIE, S3);
        a.sd(S1, 0, S1);
        a.label("sleep");
        a.wfi();
        a.csrr(T1, Csrs.MIP);
        a.and(T1, T1, S3);
        a.beqz(T1, "sleep");
        a.addi(S4, S4, 1);
        a.sd(S4, 0, S2);
        a.label("high");
        a.csrr(T1, Csrs.MIP);
        a.and(T1, T1, S3);
        a.bnez(T1, "high");
        a.j("sleep");
        return a.assemble(RAM);
    }

    @Override
    public long run() throws InterruptedException {
        thread = null;
        ram.storeOpaque64(WOKEN - RAM, 0);
        harts.reset(RAM, 0);
        harts.start(failure -> fault = failure);
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                awaitParked();
                line.set(true);
                if (!wakes(round)) {
                    return 1;
                }
                line.set(false);
            }
            return 0;
        } finally {
            line.set(false);
            stop();
        }
    }

    private boolean isParked() {
        HartFault failure = fault;
        if (failure != null) {
            throw new IllegalStateException(failure.toString(), failure.cause());
        }
        HartThread hart = thread;
        return hart != null && hart.isParked();
    }

    private void awaitParked() {
        while (!isParked()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** After the interrupt was sent. */
    private boolean wakes(int times) {
        int parked = 0;
        while (ram.loadOpaque64(WOKEN - RAM) != times) {
            parked = isParked() ? parked + 1 : 0;
            if (parked == LOOKS) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    /** Wakes the hart itself, since with the fault nobody else does. */
    private void stop() throws InterruptedException {
        harts.askToStop();
        HartThread hart = thread;
        while (hart != null && hart.thread().isAlive()) {
            LockSupport.unpark(hart.thread());
            hart.thread().join(1);
        }
        harts.stop();
    }

    @Override
    public int rounds() {
        return ROUNDS;
    }
}
