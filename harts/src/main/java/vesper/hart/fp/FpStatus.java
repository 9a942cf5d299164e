package vesper.hart.fp;

/** The accrued exceptions of one hart, as in the low five bits of {@code fcsr} (manual, section 20.2). */
public final class FpStatus {
    /** Inexact. */
    public static final int NX = 1;

    /** Underflow: tiny after rounding, and inexact. */
    public static final int UF = 2;

    /** Overflow. */
    public static final int OF = 4;

    /** Divide by zero. */
    public static final int DZ = 8;

    /** Invalid operation. */
    public static final int NV = 16;

    /** Sticky: operations here only ever set bits; the guest clears them through {@code fflags}. */
    public int fflags; // owned by the hart thread
}
