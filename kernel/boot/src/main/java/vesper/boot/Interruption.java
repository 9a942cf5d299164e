package vesper.boot;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C, SIGTERM and SIGHUP do to a command: the thread that does its work is asked to end, and the JVM waits until
 * it has told what it has. The JVM's exit status is then 128 and the signal's number, as in shells.
 */
final class Interruption implements AutoCloseable {
    /** As an exit status, when only the thread was interrupted. */
    static final int STATUS = 130;

    /** How long what was asked to end may go on before its thread is interrupted. */
    private static final long ASKED_MILLIS = 1_000;

    /** How long an interrupted thread may take to tell what it has. */
    private static final long TELLING_MILLIS = 5_000;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("interruption").unstarted(this::interrupt);

    // the worker writes, the hook reads; volatile
    private volatile Runnable request = worker::interrupt;

    // the hook writes, the worker reads; volatile
    private volatile boolean begun;

    /** From now on, until {@link #close}, for the thread that calls this. */
    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From now on asks so first, and interrupts the thread only if it goes on for a second. */
    void asks(Runnable politely) {
        request = politely;
    }

    private void interrupt() {
        begun = true;
        request.run();
        try {
            if (!ended.await(ASKED_MILLIS, TimeUnit.MILLISECONDS)) {
                worker.interrupt();
                ended.await(TELLING_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // nobody interrupts a shutdown hook
        }
    }

    /**
     * Does it; whatever breaks off because of the interruption counts as that.
     *
     * @throws InterruptedException if it was interrupted
     */
    <T> T around(Callable<T> body) throws Exception {
        try {
            return body.call();
        } catch (Exception e) {
            if (begun) {
                throw new InterruptedException();
            }
            throw e;
        }
    }

    /** All is told. */
    @Override
    public void close() {
        ended.countDown();
        if (!begun) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // it has begun meanwhile, and finds that all is told
            }
        }
    }
}
