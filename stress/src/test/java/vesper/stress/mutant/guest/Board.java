package vesper.stress.mutant.guest;

import static vesper.isa.Register.*;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vesper.bus.Bus;
import vesper.bus.MmioDevice;
import vesper.bus.PhysicalMemory;
import vesper.bus.StoppedClock;
import vesper.hart.HartGroup;
import vesper.hart.state.HartFault;
import vesper.isa.Assembler;
import vesper.isa.Program;
import vesper.isa.Register;

/** Two harts, RAM, and a program that both run in M-mode to its end, a0 being the hart's number. */
final class Board {
    static final long RAM = 0x8000_0000L;
    static final long PAGE = 0x1000;

    /** Behind the program. */
    static final long DATA = RAM + 0x10_0000;

    /** For the rendezvous of {@link #meet}. */
    private static final long MEETINGS = DATA - PAGE;

    private static final long SIZE = 16L << 20;
    private static final long DONE = DATA - 2 * PAGE;
    private static final int HARTS = 2;
    private static final int SKEW = 63;
    private static final int HANG_SECONDS = 100;

    private final PhysicalMemory ram = new PhysicalMemory(SIZE);
    private final Bus.Builder builder = Bus.builder(RAM, ram);

    // written by a hart's thread
    private volatile @Nullable HartFault fault;

    // replaced before the harts start
    private CountDownLatch running = new CountDownLatch(HARTS);

    private @Nullable HartGroup harts;
    private @Nullable Program program;

    /** Before the program. */
    Board device(long base, long size, MmioDevice device) {
        builder.device("device", base, size, device);
        return this;
    }

    /** Puts the program there; s9 to s11 belong to {@link #meet}. */
    Board program(Consumer<Assembler> body) {
        Assembler a = new Assembler();
        a.li(S9, MEETINGS);
        a.li(S10, 0);
        a.li(S11, 1);
        body.accept(a);
        a.li(T0, DONE);
        a.fence();
        a.sd(S11, 0, T0);
        a.label("rest");
        a.wfi();
        a.j("rest");
        program = a.assemble(RAM);
        harts = new HartGroup(HARTS, builder.build(), new StoppedClock());
        harts.watchStore(DONE, value -> running.countDown());
        return this;
    }

    /** Waits until both harts are here; uses t6. The name is the label's. */
    static void meet(Assembler a, String name) {
        a.addi(S10, S10, HARTS);
        a.amoadd_d(ZERO, S11, S9);
        a.label(name);
        a.ld(T6, 0, S9);
        a.blt(T6, S10, name);
        a.fence("r", "rw");
    }

    /** Behind {@link #meet} on one hart: waits a little, another while in each of 64 rounds; uses t1. */
    static void skew(Assembler a, Register round) {
        a.andi(T1, round, SKEW);
        a.label("skew");
        a.addi(T1, T1, -1);
        a.bgez(T1, "skew");
    }

    /** Runs the program on RAM that holds zeros but for it. */
    void run() throws InterruptedException {
        HartGroup group = harts;
        Program image = program;
        if (group == null || image == null) {
            throw new IllegalStateException("no program");
        }
        ram.clear();
        byte[] code = image.flat();
        ram.write(0, code, 0, code.length);
        running = new CountDownLatch(HARTS);
        group.reset(image.entry(), 0);
        group.start(failure -> {
            fault = failure;
            running.countDown();
            running.countDown();
        });
        boolean ended = running.await(HANG_SECONDS, TimeUnit.SECONDS);
        group.stop();
        HartFault failure = fault;
        if (failure != null) {
            throw new IllegalStateException(failure.toString(), failure.cause());
        }
        if (!ended) {
            throw new IllegalStateException("the harts go on and on, at 0x%x and 0x%x"
                    .formatted(group.hart(0).pc(), group.hart(1).pc()));
        }
    }

    /** A doubleword of RAM, while the harts rest. */
    long get(long address) {
        return ram.loadOpaque64(address - RAM);
    }
}
