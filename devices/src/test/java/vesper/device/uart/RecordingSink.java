package vesper.device.uart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** A host's terminal that remembers, and that can be made to block or to fail. */
final class RecordingSink implements SerialSink {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Semaphore open = new Semaphore(1);
    private volatile boolean broken;
    private volatile int flushes;

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        open.acquireUninterruptibly();
        open.release();
        if (broken) {
            throw new IOException("the reader is gone");
        }
        synchronized (written) {
            written.write(bytes, offset, length);
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public void flush() {
        flushes++;
    }

    /** From now on writes wait. */
    void block() {
        open.acquireUninterruptibly();
    }

    void unblock() {
        open.release();
    }

    /** From now on writes fail. */
    void breakPipe() {
        broken = true;
    }

    int flushes() {
        return flushes;
    }

    byte[] bytes() {
        synchronized (written) {
            return written.toByteArray();
        }
    }
}
