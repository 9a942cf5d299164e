package vesper.device.virtio;

/** The thread {@code io}, on which devices do what would make a hart wait; grows in the next commit. */
public final class IoThread implements AutoCloseable {
    /** Starts the thread. */
    public IoThread() {}

    /** Finishes what was submitted, then ends the thread. */
    @Override
    public void close() {}
}
