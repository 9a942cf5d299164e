package vesper.stress.guest;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.T1;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import vesper.bus.AccessFault;
import vesper.bus.Meeting;
import vesper.bus.MmioDevice;
import vesper.hart.TwoHarts;
import vesper.isa.Assembler;

/** The order of RAM and of a device's registers, between a hart and the device's thread. */
public final class DoorbellCases {
    private static final int LOOKS = 100;

    private DoorbellCases() {}

    /** A device with a register for each state of a case: of 32 bits, with nothing behind it. */
    private static final class Registers implements MmioDevice {
        static final long BASE = 0x1000_0000;
        static final int COUNT = 1 << 14;

        // volatile, as a device's doorbell is
        final AtomicIntegerArray values = new AtomicIntegerArray(COUNT);

        @Override
        public long load(long offset, int width) {
            return values.get((int) offset / 4);
        }

        @Override
        public void store(long offset, long value, int width) {
            values.set((int) offset / 4, (int) value);
        }
    }

    /** A word of RAM and a register, both 0. */
    abstract static class Channel extends Meeting {
        private static final Registers REGISTERS = new Registers();
        private static final AtomicInteger NEXT = new AtomicInteger();

        private final TwoHarts harts;
        private final long x;
        private final int number = NEXT.getAndIncrement() % Registers.COUNT;

        Channel(TwoHarts harts) {
            this.harts = harts;
            this.x = harts.lines(1);
            REGISTERS.values.set(number, 0);
        }

        static TwoHarts hart(Consumer<Assembler> code) {
            return new TwoHarts(
                    a -> {
                        a.li(T1, 1);
                        code.accept(a);
                    },
                    nothing -> {},
                    nothing -> {},
                    bus -> bus.device("registers", Registers.BASE, 4L * Registers.COUNT, REGISTERS));
        }

        /** Runs the hart's code, x's address in {@code s0} and the register's in {@code s1}; {@return {@code a0}} */
        final int runHart() {
            first();
            return harts.runForA0(0, x, Registers.BASE + 4L * number);
        }

        final int secondOfHart() {
            return (int) harts.x(0, A1);
        }

        final int register() {
            return REGISTERS.values.get(number);
        }

        final void setRegister() {
            REGISTERS.values.set(number, 1);
        }

        final int loadRam() {
            try {
                return (int) harts.dma().loadAcquire(x, 8);
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        }

        final void storeRam() {
            try {
                harts.dma().storeRelease(x, 1, 8);
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A driver fills a descriptor and rings: r1 is the doorbell, r2 the descriptor that the device then reads. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "Rung, and the descriptor is there; or not rung yet.")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "Rung, and the descriptor is not there.")
    @State
    public static class Descriptor extends Channel {
        private static final TwoHarts HARTS = hart(a -> {
            a.sd(T1, 0, S0);
            a.fence("w", "o");
            a.sw(T1, 0, S1);
        });

        public Descriptor() {
            super(HARTS);
        }

        @Actor
        public void hart() {
            runHart();
        }

        @Actor
        public void device(II_Result r) {
            second();
            for (int i = 0; i < LOOKS && r.r1 == 0; i++) {
                r.r1 = register();
            }
            r.r2 = loadRam();
        }
    }

    /** The driver rings first. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "Rung, and the descriptor is not there.")
    @State
    public static class DescriptorLate extends Channel {
        private static final TwoHarts HARTS = hart(a -> {
            a.sw(T1, 0, S1);
            a.sd(T1, 0, S0);
        });

        public DescriptorLate() {
            super(HARTS);
        }

        @Actor
        public void hart() {
            runHart();
        }

        @Actor
        public void device(II_Result r) {
            second();
            for (int i = 0; i < LOOKS && r.r1 == 0; i++) {
                r.r1 = register();
            }
            r.r2 = loadRam();
        }
    }

    /** A device writes its answer and then its status register: r1 is the status that a driver reads, r2 the answer. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "Done, and the answer is there; or not done yet.")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "Done, and the answer is not there.")
    @State
    public static class Completion extends Channel {
        private static final TwoHarts HARTS = hart(a -> {
            a.lw(A0, 0, S1);
            a.fence("i", "r");
            a.ld(A1, 0, S0);
        });

        public Completion() {
            super(HARTS);
        }

        @Actor
        public void hart(II_Result r) {
            r.r1 = runHart();
            r.r2 = secondOfHart();
        }

        @Actor
        public void device() {
            second();
            storeRam();
            setRegister();
        }
    }

    /** The device sets its status first. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "Done, and the answer is not there.")
    @State
    public static class CompletionEarly extends Channel {
        private static final TwoHarts HARTS = hart(a -> {
            a.lw(A0, 0, S1);
            a.fence("i", "r");
            a.ld(A1, 0, S0);
        });

        public CompletionEarly() {
            super(HARTS);
        }

        @Actor
        public void hart(II_Result r) {
            r.r1 = runHart();
            r.r2 = secondOfHart();
        }

        @Actor
        public void device() {
            second();
            setRegister();
            storeRam();
        }
    }

    /** The driver writes RAM and reads a register, the device writes the register and reads RAM: what each reads. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "At least one saw the other.")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Neither saw the other.")
    @State
    public static class Recheck extends Channel {
        private static final TwoHarts HARTS = hart(a -> {
            a.sd(T1, 0, S0);
            a.fence("w", "i");
            a.lw(A0, 0, S1);
        });

        public Recheck() {
            super(HARTS);
        }

        @Actor
        public void hart(II_Result r) {
            r.r1 = runHart();
        }

        @Actor
        public void device(II_Result r) {
            second();
            setRegister();
            r.r2 = loadRam();
        }
    }

    /** The driver has no fence between the two. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Neither saw the other.")
    @State
    public static class RecheckWithoutFence extends Channel {
        private static final TwoHarts HARTS = hart(a -> {
            a.sd(T1, 0, S0);
            a.lw(A0, 0, S1);
        });

        public RecheckWithoutFence() {
            super(HARTS);
        }

        @Actor
        public void hart(II_Result r) {
            r.r1 = runHart();
        }

        @Actor
        public void device(II_Result r) {
            second();
            setRegister();
            r.r2 = loadRam();
        }
    }
}
