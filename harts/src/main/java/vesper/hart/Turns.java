package vesper.hart;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vesper.hart.state.FaultHandler;

/**
 * All harts of a machine on one platform thread, {@code harts}, each for a while: {@code thread=single}.
 *
 * <p>A hart's turn ends at {@code wfi}, when a hart that waits was posted to, and while more than one can run, at the
 * next tick of a {@link Ticker}. All of these come between two instructions: whoever's turn it is may treat the
 * others as the owner of theirs.
 *
 * <p>No wake-up is lost, by {@link Mailbox}'s argument and one more of its kind. Who posts to a hart that waits raises
 * {@link #lookAround}, then reads {@link #running} and raises that hart's attention, then unparks the thread. The thread
 * lowers {@code lookAround}, looks at the mailbox of each hart that waits, and then either
 *
 * <ul>
 *   <li>finds none to run, reads {@code lookAround} and sleeps: a post that it did not see in the mailbox raises
 *       {@code lookAround} after it was lowered, so that it reads that, or the {@code unpark} comes after it and ends
 *       the sleep;
 *   <li>or writes {@code running}, lowers the attention of that hart, reads {@code lookAround}, and executes: a post
 *       that comes too late for this read finds {@code running} written, and raises its attention after it was lowered.
 * </ul>
 *
 * All of these accesses are volatile.
 */
final class Turns {
    /** Two harts that wait for each other at a lock lose at most this much; a tick costs some 10 microseconds. */
    private static final long SLICE_NANOS = 1_000_000;

    private final Hart[] harts;

    // the hartid of whose turn it is, or was; the thread writes, who posts and the ticker read; volatile
    private volatile int running;

    // any thread raises it, the thread lowers it; volatile
    private volatile boolean lookAround;

    // written by who starts the harts, read by who joins them; volatile
    private volatile @Nullable Thread thread;

    Turns(Hart[] harts) {
        this.harts = harts;
        this.running = harts.length - 1; // so that hart 0 is next
    }

    /** After {@link Mailbox#restart} of each hart. */
    void start(FaultHandler faults) {
        Thread started = new Thread(() -> run(faults), "harts");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    void join() throws InterruptedException {
        Thread started = thread;
        if (started != null && started != Thread.currentThread()) {
            started.join();
        }
    }

    /**
     * Any thread: has the present turn end, and the thread look around. It is unparked whatever the caller knows of it:
     * it may have gone to sleep meanwhile, with the attention of its last hart up.
     */
    void cut() {
        lookAround = true;
        harts[running].mailbox().lookAgain();
        LockSupport.unpark(thread);
    }

    /** Whether the present turn is to end; before the start there is none. */
    boolean isCut() {
        return lookAround && thread != null;
    }

    private void run(FaultHandler faults) {
        for (Hart hart : harts) {
            hart.begin();
        }
        try (Ticker slices = new Ticker("slices", SLICE_NANOS, this::cut)) {
            while (true) {
                Hart next = nextToRun(slices);
                if (next != null) {
                    turn(next);
                } else if (!sleep()) {
                    return;
                }
            }
        } catch (Throwable failure) { // a fault of the machine, whatever it is, must end it with a report
            faults.fault(harts[running].faulted(failure));
        } finally {
            for (Hart hart : harts) {
                hart.end();
            }
        }
    }

    /** The next hart that can run, if any; has the slices end if it is not the only one. */
    private @Nullable Hart nextToRun(Ticker slices) {
        lookAround = false;
        Hart next = null;
        int able = 0;
        for (int i = 1; i <= harts.length; i++) {
            Hart candidate = harts[(running + i) % harts.length];
            if (candidate.canRun()) {
                next = next == null ? candidate : next;
                able++;
            }
        }
        if (able > 1) {
            slices.keepTicking();
        }
        return next;
    }

    /** When no hart can run: sleeps until one may; {@return false if all are to stop} */
    private boolean sleep() {
        if (Arrays.stream(harts).allMatch(Hart::isToStop)) {
            return false;
        }
        // Who is not yet to stop waits, so that its stop will come with an unpark.
        if (!lookAround) {
            LockSupport.park(this);
        }
        return true;
    }

    private void turn(Hart hart) {
        running = hart.hartid();
        while (!hart.waits()) {
            hart.attend();
            if (lookAround || hart.isToStop()) {
                return;
            }
            hart.execute();
        }
    }
}
