package vesper.hart.fp;

import static vesper.hart.fp.FpStatus.DZ;
import static vesper.hart.fp.Rounder.RDN;
import static vesper.hart.fp.Rounder.shiftRightSticky;

/**
 * Arithmetic in integers, for every operand and every rounding mode: the slow sibling of the host arithmetic in
 * {@link Float32} and {@link Float64}. Operations deal with what is not finite or is zero, and leave the rest, exact up
 * to a sticky bit, to {@link Rounder#round}.
 */
final class SoftFloat {
    private static final long DOUBLE_ONE = 0x3ff0_0000_0000_0000L;

    private SoftFloat() {}

    static long add(Format f, FpStatus s, long a, long b, int rm) {
        if (f.isNan(a) || f.isNan(b)) {
            return f.propagateNan(s, a, b);
        }
        if (f.isInfinite(a)) {
            return f.isInfinite(b) && a != b ? f.invalid(s) : a;
        }
        if (f.isInfinite(b)) {
            return b;
        }
        if (f.isZero(b)) {
            return f.isZero(a) && a != b ? exactZero(f, rm) : a;
        }
        if (f.isZero(a)) {
            return b;
        }
        return f.magnitude(a) < f.magnitude(b) ? addOrdered(f, s, b, a, rm) : addOrdered(f, s, a, b, rm);
    }

    // |a| >= |b| > 0. Halves leave room for a carry; the low ten bits of a's half are zero, so a sticky bit of b stays
    // the lowest bit of the sum or difference.
    private static long addOrdered(Format f, FpStatus s, long a, long b, int rm) {
        boolean negative = f.isNegative(a);
        int exponent = f.exponent(a);
        long x = f.significand(a) >>> 1;
        long y = shiftRightSticky(f.significand(b), exponent - f.exponent(b) + 1);
        long sum = negative == f.isNegative(b) ? x + y : x - y;
        return sum == 0 ? exactZero(f, rm) : Rounder.round(f, s, negative, exponent + 1, sum, rm);
    }

    static long mul(Format f, FpStatus s, long a, long b, int rm) {
        if (f.isNan(a) || f.isNan(b)) {
            return f.propagateNan(s, a, b);
        }
        boolean negative = f.isNegative(a ^ b);
        if (f.isInfinite(a) || f.isInfinite(b)) {
            return f.isZero(a) || f.isZero(b) ? f.invalid(s) : f.signed(negative, f.infinity());
        }
        if (f.isZero(a) || f.isZero(b)) {
            return f.signed(negative, 0);
        }
        long x = f.significand(a);
        long y = f.significand(b);
        long product = sticky(Math.unsignedMultiplyHigh(x, y), x * y);
        return Rounder.round(f, s, negative, f.exponent(a) + f.exponent(b) + 1, product, rm);
    }

    static long div(Format f, FpStatus s, long a, long b, int rm) {
        if (f.isNan(a) || f.isNan(b)) {
            return f.propagateNan(s, a, b);
        }
        boolean negative = f.isNegative(a ^ b);
        if (f.isInfinite(a)) {
            return f.isInfinite(b) ? f.invalid(s) : f.signed(negative, f.infinity());
        }
        if (f.isZero(b)) {
            if (f.isZero(a)) {
                return f.invalid(s);
            }
            s.fflags |= DZ;
            return f.signed(negative, f.infinity());
        }
        if (f.isInfinite(b) || f.isZero(a)) {
            return f.signed(negative, 0);
        }
        double dividend = fromOneToTwo(f.significand(a));
        double divisor = fromOneToTwo(f.significand(b));
        double quotient = dividend / divisor;
        double residual = Math.fma(-quotient, divisor, dividend);
        int exponent = f.exponent(a) - f.exponent(b) + Math.getExponent(quotient);
        return Rounder.round(f, s, negative, exponent, withResidual(quotient, residual), rm);
    }

    static long sqrt(Format f, FpStatus s, long a, int rm) {
        if (f.isNan(a)) {
            return f.propagateNan(s, a, a);
        }
        if (f.isZero(a)) {
            return a;
        }
        if (f.isNegative(a)) {
            return f.invalid(s);
        }
        if (f.isInfinite(a)) {
            return a;
        }
        int exponent = f.exponent(a);
        double radicand = fromOneToTwo(f.significand(a)) * (1 + (exponent & 1)); // in [1, 4), the exponent left is even
        double root = Math.sqrt(radicand);
        double residual = Math.fma(-root, root, radicand);
        return Rounder.round(f, s, false, exponent >> 1, withResidual(root, residual), rm);
    }

    /** A sum of opposite signs that is exactly zero is +0, but -0 when rounding down (IEEE 754, section 6.3). */
    static long exactZero(Format f, int rm) {
        return f.signed(rm == RDN, 0);
    }

    /** The high word of a product, with the low one reduced to a sticky bit. */
    static long sticky(long high, long low) {
        return low == 0 ? high : high | 1;
    }

    private static double fromOneToTwo(long significand) {
        return Double.longBitsToDouble(DOUBLE_ONE | ((significand & Long.MAX_VALUE) >>> 11));
    }

    // A quotient or root that the host rounded to nearest is less than half a unit of its last place away from the
    // exact one, and the sign of the residual says on which side. Every boundary between two results, in any mode and
    // for any shorter significand, is at a multiple of that half unit: one sticky unit on the right side is enough.
    private static long withResidual(double nearest, double residual) {
        long significand = (Double.doubleToRawLongBits(nearest) << 11) | Long.MIN_VALUE;
        return significand + (long) Math.signum(residual);
    }
}
