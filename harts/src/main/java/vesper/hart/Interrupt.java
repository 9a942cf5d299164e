package vesper.hart;

/** The interrupts a hart knows, with their bit in {@code mip} and {@code mie} (privileged manual, section 3.1.9). */
public enum Interrupt {
    SSIP(1),
    MSIP(3),
    STIP(5),
    MTIP(7),
    SEIP(9),
    MEIP(11);

    /** Section 3.1.9: the order in which simultaneous ones are taken. */
    static final Interrupt[] BY_PRIORITY = {MEIP, MSIP, MTIP, SEIP, SSIP, STIP};

    /** One more than the highest bit. */
    static final int BITS = 12;

    private final int bit;

    Interrupt(int bit) {
        this.bit = bit;
    }

    /** The bit's number in {@code mip}, and the exception code in {@code mcause}. */
    public int bit() {
        return bit;
    }

    /** The bit itself. */
    long mask() {
        return 1L << bit;
    }
}
