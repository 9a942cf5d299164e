package vesper.hart;

/** A place where control may enter a region, or word that there is none here. Never changes. */
final class RegionEntry {
    /** One is being built. */
    static final RegionEntry PENDING = new RegionEntry(new NoRegion(), 0, 0, false);

    /** Not worth one. */
    static final RegionEntry NEVER = new RegionEntry(new NoRegion(), 0, 0, false);

    final Region region;
    final int number;

    /** From the region's base, in bytes. */
    final int offset;

    /** Whether it may be entered only with F and D on and a legal {@code frm}. */
    final boolean usesFloats;

    RegionEntry(Region region, int number, int offset, boolean usesFloats) {
        this.region = region;
        this.number = number;
        this.offset = offset;
        this.usesFloats = usesFloats;
    }

    boolean exists() {
        return !(region instanceof NoRegion);
    }

    private static final class NoRegion extends Region {
        @Override
        long run(Hart hart, int entry, long base) {
            throw new IllegalStateException("there is no region here");
        }
    }
}
