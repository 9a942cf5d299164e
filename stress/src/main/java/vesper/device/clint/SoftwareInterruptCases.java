package vesper.device.clint;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import vesper.bus.AccessFault;
import vesper.bus.InterruptLine;
import vesper.bus.Meeting;
import vesper.bus.StoppedClock;

/** One hart sets a hart's {@code msip} while another clears it: r1 is the register in the end, r2 the level of the line. */
public final class SoftwareInterruptCases {
    private static final int TIMES = 3;

    private SoftwareInterruptCases() {}

    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The line is what the register says.")
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = FORBIDDEN,
            desc = "An interrupt that nobody asks for, or none though it is asked for.")
    @State
    public static class Shipped extends Meeting {
        private int level;
        private final Clint clint = new Clint(
                new StoppedClock(), new InterruptLine[] {high -> level = high ? 1 : 0}, new InterruptLine[] {high -> {}
                });

        private void store(int value) {
            try {
                clint.store(0, value, 4);
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        }

        private int load() {
            try {
                return (int) clint.load(0, 4);
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        }

        @Actor
        public void set() {
            first();
            for (int i = 0; i < TIMES; i++) {
                store(1);
            }
        }

        @Actor
        public void clear() {
            second();
            for (int i = 0; i < TIMES; i++) {
                store(0);
            }
        }

        @Arbiter
        public void after(II_Result r) {
            r.r1 = load();
            r.r2 = level;
        }
    }

    /** The same register without its monitor. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "One was between the other's register and its line.")
    @State
    public static class WithoutMonitor extends Meeting {
        private volatile int register;
        private volatile int level;

        private void set(int value) {
            if (register != value) {
                register = value;
                level = value;
            }
        }

        @Actor
        public void set() {
            first();
            for (int i = 0; i < TIMES; i++) {
                set(1);
            }
        }

        @Actor
        public void clear() {
            second();
            for (int i = 0; i < TIMES; i++) {
                set(0);
            }
        }

        @Arbiter
        public void after(II_Result r) {
            r.r1 = register;
            r.r2 = level;
        }
    }
}
