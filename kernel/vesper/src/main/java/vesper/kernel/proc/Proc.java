package vesper.kernel.proc;

import vesper.kernel.hart.Context;
import vesper.metal.Addr;

/** A process, or a free slot of the process table. */
public final class Proc extends Context {
    // under the process table's lock
    private ProcessState state = ProcessState.FREE;
    private int pid;
    private Addr stack = Addr.ZERO;
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
