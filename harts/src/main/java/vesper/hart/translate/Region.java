package vesper.hart.translate;

import org.jspecify.annotations.Nullable;

/**
 * Hot guest code as JVM bytecode: the translator makes a hidden class of each. All harts share a region; whatever it
 * needs of a hart it is handed.
 */
abstract class Region {
    /** Entered so often since the last look, a region is in use. */
    private static final int OFTEN = 64;

    // set by the builder before the region is published, then only read
    private @Nullable RegionCode code;
    private @Nullable Warmth warmth;

    // up to OFTEN: any hart counts up, who drops regions writes 0; volatile, and it does not matter if a count is lost
    private volatile int entered;

    void describe(RegionCode itsCode, Warmth itsWarmth) {
        code = itsCode;
        warmth = itsWarmth;
    }

    Warmth warmth() {
        Warmth described = warmth;
        if (described == null) {
            throw new IllegalStateException("a region that was not described");
        }
        return described;
    }

    /** A hart enters it: stops counting when it is clear that the region is in use, so that harts share the line. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // see the field
    void countEntry() {
        if (entered < OFTEN) {
            entered++;
        }
    }

    /** Whether it was entered often since {@link #forgetUse}. */
    boolean isInUse() {
        return entered >= OFTEN;
    }

    void forgetUse() {
        entered = 0;
    }

    /** The guest code that it stands for. */
    RegionCode code() {
        RegionCode described = code;
        if (described == null) {
            throw new IllegalStateException("a region that was not described");
        }
        return described;
    }

    /**
     * Executes from an entry on. The hart's registers, {@code pc} and counts are exact on return.
     *
     * @param entry the number of an entry
     * @param base the virtual address at which the region's offset 0 lies
     * @return why it was left, as {@link RegionHart} says
     */
    abstract long run(RegionHart hart, int entry, long base);
}
