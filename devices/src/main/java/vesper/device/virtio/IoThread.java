package vesper.device.virtio;

import org.jctools.queues.varhandle.MpscBlockingConsumerVarHandleArrayQueue;

/** The thread {@code io}, on which devices do what would make a hart wait. It sleeps while there is nothing to do. */
public final class IoThread implements AutoCloseable {
    private static final int CAPACITY = 1024;

    // any thread offers, the thread takes
    private final MpscBlockingConsumerVarHandleArrayQueue<Runnable> doorbells =
            new MpscBlockingConsumerVarHandleArrayQueue<>(CAPACITY);
    private final Thread thread = Thread.ofPlatform().daemon().name("io").unstarted(this::run);

    private boolean closed; // owned by the thread

    /** Starts the thread. */
    public IoThread() {
        thread.start();
    }

    /** Has the thread run {@code work}. A device has at most one piece waiting, so there is always room. */
    void submit(Runnable work) {
        if (!doorbells.offer(work)) {
            throw new IllegalStateException("more than " + CAPACITY + " doorbells at once");
        }
    }

    /** Finishes what was submitted, then ends the thread. If the caller is interrupted it no longer waits for that. */
    @Override
    public void close() {
        submit(() -> closed = true);
        try {
            thread.join();
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
