package vesper.device.clint;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import vesper.bus.InterruptLine;
import vesper.bus.Timer;

/**
 * The clock, and the one thread that waits for the next alarm.
 *
 * <p>Why not a timer wheel: a wheel can't say when its next deadline is, so its thread would have to tick, idle or not,
 * and its deadlines are signed and rounded up to a tick. There are as many alarms as harts, give or take, so after each
 * wake-up the thread looks at all of them and sleeps until the earliest: no CPU while nothing is due.
 *
 * <p>Each alarm's monitor guards its deadline and the level of its line together, and the level always follows from the
 * time <em>now</em>, never from why we look. So whichever of {@code set}, {@code setTicks} and the thread comes last
 * leaves the line right.
 *
 * <p>No wake-up is lost: the thread makes {@code wakeAt} -1, so that every new deadline is earlier and unparks it, then
 * looks at the alarms, then says until when it sleeps. An alarm set before the look is seen by it; one set after it
 * finds {@code wakeAt} either -1 or final (jcstress: {@code AlarmCases}).
 */
public final class MachineTimer implements Timer, AutoCloseable {
    private static final long NEVER = -1;
    private static final long NANOS_A_TICK = 1_000_000_000 / FREQUENCY;

    private final long start = System.nanoTime();
    private final List<Comparator> alarms = new CopyOnWriteArrayList<>();
    private final Thread thread;

    // the time at `start`; written by setTicks, read volatile
    private volatile long ticksAtStart;

    // ticks (unsigned) at which the thread looks at the alarms again; written by the thread, read volatile
    private volatile long wakeAt = NEVER;
    private volatile boolean closed;

    // whoever stops the clock writes both, the time before the flag; read volatile
    private volatile long ticksWhenStopped;
    private volatile boolean stopped;

    /** Starts the clock at 0, and its thread {@code timer}. */
    public MachineTimer() {
        this("timer");
    }

    /** Starts the clock at 0, and its thread of this name. */
    public MachineTimer(String name) {
        this(Thread.ofPlatform().daemon().name(name));
        thread.start();
    }

    private MachineTimer(Thread.Builder builder) {
        thread = builder.unstarted(this::run);
    }

    /** A clock whose alarms nobody waits for: a jcstress case takes the thread's part. */
    static MachineTimer unstarted() {
        return new MachineTimer(Thread.ofPlatform());
    }

    @Override
    public long ticks() {
        return stopped ? ticksWhenStopped : ticksSinceStart() + ticksAtStart;
    }

    /** Has the time stand still, and no alarm go off, until {@link #goOn}. For one thread at a time. */
    public void stand() {
        if (!stopped) {
            ticksWhenStopped = ticks();
            stopped = true;
        }
    }

    /** After {@link #stand}: the time goes on from where it is. */
    public void goOn() {
        if (stopped) {
            ticksAtStart = ticksWhenStopped - ticksSinceStart();
            stopped = false;
            LockSupport.unpark(thread); // which has slept without an end
        }
    }

    private long ticksSinceStart() {
        return (System.nanoTime() - start) / NANOS_A_TICK;
    }

    @Override
    public void setTicks(long ticks) {
        ticksWhenStopped = ticks;
        ticksAtStart = ticks - ticksSinceStart();
        for (Comparator alarm : alarms) {
            alarm.drive();
        }
        LockSupport.unpark(thread);
    }

    @Override
    public Alarm alarm(InterruptLine line) {
        return comparator(line);
    }

    Comparator comparator(InterruptLine line) {
        Comparator alarm = new Comparator(line);
        alarms.add(alarm);
        return alarm;
    }

    /** Before any alarm is set: who is told of what a line throws on the thread, which ends the thread. */
    public void reportTo(Thread.UncaughtExceptionHandler faults) {
        thread.setUncaughtExceptionHandler(faults);
    }

    /** Ends the thread; lines keep the level they have. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            sleepUntil(lookAtAlarms());
        }
    }

    /** For the thread: drives every line; {@return until when to sleep, in ticks (unsigned)} */
    long lookAtAlarms() {
        wakeAt = NEVER;
        long next = NEVER;
        for (Comparator alarm : alarms) {
            if (!alarm.drive() && Long.compareUnsigned(alarm.deadline, next) < 0) {
                next = alarm.deadline;
            }
        }
        wakeAt = next;
        return next;
    }

    private void sleepUntil(long deadline) {
        if (stopped) {
            LockSupport.park(this);
            return;
        }
        long now = ticks();
        if (Long.compareUnsigned(now, deadline) < 0) {
            long ticks = deadline - now;
            boolean countable = Long.compareUnsigned(ticks, Long.MAX_VALUE / NANOS_A_TICK) <= 0;
            LockSupport.parkNanos(this, countable ? ticks * NANOS_A_TICK : Long.MAX_VALUE);
        }
    }

    /** One alarm: its deadline, and the line that it drives. */
    final class Comparator implements Alarm {
        private final InterruptLine line;

        // written under the monitor, read volatile
        private volatile long deadline = NEVER;

        // guarded by the monitor: what the line was last driven to
        private boolean level;

        Comparator(InterruptLine line) {
            this.line = line;
        }

        @Override
        public void set(long newDeadline) {
            setAndWake(newDeadline);
        }

        /** Moves the deadline; {@return whether the thread, which sleeps for longer, was woken} */
        boolean setAndWake(long newDeadline) {
            boolean due;
            synchronized (this) {
                deadline = newDeadline;
                due = drive();
            }
            boolean tooLate = !due && Long.compareUnsigned(newDeadline, wakeAt) < 0;
            if (tooLate) {
                LockSupport.unpark(thread);
            }
            return tooLate;
        }

        @Override
        public long deadline() {
            return deadline;
        }

        /** Drives the line to what it should be now, and says what that is. */
        synchronized boolean drive() {
            boolean due = Long.compareUnsigned(ticks(), deadline) >= 0;
            if (due != level) {
                level = due;
                line.set(due);
            }
            return due;
        }
    }
}
