package vesper.hart;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vesper.bus.Bus;
import vesper.bus.MmioDevice;
import vesper.bus.PhysicalMemory;
import vesper.hart.state.Acceleration;
import vesper.hart.state.HartFault;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Translation;
import vesper.isa.Assembler;
import vesper.isa.Program;
import vesper.isa.Register;

/**
 * A machine for one test: RAM, harts, a clock turned by hand, and a program between {@link Prelude}'s start and its
 * handler, which logs traps and goes on after them.
 */
final class Guest implements AutoCloseable {
    static final long RAM = 0x8000_0000L;
    static final long SIZE = 8 << 20;

    /** A page for tests' data, far from code. */
    static final long DATA = RAM + 0x10_0000;

    /** Where page tables are made. */
    static final long TABLES = RAM + 0x20_0000;

    /** A doubleword for each hart: {@link Prelude#mark}. */
    static final long MARKS = RAM + 0x1f_0000;

    /** A page for each hart: what its handler saw. */
    static final long LOG = RAM + 0x30_0000;

    /** Storing something here ends the run. */
    static final long TOHOST = RAM + SIZE - 0x1000;

    /**
     * How guests execute that do not say it themselves: as users' do, unless the properties {@code vesper.translation}
     * and {@code vesper.singleThread} put something else in its place, so that any test can be run with each.
     */
    static final Acceleration ACCELERATION = new Acceleration(
            Translation.valueOf(System.getProperty("vesper.translation", Translation.WHEN_HOT.name())),
            Boolean.getBoolean("vesper.singleThread"));

    /** Long enough for the slowest host: what hangs shall fail, not hang. */
    private static final int HANG_SECONDS = 60;

    /** What {@link Prelude}'s handler logged. */
    record Logged(long cause, long epc, long tval, long mstatus) {
        int mpp() {
            return (int) (mstatus & Mstatus.MPP) >>> Mstatus.MPP_SHIFT;
        }
    }

    final PhysicalMemory ram = new PhysicalMemory(SIZE);
    final ManualTimer timer = new ManualTimer();
    final List<HartFault> faults = new ArrayList<>();
    private final Bus.Builder builder = Bus.builder(RAM, ram);
    private final int count;
    private Acceleration acceleration = ACCELERATION;
    private int finishing = 1;
    private @Nullable Bus bus;
    private @Nullable HartGroup group;
    private @Nullable Program program;
    private CountDownLatch finished = new CountDownLatch(1);

    /** With one hart. */
    Guest() {
        this(1);
    }

    Guest(int count) {
        this.count = count;
    }

    /** Before anything else is asked of it: how its harts execute. */
    Guest accelerated(Acceleration how) {
        acceleration = how;
        return this;
    }

    /** Before anything else is asked of it. */
    Guest device(long base, long size, MmioDevice device) {
        builder.device("device", base, size, device);
        return this;
    }

    Guest rom(long base, long size, MmioDevice device) {
        builder.rom("rom", base, size, device);
        return this;
    }

    /** Before anything else is asked of it: whether the harts take turns on one thread. */
    Guest oneThread(boolean value) {
        acceleration = new Acceleration(acceleration.translation(), value);
        return this;
    }

    /** How many stores to {@link #TOHOST} end the run. */
    Guest finishingHarts(int harts) {
        finishing = harts;
        return this;
    }

    Bus bus() {
        if (bus == null) {
            bus = builder.build();
        }
        return bus;
    }

    HartGroup group() {
        if (group == null) {
            group = new HartGroup(count, bus(), timer, acceleration);
            group.watchStore(TOHOST, value -> finished.countDown());
        }
        return group;
    }

    Hart hart(int hartid) {
        return group().hart(hartid);
    }

    /** Puts the program into RAM, and every hart before its first instruction. */
    Guest program(Consumer<Assembler> body) {
        Assembler a = new Assembler();
        Prelude.start(a);
        body.accept(a);
        Prelude.end(a);
        program = a.assemble(RAM);
        byte[] image = program.flat();
        ram.write(0, image, 0, image.length);
        group().reset(program.entry(), 0);
        return this;
    }

    long symbol(String label) {
        if (program == null) {
            throw new IllegalStateException("no program");
        }
        return program.symbol(label);
    }

    /** Runs to the store to {@link #TOHOST}, and stops all harts. */
    Guest run() {
        start();
        return await();
    }

    Guest run(Consumer<Assembler> body) {
        return program(body).run();
    }

    void start() {
        finished = new CountDownLatch(finishing);
        group().start(fault -> {
            synchronized (faults) {
                faults.add(fault);
            }
            for (int i = 0; i < finishing; i++) {
                finished.countDown();
            }
        });
    }

    Guest await() {
        boolean inTime;
        try {
            inTime = finished.await(HANG_SECONDS, TimeUnit.SECONDS);
            group().stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (!inTime) {
            fail("the guest did not end; " + where());
        }
        return this;
    }

    /** Until the hart, past {@link Prelude#mark}, is in {@code wfi} with nothing left to look at. */
    void awaitParked(int hartid) {
        awaitValue(MARKS + 8L * hartid, 1); // before, it may have no thread yet, which counts as parked
        await(() ->
                hart(hartid).mailbox().answered(0, 1) && !hart(hartid).mailbox().needsAttention());
    }

    /** Until the hart has taken in these levels. */
    void awaitLines(int hartid, long lines) {
        await(() -> hart(hartid).mailbox().answered(0, 1) && hart(hartid).state().csrs.linesHigh == lines);
    }

    /** Until a guest has put this doubleword there. */
    void awaitValue(long paddr, long value) {
        await(() -> get(paddr) == value);
    }

    /** Until this is so. */
    void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANG_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("the guest did not get there; " + where());
            }
            LockSupport.parkNanos(10_000);
        }
    }

    private String where() {
        StringBuilder text = new StringBuilder();
        for (int h = 0; h < count; h++) {
            text.append("hart %d pc 0x%x, %s ".formatted(h, hart(h).pc(), traps(h)));
        }
        return text.toString();
    }

    long x(Register register) {
        return hart(0).x(register.number());
    }

    long get(long paddr) {
        return ram.loadOpaque64(paddr - RAM);
    }

    /** 32 bits, zero-extended. */
    long word(long paddr) {
        return ram.loadOpaque32(paddr - RAM) & 0xffff_ffffL;
    }

    void put(long paddr, long value) {
        ram.storeOpaque64(paddr - RAM, value);
    }

    void putWord(long paddr, int value) {
        ram.storeOpaque32(paddr - RAM, value);
    }

    /** What hart 0's handler logged. */
    List<Logged> traps() {
        return traps(0);
    }

    List<Logged> traps(int hartid) {
        long log = LOG + hartid * 0x1000L;
        List<Logged> logged = new ArrayList<>();
        for (int i = 0; i < get(log); i++) {
            long at = log + Prelude.LOG_HEADER + (long) i * Prelude.LOG_ENTRY;
            logged.add(new Logged(get(at), get(at + 8), get(at + 16), get(at + 24)));
        }
        return logged;
    }

    /** The causes of hart 0's traps, in order. */
    List<Long> causes() {
        return traps().stream().map(Logged::cause).toList();
    }

    /** The only trap of hart 0. */
    Logged trap() {
        List<Logged> logged = traps();
        if (logged.size() != 1) {
            fail("expected one trap: " + logged);
        }
        return logged.getFirst();
    }

    @Override
    public void close() {
        try {
            group().stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
