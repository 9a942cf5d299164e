package vesper.device.clint;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;
import vesper.bus.Meeting;

/** An alarm is armed anew while its time comes, and while the thread that waits for alarms looks for the next. */
public final class AlarmCases {
    private static final long SOON = 1L << 40;
    private static final long AFTER = 1L << 41;
    private static final long LATER = 1L << 42;

    private AlarmCases() {}

    /** The time passes a deadline that is moved further at the same moment: r1 is that the line is high in the end. */
    @JCStressTest
    @Outcome(id = "false", expect = ACCEPTABLE, desc = "The new deadline has not come.")
    @Outcome(id = "true", expect = FORBIDDEN, desc = "An interrupt of the old deadline is left over.")
    @State
    public static class ExpiresWhileMoved extends Meeting {
        private boolean level;
        private final MachineTimer timer = MachineTimer.unstarted();
        private final MachineTimer.Comparator alarm = timer.comparator(high -> level = high);

        public ExpiresWhileMoved() {
            alarm.set(SOON);
        }

        @Actor
        public void time() {
            first();
            timer.setTicks(AFTER);
        }

        @Actor
        public void hart() {
            second();
            alarm.set(LATER);
        }

        @Arbiter
        public void after(Z_Result r) {
            r.r1 = level;
        }
    }

    /** The same without the monitor that holds deadline and level together. */
    @JCStressTest
    @Outcome(id = "false", expect = ACCEPTABLE, desc = "As above.")
    @Outcome(id = "true", expect = ACCEPTABLE_INTERESTING, desc = "An interrupt of the old deadline is left over.")
    @State
    public static class ExpiresWhileMovedWithoutMonitor extends Meeting {
        private volatile long ticks;
        private volatile long deadline = SOON;
        private volatile boolean level;

        private void drive() {
            boolean due = ticks >= deadline;
            if (due != level) {
                level = due;
            }
        }

        @Actor
        public void time() {
            first();
            ticks = AFTER;
            drive();
        }

        @Actor
        public void hart() {
            second();
            deadline = LATER;
            drive();
        }

        @Arbiter
        public void after(Z_Result r) {
            r.r1 = level;
        }
    }

    /**
     * A deadline is set while the thread, awake, looks for the next one: r1 is that it will sleep past the deadline, r2
     * that who set it wakes it.
     */
    @JCStressTest
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Seen; waking the thread is superfluous.")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Seen.")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Not seen, and the thread is woken to look again.")
    @Outcome(id = "true, false", expect = FORBIDDEN, desc = "The thread sleeps past the deadline.")
    @State
    public static class SetWhileLooking extends Meeting {
        private final MachineTimer timer = MachineTimer.unstarted();
        private final MachineTimer.Comparator past = timer.comparator(high -> {});
        private final MachineTimer.Comparator next = timer.comparator(high -> {});

        public SetWhileLooking() {
            past.set(SOON);
            timer.lookAtAlarms();
            timer.setTicks(AFTER);
        }

        @Actor
        public void thread(ZZ_Result r) {
            first();
            r.r1 = Long.compareUnsigned(timer.lookAtAlarms(), LATER) > 0;
        }

        @Actor
        public void hart(ZZ_Result r) {
            second();
            r.r2 = next.setAndWake(LATER);
        }
    }

    /** The same, but the thread does not say, before it looks, that it is awake. */
    @JCStressTest
    @Outcome(
            id = {"false, true", "false, false", "true, true"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "true, false", expect = ACCEPTABLE_INTERESTING, desc = "The thread sleeps past the deadline.")
    @State
    public static class SetWhileLookingUnannounced extends Meeting {
        private volatile long wakeAt = SOON;
        private volatile long deadline = Long.MAX_VALUE;

        @Actor
        public void thread(ZZ_Result r) {
            first();
            long next = deadline;
            wakeAt = next;
            r.r1 = next > LATER;
        }

        @Actor
        public void hart(ZZ_Result r) {
            second();
            deadline = LATER;
            r.r2 = LATER < wakeAt;
        }
    }
}
