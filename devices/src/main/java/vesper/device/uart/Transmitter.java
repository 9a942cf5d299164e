package vesper.device.uart;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;

/**
 * The way of sent bytes to the host: a ring from the harts, one at a time under the UART's monitor, to the thread
 * {@code uart-out}, so that no hart does host I/O.
 *
 * <p>The thread sleeps when the ring is empty. It says so in {@code idle}, then looks once more; a producer puts its
 * byte, then looks at {@code idle}, with a full fence between: one of the two sees the other (jcstress: {@code
 * SerialPortCases}).
 */
final class Transmitter implements AutoCloseable {
    private static final int RING_SIZE = 8192;
    private static final int BATCH = 4096;

    /** Room that must be left for the port to look ready: a driver then sends a whole FIFO without asking. */
    private static final int READY_ROOM = 64;

    private final SpscVarHandleArrayQueue<Byte> ring;
    private final SerialSink sink;
    private final Consumer<IOException> sinkFailed;
    private final Runnable afterBatch;
    private final Thread thread = Thread.ofPlatform().daemon().name("uart-out").unstarted(this::run);

    // true while the thread sleeps or is about to; the thread sets it, whoever wakes it clears it
    private volatile boolean idle;
    private volatile boolean closed;

    // bytes ever written and flushed, or discarded; guarded by this monitor, which is told of every change
    private long settled;

    // owned by the thread
    private boolean failed;

    /** {@code afterBatch} runs on the output thread after each batch, when there is room again. */
    Transmitter(SerialSink sink, Consumer<IOException> sinkFailed, Runnable afterBatch) {
        this(sink, sinkFailed, afterBatch, RING_SIZE);
    }

    /** With a ring of another size: a jcstress case makes thousands. */
    Transmitter(SerialSink sink, Consumer<IOException> sinkFailed, Runnable afterBatch, int ringSize) {
        this.ring = new SpscVarHandleArrayQueue<>(ringSize);
        this.sink = sink;
        this.sinkFailed = sinkFailed;
        this.afterBatch = afterBatch;
    }

    /** Before the first byte: who is told of what the sink throws but for an {@code IOException}: it ends the thread. */
    void reportTo(Thread.UncaughtExceptionHandler faults) {
        thread.setUncaughtExceptionHandler(faults);
    }

    void start() {
        thread.start();
    }

    boolean isReady() {
        return closed || ring.size() <= ring.capacity() - READY_ROOM;
    }

    /** Takes a byte, or returns false when there is no room. Once closed it takes all and drops it. One at a time. */
    boolean offer(byte value) {
        if (closed) {
            return true;
        }
        if (!put(value)) {
            return false;
        }
        wakeIfIdle();
        return true;
    }

    /** The first half of {@link #offer}. */
    boolean put(byte value) {
        return ring.offer(value);
    }

    /** After a byte was put; {@return whether the thread slept, or was about to, and so was woken} */
    boolean wakeIfIdle() {
        VarHandle.fullFence();
        boolean wasIdle = idle;
        if (wasIdle) {
            wake();
        }
        return wasIdle;
    }

    /** Waits until {@link #offer} may succeed. */
    synchronized void awaitRoom() throws InterruptedException {
        while (!closed && ring.size() >= ring.capacity()) {
            wait();
        }
    }

    /** Waits until all that was taken so far is flushed, or discarded because the sink failed. */
    synchronized void drain() throws InterruptedException {
        long target = ring.currentProducerIndex(); // bytes ever put in
        while (settled < target) {
            wait();
        }
    }

    /** As {@link #close}, without waiting: the thread ends when the sink has what was taken. */
    void shut() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        wake();
    }

    /** Drains, and ends the thread. If the caller is interrupted it no longer waits for that. */
    @Override
    public void close() {
        shut();
        if (Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void wake() {
        idle = false;
        LockSupport.unpark(thread);
    }

    private void run() {
        try {
            writeUntilClosed();
        } finally {
            synchronized (this) {
                settled = Long.MAX_VALUE; // if the sink threw: nobody waits for a thread that is gone
            }
            shut();
        }
    }

    private void writeUntilClosed() {
        byte[] batch = new byte[BATCH];
        while (true) {
            boolean last = closed;
            int length = take(batch);
            if (length > 0) {
                write(batch, length);
                settle(length);
                afterBatch.run();
            } else if (last) {
                return;
            } else {
                sleep();
            }
        }
    }

    private int take(byte[] batch) {
        int length = 0;
        while (length < batch.length) {
            Byte next = ring.poll();
            if (next == null) {
                break;
            }
            batch[length++] = next;
        }
        return length;
    }

    private void write(byte[] batch, int length) {
        if (failed) {
            return;
        }
        try {
            sink.write(batch, 0, length);
            sink.flush();
        } catch (IOException e) {
            failed = true;
            sinkFailed.accept(e);
        }
    }

    private synchronized void settle(int length) {
        settled += length;
        notifyAll();
    }

    private void sleep() {
        boolean asleep = maySleep();
        while (asleep) {
            LockSupport.park(this);
            asleep = idle && ring.isEmpty() && !closed;
        }
        idle = false;
    }

    /** The thread's half of the handshake: announces that it will sleep, then says whether nothing is there. */
    boolean maySleep() {
        idle = true;
        return ring.isEmpty() && !closed;
    }
}
