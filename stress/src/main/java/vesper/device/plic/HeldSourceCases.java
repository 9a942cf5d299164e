package vesper.device.plic;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;
import vesper.bus.AccessFault;
import vesper.bus.InterruptLine;
import vesper.bus.Timer;

/**
 * The controller's alarm for one source goes off while a hart completes another that has to be held back: r1 is that,
 * once every alarm that is set has gone off, the other is pending.
 */
public final class HeldSourceCases {
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final long PENDING = 0x1000;
    private static final long ENABLE = 0x2000;
    private static final long CLAIM = 0x200004;

    private HeldSourceCases() {}

    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "Forwarded by this alarm, or by one set anew.")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "Held back, and no alarm is set: the lost interrupt.")
    @State
    public static class Shipped {
        private final OneAlarm timer = new OneAlarm();
        private final Plic plic = new Plic(SECOND, new InterruptLine[] {level -> {}}, timer, 256);

        public Shipped() {
            store(4L * FIRST, 1);
            store(4L * SECOND, 2);
            store(ENABLE, (1 << FIRST) | (1 << SECOND));
            plic.source(FIRST).set(true);
            insist(FIRST, Gateways.PATIENCE + 1);
            plic.source(SECOND).set(true);
            insist(SECOND, Gateways.PATIENCE);
            load(CLAIM);
        }

        private void insist(int irq, int rounds) {
            for (int i = 0; i < rounds; i++) {
                load(CLAIM);
                store(CLAIM, irq);
            }
        }

        private long load(long offset) {
            try {
                return plic.load(offset, 4);
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        }

        private void store(long offset, long value) {
            try {
                plic.store(offset, value, 4);
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        }

        @Actor
        public void hart() {
            store(CLAIM, SECOND);
        }

        @Actor
        public void timer() {
            timer.goOff();
        }

        @Arbiter
        public void after(Z_Result r) {
            timer.goOff();
            r.r1 = (load(PENDING) & (1 << SECOND)) != 0;
        }
    }

    /** A line that rises when the test says so, if a deadline is set; guarded by the monitor as the board's timer is. */
    private static final class OneAlarm implements Timer {
        private InterruptLine wire = level -> {};
        private long deadline = -1;
        private boolean high;

        synchronized void goOff() {
            drive(deadline != -1);
        }

        private void drive(boolean level) {
            if (high != level) {
                high = level;
                wire.set(level);
            }
        }

        @Override
        public long ticks() {
            return 0;
        }

        @Override
        public void setTicks(long ticks) {}

        @Override
        public Alarm alarm(InterruptLine line) {
            wire = line;
            return new Alarm() {
                @Override
                public void set(long newDeadline) {
                    synchronized (OneAlarm.this) {
                        deadline = newDeadline;
                        drive(false);
                    }
                }

                @Override
                public long deadline() {
                    synchronized (OneAlarm.this) {
                        return deadline;
                    }
                }
            };
        }
    }

    /** The same, but who forwards says that the alarm has gone off only after looking at what is held back. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "As above.")
    @Outcome(id = "false", expect = ACCEPTABLE_INTERESTING, desc = "Held back between the look and the word.")
    @State
    public static class ForwardsTooEarly {
        private volatile boolean alarmed = true;
        private volatile boolean set = true;
        private volatile boolean held;
        private volatile boolean pending;

        private void goOff() {
            if (set) {
                set = false;
                if (held) {
                    held = false;
                    pending = true;
                }
                alarmed = false;
            }
        }

        @Actor
        public void hart() {
            held = true;
            if (!alarmed) {
                alarmed = true;
                set = true;
            }
        }

        @Actor
        public void timer() {
            goOff();
        }

        @Arbiter
        public void after(Z_Result r) {
            goOff();
            r.r1 = pending;
        }
    }
}
