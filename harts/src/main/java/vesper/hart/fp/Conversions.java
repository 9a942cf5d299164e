package vesper.hart.fp;

import static vesper.hart.fp.FpStatus.NV;
import static vesper.hart.fp.FpStatus.NX;
import static vesper.hart.fp.Rounder.shiftRightSticky;

/** Conversions between formats and to and from integers, for every operand and rounding mode. */
final class Conversions {
    private Conversions() {}

    /** {@code fcvt.w} (width 32) and {@code fcvt.l} (width 64); out of range saturates and raises NV (section 20.7). */
    static long toSigned(Format f, FpStatus s, long a, int width, int rm) {
        long max = -1L >>> (65 - width);
        if (f.isNan(a)) {
            s.fflags |= NV;
            return max;
        }
        boolean negative = f.isNegative(a);
        long limit = negative ? max + 1 : max; // 2^(width-1), unsigned, on the negative side
        if (!f.isZero(a) && f.exponent(a) >= width) {
            return saturate(s, negative ? -limit : limit);
        }
        long magnitude = roundToInteger(f, a, rm);
        if (Long.compareUnsigned(magnitude, limit) > 0) {
            return saturate(s, negative ? -limit : limit);
        }
        raiseIfInexact(f, s, a);
        return negative ? -magnitude : magnitude;
    }

    /** {@code fcvt.wu} (width 32, the result sign-extended) and {@code fcvt.lu} (width 64). */
    static long toUnsigned(Format f, FpStatus s, long a, int width, int rm) {
        boolean negative = f.isNegative(a) && !f.isNan(a);
        if (!f.isZero(a) && f.exponent(a) >= width) {
            return saturate(s, negative ? 0 : -1);
        }
        long magnitude = roundToInteger(f, a, rm);
        boolean tooLarge = width < 64 && magnitude >>> width != 0;
        if (tooLarge || (negative && magnitude != 0)) {
            return saturate(s, negative ? 0 : -1);
        }
        raiseIfInexact(f, s, a);
        return width == 32 ? (int) magnitude : magnitude;
    }

    /** {@code fcvt} from a signed integer. */
    static long fromSigned(Format f, FpStatus s, long value, int rm) {
        boolean negative = value < 0;
        return value == 0 ? 0 : Rounder.round(f, s, negative, 63, negative ? -value : value, rm);
    }

    /** {@code fcvt} from an unsigned integer. */
    static long fromUnsigned(Format f, FpStatus s, long value, int rm) {
        return value == 0 ? 0 : Rounder.round(f, s, false, 63, value, rm);
    }

    /** {@code fcvt.s.d} and {@code fcvt.d.s}. */
    static long convert(Format from, Format to, FpStatus s, long a, int rm) {
        if (from.isNan(a)) {
            from.propagateNan(s, a, a);
            return to.canonicalNan();
        }
        boolean negative = from.isNegative(a);
        if (from.isZero(a)) {
            return to.signed(negative, 0);
        }
        if (from.isInfinite(a)) {
            return to.signed(negative, to.infinity());
        }
        return Rounder.round(to, s, negative, from.exponent(a), from.significand(a), rm);
    }

    private static long saturate(FpStatus s, long value) {
        s.fflags |= NV;
        return value;
    }

    // The magnitude of a, below 2^64, rounded to an integer.
    private static long roundToInteger(Format f, long a, int rm) {
        if (f.isZero(a)) {
            return 0;
        }
        int exponent = f.exponent(a);
        long significand = f.significand(a);
        long integer = exponent < 0 ? 0 : significand >>> (63 - exponent);
        return integer + Rounder.increment(rm, f.isNegative(a), integer, fraction(exponent, significand));
    }

    private static void raiseIfInexact(Format f, FpStatus s, long a) {
        if (!f.isZero(a) && fraction(f.exponent(a), f.significand(a)) != 0) {
            s.fflags |= NX;
        }
    }

    // What lies below the binary point of significand * 2^(exponent - 63), as 64 bits with bit 0 sticky.
    private static long fraction(int exponent, long significand) {
        if (exponent < 0) {
            return shiftRightSticky(significand, -1 - exponent);
        }
        return exponent == 63 ? 0 : significand << (exponent + 1);
    }
}
