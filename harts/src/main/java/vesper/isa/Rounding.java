package vesper.isa;

/** The rounding modes of the {@code rm} field (manual, section 20.2). */
public enum Rounding {
    RNE(0),
    RTZ(1),
    RDN(2),
    RUP(3),
    RMM(4),
    /** As {@code frm} says. */
    DYN(7);

    private final int rm;

    Rounding(int rm) {
        this.rm = rm;
    }

    /** The value of the field. */
    public int rm() {
        return rm;
    }
}
