package vesper.kernel.proc;

/** What a slot of the process table is doing. */
public enum ProcessState {
    /** There is no process in it. */
    FREE,
    /** In a run queue. */
    READY,
    /** On a hart. */
    RUNNING,
    /** Waits for the next tick of the timer. */
    RESTING
}
