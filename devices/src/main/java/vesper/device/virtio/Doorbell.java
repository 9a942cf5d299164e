package vesper.device.virtio;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a driver's notify does to the I/O thread: it is told once, and not again before it looks at the queue. It says so
 * before that look, so a notify after the look rings again (jcstress: {@code VirtqueueCases}).
 */
final class Doorbell {
    // any thread sets it, the I/O thread clears it; volatile
    private final AtomicBoolean rung = new AtomicBoolean();

    /** Any thread: {@return whether the I/O thread is to be told}; otherwise it was, and has yet to look. */
    boolean ring() {
        return !rung.getAndSet(true);
    }

    /** The I/O thread, before it looks at the queue. */
    void answer() {
        rung.set(false);
        VarHandle.fullFence(); // before the load of avail.idx
    }
}
