package vesper.stress.litmus.generate;

/**
 * An access of a cycle.
 *
 * @param index its place in the cycle; those of one thread are in program order
 * @param location 0 for x, 1 for y and so on
 */
record Event(int index, int thread, Direction direction, int location, Access access) {
    private static final String LOCATIONS = "xyzabcdefghijklmnopqrstuvw";

    /** As many as have names. */
    static final int MOST_LOCATIONS = LOCATIONS.length();

    static String locationName(int location) {
        return LOCATIONS.substring(location, location + 1);
    }

    boolean writes() {
        return direction == Direction.W;
    }

    Part part() {
        return access.part();
    }

    /** Whether coherence alone puts it before the other, if both are to the same bytes. */
    boolean isBeforeInProgramOrder(Event other) {
        return thread == other.thread && index < other.index;
    }
}
