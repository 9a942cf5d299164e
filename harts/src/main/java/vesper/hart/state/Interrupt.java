package vesper.hart.state;

/** The interrupts a hart knows, with their bit in {@code mip} and {@code mie} (privileged manual, section 3.1.9). */
public enum Interrupt {
    SSIP(1),
    MSIP(3),
    STIP(5),
    MTIP(7),
    SEIP(9),
    MEIP(11);

    /** Section 3.1.9: the order in which simultaneous ones are taken. */
    private static final Interrupt[] BY_PRIORITY = {MEIP, MSIP, MTIP, SEIP, SSIP, STIP};

    /** One more than the highest bit. */
    public static final int BITS = 12;

    private final int bit;

    Interrupt(int bit) {
        this.bit = bit;
    }

    /** The bit's number in {@code mip}, and the exception code in {@code mcause}. */
    public int bit() {
        return bit;
    }

    /** The bit itself. */
    public long mask() {
        return 1L << bit;
    }

    /** Of the interrupts in this mask, the one that is taken first. */
    public static Interrupt highest(long pending) {
        for (Interrupt interrupt : BY_PRIORITY) {
            if ((pending & interrupt.mask()) != 0) {
                return interrupt;
            }
        }
        throw new IllegalArgumentException("no interrupt in 0x" + Long.toHexString(pending));
    }
}
