package vesper.hart.execute;

/** M's division, which never traps (unprivileged manual, table 11), and the mixed-sign multiply. */
public final class Division {
    private Division() {}

    public static long divide(long dividend, long divisor) {
        return divisor == 0 ? -1 : dividend / divisor; // Java's MIN_VALUE / -1 is MIN_VALUE too
    }

    public static long divideUnsigned(long dividend, long divisor) {
        return divisor == 0 ? -1 : Long.divideUnsigned(dividend, divisor);
    }

    public static long remainder(long dividend, long divisor) {
        return divisor == 0 ? dividend : dividend % divisor;
    }

    public static long remainderUnsigned(long dividend, long divisor) {
        return divisor == 0 ? dividend : Long.remainderUnsigned(dividend, divisor);
    }

    public static int divide(int dividend, int divisor) {
        return divisor == 0 ? -1 : dividend / divisor;
    }

    public static int divideUnsigned(int dividend, int divisor) {
        return divisor == 0 ? -1 : Integer.divideUnsigned(dividend, divisor);
    }

    public static int remainder(int dividend, int divisor) {
        return divisor == 0 ? dividend : dividend % divisor;
    }

    public static int remainderUnsigned(int dividend, int divisor) {
        return divisor == 0 ? dividend : Integer.remainderUnsigned(dividend, divisor);
    }

    /** {@code mulhsu}: the upper 64 bits of signed times unsigned. */
    public static long multiplyHighSignedUnsigned(long signed, long unsigned) {
        return Math.unsignedMultiplyHigh(signed, unsigned) - (signed >> 63 & unsigned);
    }
}
