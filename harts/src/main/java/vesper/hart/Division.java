package vesper.hart;

/** M's division, which never traps (unprivileged manual, table 11), and the mixed-sign multiply. */
final class Division {
    private Division() {}

    static long divide(long dividend, long divisor) {
        return divisor == 0 ? -1 : dividend / divisor; // Java's MIN_VALUE / -1 is MIN_VALUE too
    }

    static long divideUnsigned(long dividend, long divisor) {
        return divisor == 0 ? -1 : Long.divideUnsigned(dividend, divisor);
    }

    static long remainder(long dividend, long divisor) {
        return divisor == 0 ? dividend : dividend % divisor;
    }

    static long remainderUnsigned(long dividend, long divisor) {
        return divisor == 0 ? dividend : Long.remainderUnsigned(dividend, divisor);
    }

    static int divide(int dividend, int divisor) {
        return divisor == 0 ? -1 : dividend / divisor;
    }

    static int divideUnsigned(int dividend, int divisor) {
        return divisor == 0 ? -1 : Integer.divideUnsigned(dividend, divisor);
    }

    static int remainder(int dividend, int divisor) {
        return divisor == 0 ? dividend : dividend % divisor;
    }

    static int remainderUnsigned(int dividend, int divisor) {
        return divisor == 0 ? dividend : Integer.remainderUnsigned(dividend, divisor);
    }

    /** {@code mulhsu}: the upper 64 bits of signed times unsigned. */
    static long multiplyHighSignedUnsigned(long signed, long unsigned) {
        return Math.unsignedMultiplyHigh(signed, unsigned) - (signed >> 63 & unsigned);
    }
}
