package vesper.machine;

/** Where a {@link Machine} is in its life. */
public enum MachineState {
    /** It has not been powered on. */
    NEW,
    /** Its harts execute. */
    RUNNING,
    /** Its harts stand at instruction boundaries, and its clock stands still. */
    PAUSED,
    /** Its power is off, or it was closed. What its harts and its memory were then can still be looked at. */
    ENDED
}
