package vesper.isa;

/** The ordering bits of an atomic instruction (manual, section 14.1). */
public enum Ordering {
    AQ(1 << 26),
    RL(1 << 25);

    private final int bit;

    Ordering(int bit) {
        this.bit = bit;
    }

    /** The bit in the encoding. */
    public int bit() {
        return bit;
    }
}
