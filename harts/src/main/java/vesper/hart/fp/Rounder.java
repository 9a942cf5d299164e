package vesper.hart.fp;

import static vesper.hart.fp.FpStatus.NX;
import static vesper.hart.fp.FpStatus.OF;
import static vesper.hart.fp.FpStatus.UF;

/**
 * The five rounding modes, as the values of {@code rm} (manual, section 20.2), and the one place that rounds.
 *
 * <p>Every slow operation hands over its exact result as a 64-bit significand whose bit 0 is <em>sticky</em>: it is set
 * when anything non-zero lies below. At least ten bits lie between it and the last bit of either format, so the sticky
 * bit decides only what a real remainder would have decided.
 */
final class Rounder {
    /** To nearest, ties to even. */
    static final int RNE = 0;

    /** Towards zero. */
    static final int RTZ = 1;

    /** Down, towards minus infinity. */
    static final int RDN = 2;

    /** Up, towards plus infinity. */
    static final int RUP = 3;

    /** To nearest, ties to the larger magnitude. */
    static final int RMM = 4;

    private static final long HALF = Long.MIN_VALUE;

    private Rounder() {}

    /**
     * Rounds the non-zero value {@code significand * 2^(exponent - 63)}, with the significand unsigned and sticky in
     * bit 0, and raises NX, UF and OF. A significand whose bit 63 is clear is normalised first.
     */
    static long round(Format f, FpStatus s, boolean negative, int exponent, long significand, int rm) {
        int leadingZeros = Long.numberOfLeadingZeros(significand);
        long normal = significand << leadingZeros;
        int biased = exponent - leadingZeros + f.bias();
        if (biased >= f.specialExponent()) {
            return overflow(f, s, negative, rm);
        }
        boolean tiny = biased < 1 && isTiny(f, negative, biased, normal, rm);
        long shifted = biased < 1 ? shiftRightSticky(normal, 1 - biased) : normal;
        int dropped = 63 - f.fractionBits();
        long kept = shifted >>> dropped;
        long fraction = shifted << -dropped;
        // The implicit bit is still in `kept` and adds one to the exponent field; so does a carry out of the fraction.
        long field = (long) (Math.max(biased, 1) - 1) << f.fractionBits();
        long magnitude = field + kept + increment(rm, negative, kept, fraction);
        if (magnitude >= f.infinity()) {
            return overflow(f, s, negative, rm);
        }
        if (fraction != 0) {
            s.fflags |= tiny ? NX | UF : NX;
        }
        return f.signed(negative, magnitude);
    }

    /**
     * What rounding adds to the magnitude {@code kept}, 0 or 1, when the bits of {@code fraction} (unsigned, 2^63 is
     * one half of a unit, bit 0 sticky) are dropped.
     */
    static int increment(int rm, boolean negative, long kept, long fraction) {
        boolean up = switch (rm) {
            case RNE -> fraction < 0 && (fraction != HALF || (kept & 1) != 0);
            case RDN -> negative && fraction != 0;
            case RUP -> !negative && fraction != 0;
            case RMM -> fraction < 0;
            default -> false;
        };
        return up ? 1 : 0;
    }

    /** Shifts right by {@code n >= 0} and keeps in bit 0 whether any bit was lost. */
    static long shiftRightSticky(long x, int n) {
        if (n == 0) {
            return x;
        }
        if (n > 63) {
            return x == 0 ? 0 : 1;
        }
        return (x >>> n) | (x << -n == 0 ? 0 : 1);
    }

    // Tininess is detected after rounding (section 20.4): a value below the smallest normal number is not tiny if, with
    // an unbounded exponent, it would round up to that number.
    private static boolean isTiny(Format f, boolean negative, int biased, long normal, int rm) {
        int dropped = 63 - f.fractionBits();
        long kept = normal >>> dropped;
        boolean reachesNormal =
                biased == 0 && kept == -1L >>> dropped && increment(rm, negative, kept, normal << -dropped) == 1;
        return !reachesNormal;
    }

    private static long overflow(Format f, FpStatus s, boolean negative, int rm) {
        s.fflags |= OF | NX;
        boolean toInfinity = switch (rm) {
            case RTZ -> false;
            case RDN -> negative;
            case RUP -> !negative;
            default -> true;
        };
        return f.signed(negative, toInfinity ? f.infinity() : f.infinity() - 1);
    }
}
