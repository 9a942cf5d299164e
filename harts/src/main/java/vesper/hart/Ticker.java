package vesper.hart;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that ticks again and again while it is asked to before each tick, and sleeps otherwise. Whoever never asks
 * has no such thread.
 */
final class Ticker implements AutoCloseable {
    private final String name;
    private final long nanos;
    private final Runnable tick;

    // made by who asks first, and then the same; volatile
    private volatile @Nullable Thread thread;

    // who asks raises it, the ticker lowers it before each tick; volatile
    private volatile boolean wanted;

    // the ticker writes, who asks reads; volatile. Pairs with `wanted` as Mailbox.parked does with attention.
    private volatile boolean asleep;

    // who closes writes, the ticker reads; volatile
    private volatile boolean closed;

    /**
     * A ticker that nobody has asked yet.
     *
     * @param name the thread's
     * @param nanos from tick to tick
     */
    Ticker(String name, long nanos, Runnable tick) {
        this.name = name;
        this.nanos = nanos;
        this.tick = tick;
    }

    /** Any thread: there will be at least one more tick, so many nanoseconds from now or sooner. */
    void keepTicking() {
        if (wanted) {
            return;
        }
        wanted = true;
        Thread known = thread;
        if (known == null) {
            start();
        } else if (asleep) {
            LockSupport.unpark(known);
        }
    }

    private synchronized void start() {
        if (thread == null && !closed) {
            thread = Thread.ofPlatform().daemon().name(name).start(this::run);
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
                LockSupport.parkNanos(this, nanos);
                wanted = false;
                tick.run();
            }
        }
    }

    /** Any thread: at most one more tick comes after this. */
    @Override
    public synchronized void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    /** Waits until the thread has ended, after {@link #close}. */
    void join() throws InterruptedException {
        Thread known = thread;
        if (known != null) {
            known.join();
        }
    }
}
