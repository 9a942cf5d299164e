package vesper.hart.translate;

import org.jspecify.annotations.Nullable;

/**
 * A place where control may enter a region, or word that there is none here.
 *
 * @param number the region's number of it
 * @param offset from the region's base, in bytes
 * @param usesFloats whether it may be entered only with F and D on and a legal {@code frm}
 * @param older what was here before, to be entered as long as the region is cold
 */
record RegionEntry(
        Region region,
        int number,
        int offset,
        boolean usesFloats,
        @Nullable RegionEntry older) {
    /** One is being built. */
    static final RegionEntry PENDING = new RegionEntry(new NoRegion(true), 0, 0, false, null);

    /** Not worth one. */
    static final RegionEntry NEVER = new RegionEntry(new NoRegion(false), 0, 0, false, null);

    RegionEntry withoutOlder() {
        return older == null ? this : new RegionEntry(region, number, offset, usesFloats, null);
    }

    /** In place of another, or of nothing. */
    RegionEntry after(@Nullable RegionEntry previous) {
        if (previous == null || !previous.exists() || !previous.region.warmth().isWarm()) {
            return this;
        }
        return new RegionEntry(region, number, offset, usesFloats, previous.withoutOlder());
    }

    boolean exists() {
        return !(region instanceof NoRegion);
    }

    /** Whether there is a region, or will be. */
    boolean isWanted() {
        return !(region instanceof NoRegion none) || none.pending;
    }

    private static final class NoRegion extends Region {
        private final boolean pending;

        NoRegion(boolean pending) {
            this.pending = pending;
        }

        @Override
        long run(RegionHart hart, int entry, long base) {
            throw new IllegalStateException("there is no region here");
        }
    }
}
