package vesper.kernel.proc;

import vesper.kernel.hart.Context;
import vesper.metal.Addr;

/**
 * A process, or a free slot of the process table. Under the table's lock a slot is taken and given back. In between the
 * process belongs to the trap handler of the hart that has it - runs it, or lets it rest - and the lock of a {@link
 * RunQueue} hands it from one to the next, with all that its context holds.
 */
public final class Proc extends Context {
    // to and from FREE under the table's lock, so that its holder can tell; otherwise owned by the trap handler
    private ProcessState state = ProcessState.FREE;

    // under the table's lock, while FREE
    private int pid;
    private Addr stack = Addr.ZERO;

    // owned by the trap handler
    private long pings;

    public Proc() {
        super("");
    }

    public ProcessState state() {
        return state;
    }

    void setState(ProcessState next) {
        state = next;
    }

    /** Its number, above those of all processes before it. */
    public int pid() {
        return pid;
    }

    /** The lowest address of its stack. */
    public Addr stack() {
        return stack;
    }

    /** How often it has pinged. */
    public long pings() {
        return pings;
    }

    /** Counts a ping; returns how many there are now. */
    public long countPing() {
        pings++;
        return pings;
    }

    void begin(int newPid, Addr newStack) {
        pid = newPid;
        stack = newStack;
        pings = 0;
        state = ProcessState.READY;
    }
}
