package vesper.stress.bench.run;

/**
 * A lap of a run.
 *
 * @param ticks what the guest measured, of {@link #TICKS_A_SECOND}
 * @param checksum of what it computed
 * @param retired instructions of all harts, where {@code instret} counts them
 * @param wall seconds from the command's start to the end of this lap
 * @param cpu seconds of processor time that the process has taken by then, all threads together
 */
public record Lap(long ticks, long checksum, long retired, double wall, double cpu) {
    /** The frequency of {@code mtime}. */
    public static final double TICKS_A_SECOND = 10e6;
}
