package vesper.hart;

import static vesper.isa.Register.*;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import vesper.bus.Bus;
import vesper.bus.Dma;
import vesper.bus.PhysicalMemory;
import vesper.bus.StoppedClock;
import vesper.hart.state.HartState;
import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.Program;
import vesper.isa.Register;

/**
 * Two harts for a case whose actors are guest code: actor h runs hart h's program, from its first instruction to its
 * last, on the thread of jcstress's that calls it.
 *
 * <p>All states of a case share the harts, because one thread runs an actor for all of them; what a state has of its own
 * is lines of RAM. Between two runs a hart has no owner, as if it slept, so that the other need not wait for its answer.
 */
public final class TwoHarts {
    /** Where RAM begins. */
    public static final long RAM = 0x8000_0000L;

    /** Bytes between the lines of one state: cache lines that come in pairs don't share one. */
    private static final long LINE = 128;

    private static final long SIZE = 8 << 20;
    private static final long LINES = 4 << 20;

    private static final Register[] SAVED = {S0, S1, S2, S3, S4};

    private final PhysicalMemory ram = new PhysicalMemory(SIZE);
    private final Dma dma;
    private final HartGroup group;
    private final Program program;
    private final long[] begin = new long[2];
    private final long[] end = new long[2];
    private final long trapped;
    private final AtomicLong nextLine = new AtomicLong();
    private final ReentrantLock[] running = {new ReentrantLock(), new ReentrantLock()};

    /** Harts with no device on the bus; {@code s0} and what follows are set by {@link #run}. */
    public TwoHarts(Consumer<Assembler> hart0, Consumer<Assembler> hart1) {
        this(hart0, hart1, nothing -> {}, bus -> {});
    }

    /**
     * Makes the harts.
     *
     * @param setUp runs once on each hart, before anything else
     * @param devices puts devices on the bus
     */
    public TwoHarts(
            Consumer<Assembler> hart0,
            Consumer<Assembler> hart1,
            Consumer<Assembler> setUp,
            Consumer<Bus.Builder> devices) {
        Bus.Builder bus = Bus.builder(RAM, ram);
        devices.accept(bus);
        dma = bus.dma();
        group = new HartGroup(2, bus.build(), new StoppedClock());
        Assembler a = new Assembler();
        a.label("trapped");
        a.j("trapped");
        part(a, "setUp", body -> {
            body.la(T0, "trapped");
            body.csrw(Csrs.MTVEC, T0);
            setUp.accept(body);
        });
        part(a, "hart0", hart0);
        part(a, "hart1", hart1);
        program = a.assemble(RAM);
        trapped = program.symbol("trapped");
        byte[] image = program.flat();
        ram.write(0, image, 0, image.length);
        group.reset(RAM, 0);
        for (int h = 0; h < 2; h++) {
            begin[h] = program.symbol("setUp");
            end[h] = program.symbol("setUpEnd");
            run(h);
            begin[h] = program.symbol("hart" + h);
            end[h] = program.symbol("hart" + h + "End");
        }
    }

    /** {@code fence.i} ends a turn of the hart, whatever executes it. */
    private static void part(Assembler a, String name, Consumer<Assembler> body) {
        a.label(name);
        body.accept(a);
        a.fence_i();
        a.label(name + "End");
    }

    /**
     * Addresses of lines of RAM that no other state of now has: {@code count} of them, 128 bytes apart, whose first and
     * last doublewords are zero.
     */
    public long lines(int count) {
        long lines = LINES + nextLine.getAndAdd(count * LINE) % (SIZE - LINES - count * LINE);
        for (int i = 0; i < count; i++) {
            put(RAM + lines + i * LINE, 0);
            put(RAM + lines + (i + 1) * LINE - Long.BYTES, 0);
        }
        return RAM + lines;
    }

    /** Whether {@link #freshPage} has one left. */
    public boolean hasFreshPage() {
        return nextLine.get() <= SIZE - LINES - PhysicalMemory.PAGE_SIZE;
    }

    /** The address of a page that nobody touched before; not for harts that use {@link #lines} too. */
    public long freshPage() {
        return RAM + LINES + nextLine.getAndAdd(PhysicalMemory.PAGE_SIZE);
    }

    /** The address of the line after that at {@code address}. */
    public static long next(long address) {
        return address + LINE;
    }

    /** The doubleword at an address, opaque. */
    public long get(long address) {
        return ram.loadOpaque64(address - RAM);
    }

    /** Sets the doubleword at an address, opaque: for the state's constructor. */
    public void put(long address, long value) {
        ram.storeOpaque64(address - RAM, value);
    }

    /** A device's way to the harts' RAM. */
    public Dma dma() {
        return dma;
    }

    /** Runs a hart's program with these values in {@code s0}, {@code s1} and so on; one thread at a time for each hart. */
    public void run(int hartid, long... saved) {
        drainForSleeper(1 - hartid);
        running[hartid].lock();
        try {
            runOwned(hartid, saved);
        } finally {
            running[hartid].unlock();
        }
    }

    /** jcstress may run one actor for all states before the other, whose hart's mailbox would then be full. */
    private void drainForSleeper(int hartid) {
        Mailbox mailbox = group.hart(hartid).mailbox();
        if (mailbox.isHalfFull() && running[hartid].tryLock()) {
            try {
                mailbox.drain();
            } finally {
                running[hartid].unlock();
            }
        }
    }

    private void runOwned(int hartid, long... saved) {
        Hart hart = group.hart(hartid);
        HartState state = hart.state();
        hart.mailbox().setOwner(Thread.currentThread());
        hart.mailbox().drain();
        for (int i = 0; i < saved.length; i++) {
            hart.setX(SAVED[i].number(), saved[i]);
        }
        state.pc = begin[hartid];
        final long last = end[hartid];
        while (state.pc != last) {
            hart.turn();
            if (state.pc == trapped) {
                throw new IllegalStateException("hart %d trapped: cause %d at 0x%x, value 0x%x"
                        .formatted(hartid, state.csrs.mcause, state.csrs.mepc, state.csrs.mtval));
            }
        }
        hart.mailbox().setOwner(null);
    }

    /** Reads a register of a hart that ran, on the thread that ran it. */
    public long x(int hartid, Register register) {
        return group.hart(hartid).x(register.number());
    }

    /** Runs a hart's program as {@link #run} does; {@return what it left in {@code a0}} */
    public int runForA0(int hartid, long... saved) {
        run(hartid, saved);
        return (int) x(hartid, A0);
    }
}
