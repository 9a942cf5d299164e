package vesper.kernel.proc;

import org.jspecify.annotations.Nullable;
import vesper.kernel.lock.LockOrder;
import vesper.kernel.lock.SpinLock;

/**
 * The processes that wait for a hart, first in, first out. The hart itself takes; any hart may add: that is how a process
 * is handed over.
 */
public final class RunQueue {
    private final SpinLock lock = new SpinLock(LockOrder.RUN_QUEUE);

    // under the lock
    private final @Nullable Proc[] ring = new @Nullable Proc[ProcessTable.SLOTS];
    private int head;
    private int size;

    /** Puts a process behind all others. There is room for every process there can be. */
    public void add(Proc process) {
        lock.acquire();
        if (size == ring.length) {
            throw new IllegalStateException("a process waits in the run queue twice");
        }
        ring[(head + size) % ring.length] = process;
        size++;
        lock.release();
    }

    /** Takes the process that has waited longest, or none. */
    public @Nullable Proc take() {
        lock.acquire();
        Proc first = null;
        if (size > 0) {
            first = ring[head];
            ring[head] = null;
            head = (head + 1) % ring.length;
            size--;
        }
        lock.release();
        return first;
    }

    /** How many wait; for a test, while nobody adds or takes. */
    public int size() {
        return size;
    }
}
