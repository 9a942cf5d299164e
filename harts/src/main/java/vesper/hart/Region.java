package vesper.hart;

import org.jspecify.annotations.Nullable;

/**
 * Hot guest code as JVM bytecode: the translator makes a hidden class of each. All harts share a region; whatever it
 * needs of a hart it is handed.
 */
abstract class Region {
    // set by the builder before the region is published, then only read
    private @Nullable RegionCode code;
    private @Nullable Warmth warmth;

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

    /** The guest code that it stands for. */
    RegionCode code() {
        RegionCode described = code;
        if (described == null) {
            throw new IllegalStateException("a region that was not described");
        }
        return described;
    }

    /**
     * Executes from an entry on. The hart's registers and counts are exact on return; its {@code pc} is for the caller
     * to set.
     *
     * @param entry the number of an entry
     * @param base the virtual address at which the region's offset 0 lies
     * @return the pc at which to go on
     */
    abstract long run(Hart hart, int entry, long base);
}
