package vesper.device.virtio;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jctools.queues.varhandle.MpscBlockingConsumerVarHandleArrayQueue;

/** The thread {@code io}, on which devices do what would make a hart wait. It sleeps while there is nothing to do. */
public final class IoThread implements AutoCloseable {
    private static final int CAPACITY = 1024;

    /** How often who waits looks whether the thread is still there. */
    private static final int LOOK_MILLIS = 100;

    // any thread offers, the thread takes
    private final MpscBlockingConsumerVarHandleArrayQueue<Runnable> doorbells =
            new MpscBlockingConsumerVarHandleArrayQueue<>(CAPACITY);
    private final Thread thread = Thread.ofPlatform().daemon().name("io").unstarted(this::run);

    private boolean closed; // owned by the thread

    /** Starts the thread. */
    public IoThread() {
        thread.start();
    }

    /** Has the thread run {@code work}. A device's queue has at most one piece waiting, so there is always room. */
    void submit(Runnable work) {
        if (!doorbells.offer(work)) {
            throw new IllegalStateException("more than " + CAPACITY + " doorbells at once");
        }
    }

    /** Returns when what was submitted before is done, or never will be since the thread has ended. */
    public void drain() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        submit(done::countDown);
        while (thread.isAlive() && !done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {}
    }

    /** Before any work: who is told of what a piece of it throws, which ends the thread. */
    public void reportTo(Thread.UncaughtExceptionHandler faults) {
        thread.setUncaughtExceptionHandler(faults);
    }

    /** Finishes what was submitted, ends the thread, and returns when it has ended. */
    public void stop() throws InterruptedException {
        submit(() -> closed = true);
        thread.join();
    }

    /** {@link #stop}; if the caller is interrupted it no longer waits. */
    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                doorbells.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts this thread but to end it
        }
    }
}
