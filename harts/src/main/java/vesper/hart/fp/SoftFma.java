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

    // The product has its leading bit at 127 or 126 of (high, low), and as exponent that of bit 127. Both terms are
    // brought to bit 127, so that exponents compare before significands do.
    private static long fmaFinite(Format f, FpStatus s, long a, long b, long c, int rm) {
        long x = f.significand(a);
        long y = f.significand(b);
        int exponent = f.exponent(a) + f.exponent(b) + 1;
        long high = Math.unsignedMultiplyHigh(x, y);
        long low = x * y;
        if (high >= 0) {
            high = (high << 1) | (low >>> 63);
            low <<= 1;
            exponent--;
        }
        boolean negative = f.isNegative(a ^ b);
        boolean cNegative = f.isNegative(c);
        long cHigh = f.significand(c);
        int cExponent = f.exponent(c);
        // Of equal high words the product's is the larger: the addend has nothing in its low word.
        int order = exponent == cExponent ? Long.compareUnsigned(high, cHigh) : exponent - cExponent;
        return order >= 0
                ? sum(f, s, negative, exponent, high, low, cNegative != negative, exponent - cExponent, cHigh, 0, rm)
                : sum(f, s, cNegative, cExponent, cHigh, 0, cNegative != negative, cExponent - exponent, high, low, rm);
    }

    // Adds to (high, low), or subtracts from it, the smaller (yHigh, yLow) * 2^-distance. Both are halved for the
    // carry;
    // no term has more than 106 bits, so neither halving nor subtracting spoils the sticky bit.
    private static long sum(
            Format f,
            FpStatus s,
            boolean negative,
            int exponent,
            long high,
            long low,
            boolean subtract,
            int distance,
            long yHigh,
            long yLow,
            int rm) {
        long xLow = (low >>> 1) | (high << 63);
        long xHigh = high >>> 1;
        long shiftedLow = shiftRightStickyLow(yHigh, yLow, distance + 1);
        long shiftedHigh = distance + 1 > 63 ? 0 : yHigh >>> (distance + 1);
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
