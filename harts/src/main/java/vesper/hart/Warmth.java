package vesper.hart;

/**
 * Whether a region is worth entering yet. HotSpot begins with interpreting a new class, which is many times slower than
 * our own interpreter; it compiles what is called often. So a cold region is entered now and then only, for as long as
 * it takes to come to its first poll, until it shows that it has been compiled.
 */
final class Warmth {
    /** So often it is tried in a row, to have HotSpot see that it is used. */
    private static final int FIRST_TRIALS = 24;

    /** After that one entry in so many is a trial; a power of two. */
    private static final int ENTRIES_A_TRIAL = 16;

    /** A trial that takes longer than so many nanoseconds, and so many for an instruction, was not of compiled code. */
    private static final long NANOS_A_TRIAL = 400;

    private static final long NANOS_AN_INSTRUCTION = 20;

    // any hart writes true, all read; volatile
    private volatile boolean warm;

    // element [h] is owned by hart h: its entries so far while cold
    private final int[] entries;

    Warmth(int harts) {
        this.entries = new int[harts];
    }

    boolean isWarm() {
        return warm;
    }

    /** Owner of the hart: counts an entry into a cold region; {@return whether it shall be a trial} */
    boolean isTrial(int hartid) {
        int count = ++entries[hartid];
        return count <= FIRST_TRIALS || (count & (ENTRIES_A_TRIAL - 1)) == 0;
    }

    /** After a trial. */
    void tried(long nanos, long instructions) {
        if (nanos < NANOS_A_TRIAL + NANOS_AN_INSTRUCTION * instructions) {
            warm = true;
        }
    }

    /** Enters it at once from now on. */
    void warm() {
        warm = true;
    }
}
