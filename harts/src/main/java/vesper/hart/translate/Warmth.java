package vesper.hart.translate;

/**
 * Whether a region is worth entering. HotSpot begins with interpreting a new class, which is many times slower than our
 * own interpreter; it compiles what is called often. So a cold region is entered now and then only, for as long as it
 * takes to come to its first poll, until it shows that it has been compiled. And HotSpot goes back to interpreting where
 * compiled code comes to a branch that was left out of it: then the region is cold again.
 */
final class Warmth {
    /** An entry that takes longer than so many nanoseconds, and so many for an instruction, was not of compiled code. */
    private static final long NANOS_AN_ENTRY = 400;

    private static final long NANOS_AN_INSTRUCTION = 20;

    /** The same for a region that was warm: HotSpot interprets at 50 to 300, and a load may miss the host's caches. */
    private static final long COLD_NANOS_AN_INSTRUCTION = 50;

    /** So often in a row it must have been slow: the host may have taken the processor away once. */
    private static final int SLOW_TIMES = 2;

    private final boolean always;

    // any hart writes, all read; volatile
    private volatile boolean warm;

    // any hart counts, and it does not matter if a count is lost; volatile
    private volatile int slowTimes;

    /** @param always whether it shall be entered whatever it takes */
    Warmth(boolean always) {
        this.always = always;
        this.warm = always;
    }

    boolean isWarm() {
        return warm;
    }

    /** After a trial of a cold region. */
    void tried(long nanos, long instructions) {
        if (nanos < NANOS_AN_ENTRY + NANOS_AN_INSTRUCTION * instructions) {
            warm = true;
        }
    }

    /** After an entry into a warm region. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // see the field
    void ran(long nanos, long instructions) {
        if (nanos < NANOS_AN_ENTRY + COLD_NANOS_AN_INSTRUCTION * instructions) {
            slowTimes = 0;
        } else if (++slowTimes >= SLOW_TIMES && !always) {
            slowTimes = 0;
            warm = false;
        }
    }
}
