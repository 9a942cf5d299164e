package vesper.hart;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends turns: a thread, {@code slices}, that ticks each {@link #SLICE_NANOS} while it is asked to before each tick, and
 * sleeps otherwise. A machine whose harts never compete has no such thread.
 */
final class SliceClock implements AutoCloseable {
    /** Two harts that wait for each other at a lock lose at most this much; a tick costs some 10 microseconds. */
    static final long SLICE_NANOS = 1_000_000;

    private final Runnable tick;

    // owned by the asking thread
    private @Nullable Thread thread;

    // the asking thread raises it, the clock lowers it at each tick; volatile
    private volatile boolean wanted;

    // the clock writes, the asking thread reads; volatile. Pairs with `wanted` as Mailbox.parked does with attention.
    private volatile boolean asleep;

    // the asking thread writes, the clock reads; volatile
    private volatile boolean closed;

    SliceClock(Runnable tick) {
        this.tick = tick;
    }

    /** One thread only: there will be at least one more tick, a slice from now or sooner. */
    void keepTicking() {
        if (wanted) {
            return;
        }
        wanted = true;
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("slices").start(this::run);
        } else if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!closed) {
            asleep = true;
            if (!wanted && !closed) {
                LockSupport.park(this);
            }
            asleep = false;
            while (wanted && !closed) {
                LockSupport.parkNanos(this, SLICE_NANOS);
                wanted = false;
                tick.run();
            }
        }
    }

    /** The same thread: at most one more tick comes after this. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
