package vesper.hart.fp;

import static vesper.hart.fp.Rounder.shiftRightSticky;

/** The fused multiply-add in integers: the product and the sum in 128 bits, one rounding. */
final class SoftFma {
    private SoftFma() {}

    static long fma(Format f, FpStatus s, long a, long b, long c, int rm) {
        boolean invalid = (f.isInfinite(a) && f.isZero(b)) || (f.isZero(a) && f.isInfinite(b));
        if (invalid) {
            return f.invalid(s); // even when the addend is a quiet NaN (section 20.6)
        }
        if (f.isNan(a) || f.isNan(b) || f.isNan(c)) {
            f.propagateNan(s, a, b);
            return f.propagateNan(s, c, c);
        }
        boolean negative = f.isNegative(a ^ b);
        if (f.isInfinite(a) || f.isInfinite(b)) {
            return f.isInfinite(c) && f.isNegative(c) != negative ? f.invalid(s) : f.signed(negative, f.infinity());
        }
        if (f.isInfinite(c)) {
            return c;
        }
        if (f.isZero(a) || f.isZero(b)) {
            long zero = f.signed(negative, 0);
            return f.isZero(c) && c != zero ? SoftFloat.exactZero(f, rm) : c;
        }
        if (f.isZero(c)) {
            return SoftFloat.mul(f, s, a, b, rm);
        }
        return fmaFinite(f, s, a, b, c, rm);
    }

    /**
     * A summand: its significand is in two words, with the leading bit at bit 63 of {@code high}, which the exponent is
     * of. So exponents compare before significands do.
     */
    private record Term(boolean negative, int exponent, long high, long low) {
        static Term of(Format f, long bits) {
            return new Term(f.isNegative(bits), f.exponent(bits), f.significand(bits), 0);
        }

        /** Exact: the leading bit of the product of two significands is at 127 or 126. */
        static Term product(Format f, long a, long b) {
            long x = f.significand(a);
            long y = f.significand(b);
            int exponent = f.exponent(a) + f.exponent(b) + 1;
            long high = Math.unsignedMultiplyHigh(x, y);
            long low = x * y;
            return high < 0
                    ? new Term(f.isNegative(a ^ b), exponent, high, low)
                    : new Term(f.isNegative(a ^ b), exponent - 1, (high << 1) | (low >>> 63), low << 1);
        }

        /** Whether this, a product, is not the smaller in magnitude; {@code other} has nothing in its low word. */
        boolean isAtLeast(Term other) {
            int order = exponent == other.exponent
                    ? Long.compareUnsigned(high, other.high)
                    : Integer.compare(exponent, other.exponent);
            return order >= 0;
        }
    }

    private static long fmaFinite(Format f, FpStatus s, long a, long b, long c, int rm) {
        Term product = Term.product(f, a, b);
        Term addend = Term.of(f, c);
        return product.isAtLeast(addend) ? sum(f, s, product, addend, rm) : sum(f, s, addend, product, rm);
    }

    // Adds the smaller term, brought to the exponent of the larger, to that or subtracts it. Both are halved for the
    // carry; no term has more than 106 bits, so neither halving nor subtracting spoils the sticky bit.
    private static long sum(Format f, FpStatus s, Term larger, Term smaller, int rm) {
        boolean negative = larger.negative;
        int exponent = larger.exponent;
        boolean subtract = smaller.negative != negative;
        int shiftRight = exponent - smaller.exponent + 1;
        long xLow = (larger.low >>> 1) | (larger.high << 63);
        long xHigh = larger.high >>> 1;
        long shiftedLow = shiftRightStickyLow(smaller.high, smaller.low, shiftRight);
        long shiftedHigh = shiftRight > 63 ? 0 : smaller.high >>> shiftRight;
        long sumLow = subtract ? xLow - shiftedLow : xLow + shiftedLow;
        long carry = subtract ? -borrow(xLow, shiftedLow) : borrow(sumLow, xLow);
        long sumHigh = (subtract ? xHigh - shiftedHigh : xHigh + shiftedHigh) + carry;
        if (sumHigh == 0) {
            // Cancelled down to the low word, where nothing was shifted out.
            return sumLow == 0
                    ? SoftFloat.exactZero(f, rm)
                    : Rounder.round(f, s, negative, exponent + 1 - 64, sumLow, rm);
        }
        int shift = Long.numberOfLeadingZeros(sumHigh);
        long normalHigh = shift == 0 ? sumHigh : (sumHigh << shift) | (sumLow >>> -shift);
        long significand = SoftFloat.sticky(normalHigh, sumLow << shift);
        return Rounder.round(f, s, negative, exponent + 1 - shift, significand, rm);
    }

    /** The low word of (high, low) shifted right by {@code n >= 1}, bit 0 sticky. */
    private static long shiftRightStickyLow(long high, long low, int n) {
        if (n < 64) {
            return (high << -n) | shiftRightSticky(low, n);
        }
        return SoftFloat.sticky(shiftRightSticky(high, n - 64), low);
    }

    private static long borrow(long x, long y) {
        return Long.compareUnsigned(x, y) < 0 ? 1 : 0;
    }
}
