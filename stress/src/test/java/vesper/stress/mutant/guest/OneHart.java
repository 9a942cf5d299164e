package vesper.stress.mutant.guest;

import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vesper.bus.Bus;
import vesper.bus.MmioDevice;
import vesper.bus.PhysicalMemory;
import vesper.bus.StoppedClock;
import vesper.hart.HartGroup;
import vesper.hart.state.Acceleration;
import vesper.hart.state.HartFault;
import vesper.hart.state.Interrupt;
import vesper.hart.state.Translation;
import vesper.isa.Assembler;
import vesper.isa.Program;
import vesper.stress.mutant.Scenario;

/**
 * A program that one hart runs translated from the first execution on, in M-mode, with a result in s3. Its handler goes
 * on after the instruction that trapped, and sums up in s11 what {@link #atTrap} says. It uses t5 and t6.
 */
abstract class OneHart implements Scenario {
    static final long RAM = 0x8000_0000L;

    /** Pages for data, code and tables. */
    static final long DATA = RAM + 0x10_0000L;

    /** A store raises the software interrupt if it is not zero, and counts up the doubleword at {@link #DATA}. */
    static final long DEVICE = 0x200_0000L;

    /** No page of anything. */
    static final long NOWHERE = 0x3000_0000L;

    /** Not zero once no interrupt was taken for too long. */
    static final long GIVE_UP = DATA + 0x800;

    private static final int PATIENCE_SECONDS = 4;
    private static final long SIZE = 4L << 20;
    private static final long DONE = RAM + SIZE - 0x1000;
    private static final int HANG_SECONDS = 60;

    private final long expected;

    OneHart(long expected) {
        this.expected = expected;
    }

    abstract void program(Assembler a);

    /** Adds to s11, t5 and t6 being free; s3 and others are the program's. */
    void atTrap(Assembler a) {
        a.addi(S11, S11, 1);
    }

    /** Before the program starts. */
    void prepare(PhysicalMemory ram) {}

    /** While it runs: raises the software interrupt once {@link #DATA} says so, and tells there if nothing comes of it. */
    private void interrupt(PhysicalMemory ram, HartGroup harts, CountDownLatch ended) throws InterruptedException {
        while (ram.loadOpaque64(DATA - RAM) == 0 && ended.getCount() > 0) {
            Thread.sleep(1);
        }
        harts.hart(0).line(Interrupt.MSIP).set(true);
        if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            ram.storeOpaque64(GIVE_UP - RAM, 1);
        }
    }

    /** Whether the program waits for an interrupt from outside: it puts something at {@link #DATA} first. */
    boolean isInterrupted() {
        return false;
    }

    private Program assemble() {
        Assembler a = new Assembler();
        a.la(T6, "handler");
        a.csrw(MTVEC, T6);
        program(a);
        a.fence_i(); // a way out of the region
        a.li(T0, DONE);
        a.sd(S3, 8, T0);
        a.sd(T0, 0, T0);
        a.label("rest");
        a.wfi();
        a.j("rest");
        a.align(2);
        a.label("handler");
        atTrap(a);
        a.csrr(T5, MCAUSE);
        a.srli(T5, T5, 63);
        a.xori(T5, T5, 1);
        a.slli(T5, T5, 2);
        a.csrr(T6, MEPC);
        a.add(T6, T6, T5);
        a.csrw(MEPC, T6);
        a.li(T6, DEVICE);
        a.sw(ZERO, 0, T6);
        a.mret();
        return a.assemble(RAM);
    }

    @Override
    public long run() throws InterruptedException {
        PhysicalMemory ram = new PhysicalMemory(SIZE);
        AtomicReference<@Nullable HartGroup> group = new AtomicReference<>();
        Bus bus = Bus.builder(RAM, ram)
                .device("device", DEVICE, 0x1000, new Device(ram, group))
                .build();
        HartGroup harts = new HartGroup(1, bus, new StoppedClock(), Acceleration.of(Translation.AT_ONCE));
        harts.keepOldCode(); // to refetch now and then would cover up what was not forgotten
        group.set(harts);
        CountDownLatch ended = new CountDownLatch(1);
        harts.watchStore(DONE, value -> ended.countDown());
        byte[] code = assemble().flat();
        ram.write(0, code, 0, code.length);
        prepare(ram);
        harts.reset(RAM, 0);
        AtomicReference<@Nullable HartFault> fault = new AtomicReference<>();
        harts.start(failure -> {
            fault.set(failure);
            ended.countDown();
        });
        if (isInterrupted()) {
            interrupt(ram, harts, ended);
        }
        boolean inTime = ended.await(HANG_SECONDS, TimeUnit.SECONDS);
        harts.stop();
        HartFault failure = fault.get();
        if (failure != null) {
            throw new IllegalStateException(failure.toString(), failure.cause());
        }
        if (!inTime) {
            throw new IllegalStateException(
                    "the hart goes on and on, at 0x%x".formatted(harts.hart(0).pc()));
        }
        return ram.loadOpaque64(DONE - RAM + 8) == expected ? 0 : 1;
    }

    @Override
    public int rounds() {
        return 1;
    }

    private record Device(PhysicalMemory ram, AtomicReference<@Nullable HartGroup> harts) implements MmioDevice {
        @Override
        public long load(long offset, int width) {
            return 0;
        }

        @Override
        public void store(long offset, long value, int width) {
            ram.storeOpaque64(DATA - RAM, ram.loadOpaque64(DATA - RAM) + 1);
            HartGroup group = harts.get();
            if (group != null) {
                group.hart(0).line(Interrupt.MSIP).set(value != 0);
            }
        }
    }
}
