package vesper.hart.fp;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;
import static vesper.hart.fp.Format.BINARY32;
import static vesper.hart.fp.Format.BINARY64;
import static vesper.hart.fp.FpStatus.NX;
import static vesper.hart.fp.Rounder.RNE;
import static vesper.hart.fp.Rounder.RTZ;

/**
 * The D extension on raw bits: operands and results are the 64 bits of a binary64 number, NaN results are canonical,
 * and {@code rm} is one of the five modes 0 to 4 of {@link vesper.isa.Rounding} (a reserved one is the caller's to
 * refuse). For the status's own hart thread only.
 *
 * <h2>Algorithmic notes</h2>
 *
 * The host rounds to nearest even, so for RNE its result is right wherever no NaN is made; what it does not give is the
 * flags. Well inside the normal range ({@link #isSafe}) nothing but NX can be raised. Once NX is sticky there is
 * nothing to find out; until then an error-free transformation tells whether the residual is zero: Knuth's two-sum for
 * sums, a fused multiply-add for products, quotients and roots. The range keeps these residuals themselves from
 * underflowing: they reach down to 2^-106 of the result. All else goes to {@link SoftFloat}.
 *
 * <p>Each fast method stays below the 325 bytecodes up to which HotSpot inlines hot calls.
 */
public final class Float64 {
    private static final long SIGN = Long.MIN_VALUE;
    private static final double SMALL = 0x1p-900;
    private static final double LARGE = 0x1p1000;
    private static final long CONSECUTIVE_INTEGERS = 1L << 53;

    private Float64() {}

    /** {@code fadd.d}. */
    public static long add(FpStatus s, long a, long b, int rm) {
        double x = longBitsToDouble(a);
        double y = longBitsToDouble(b);
        double sum = x + y;
        // Sums below the normal range are exact, so only the upper bound matters; x is bounded for two-sum's sake.
        if (rm != RNE || !(Math.abs(sum) < LARGE && Math.abs(x) < LARGE)) {
            return SoftFloat.add(BINARY64, s, a, b, rm);
        }
        if ((s.fflags & NX) == 0 && sumError(x, y, sum) != 0) {
            s.fflags |= NX;
        }
        return doubleToRawLongBits(sum);
    }

    /** {@code fsub.d}. */
    public static long sub(FpStatus s, long a, long b, int rm) {
        return add(s, a, b ^ SIGN, rm);
    }

    /** {@code fmul.d}. */
    public static long mul(FpStatus s, long a, long b, int rm) {
        double x = longBitsToDouble(a);
        double y = longBitsToDouble(b);
        double product = x * y;
        if (rm != RNE || !isSafe(product)) {
            return SoftFloat.mul(BINARY64, s, a, b, rm);
        }
        if ((s.fflags & NX) == 0 && Math.fma(x, y, -product) != 0) {
            s.fflags |= NX;
        }
        return doubleToRawLongBits(product);
    }

    /** {@code fdiv.d}. */
    public static long div(FpStatus s, long a, long b, int rm) {
        double x = longBitsToDouble(a);
        double y = longBitsToDouble(b);
        double quotient = x / y;
        if (rm != RNE || !isSafe(quotient) || !isSafe(x)) {
            return SoftFloat.div(BINARY64, s, a, b, rm);
        }
        if ((s.fflags & NX) == 0 && Math.fma(-quotient, y, x) != 0) {
            s.fflags |= NX;
        }
        return doubleToRawLongBits(quotient);
    }

    /** {@code fsqrt.d}. */
    public static long sqrt(FpStatus s, long a, int rm) {
        double x = longBitsToDouble(a);
        if (rm != RNE || !(x > SMALL && x < LARGE)) {
            return SoftFloat.sqrt(BINARY64, s, a, rm);
        }
        double root = Math.sqrt(x);
        if ((s.fflags & NX) == 0 && Math.fma(-root, root, x) != 0) {
            s.fflags |= NX;
        }
        return doubleToRawLongBits(root);
    }

    /** {@code fmadd.d}: a * b + c with one rounding; its three siblings negate a, c or both beforehand. */
    public static long fma(FpStatus s, long a, long b, long c, int rm) {
        double x = longBitsToDouble(a);
        double y = longBitsToDouble(b);
        double z = longBitsToDouble(c);
        double result = Math.fma(x, y, z);
        if (rm == RNE && isSafe(result)) {
            if ((s.fflags & NX) != 0) {
                return doubleToRawLongBits(result);
            }
            double product = x * y;
            if (isSafe(product) && Math.abs(z) < LARGE) {
                if (fmaIsInexact(x, y, z, product, result)) {
                    s.fflags |= NX;
                }
                return doubleToRawLongBits(result);
            }
        }
        return SoftFma.fma(BINARY64, s, a, b, c, rm);
    }

    /** {@code fmin.d}. */
    public static long min(FpStatus s, long a, long b) {
        return Comparisons.min(BINARY64, s, a, b);
    }

    /** {@code fmax.d}. */
    public static long max(FpStatus s, long a, long b) {
        return Comparisons.max(BINARY64, s, a, b);
    }

    /** {@code feq.d}: 1 or 0. */
    public static long eq(FpStatus s, long a, long b) {
        return longBitsToDouble(a) == longBitsToDouble(b) ? 1 : Comparisons.notEqual(BINARY64, s, a, b);
    }

    /** {@code flt.d}: 1 or 0. */
    public static long lt(FpStatus s, long a, long b) {
        double x = longBitsToDouble(a);
        double y = longBitsToDouble(b);
        if (x < y) {
            return 1;
        }
        return x >= y ? 0 : Comparisons.unordered(s);
    }

    /** {@code fle.d}: 1 or 0. */
    public static long le(FpStatus s, long a, long b) {
        double x = longBitsToDouble(a);
        double y = longBitsToDouble(b);
        if (x <= y) {
            return 1;
        }
        return x > y ? 0 : Comparisons.unordered(s);
    }

    /** {@code fclass.d}. */
    public static long classify(long a) {
        return Comparisons.classify(BINARY64, a);
    }

    /** {@code fcvt.w.d}: the 32-bit result sign-extended. */
    public static long toInt32(FpStatus s, long a, int rm) {
        double x = longBitsToDouble(a);
        if (rm == RTZ && Math.abs(x) < 0x1p30) {
            int truncated = (int) x;
            s.fflags |= truncated == x ? 0 : NX;
            return truncated;
        }
        return Conversions.toSigned(BINARY64, s, a, 32, rm);
    }

    /** {@code fcvt.wu.d}: the 32-bit result sign-extended. */
    public static long toUint32(FpStatus s, long a, int rm) {
        return Conversions.toUnsigned(BINARY64, s, a, 32, rm);
    }

    /** {@code fcvt.l.d}. */
    public static long toInt64(FpStatus s, long a, int rm) {
        double x = longBitsToDouble(a);
        if (rm == RTZ && Math.abs(x) < 0x1p62) {
            long truncated = (long) x;
            s.fflags |= (double) truncated == x ? 0 : NX;
            return truncated;
        }
        return Conversions.toSigned(BINARY64, s, a, 64, rm);
    }

    /** {@code fcvt.lu.d}. */
    public static long toUint64(FpStatus s, long a, int rm) {
        return Conversions.toUnsigned(BINARY64, s, a, 64, rm);
    }

    /** {@code fcvt.d.w}: the low 32 bits of {@code value}, signed; always exact. */
    @SuppressWarnings("unused") // every conversion has the same shape for the decoder's sake
    public static long fromInt32(FpStatus s, long value, int rm) {
        return doubleToRawLongBits((int) value);
    }

    /** {@code fcvt.d.wu}: the low 32 bits of {@code value}, unsigned; always exact. */
    @SuppressWarnings("unused") // as fromInt32
    public static long fromUint32(FpStatus s, long value, int rm) {
        return doubleToRawLongBits((double) (value & 0xffff_ffffL));
    }

    /** {@code fcvt.d.l}. */
    public static long fromInt64(FpStatus s, long value, int rm) {
        if (Math.abs(value) <= CONSECUTIVE_INTEGERS && value != Long.MIN_VALUE) {
            return doubleToRawLongBits((double) value);
        }
        return Conversions.fromSigned(BINARY64, s, value, rm);
    }

    /** {@code fcvt.d.lu}. */
    public static long fromUint64(FpStatus s, long value, int rm) {
        if (value >= 0 && value <= CONSECUTIVE_INTEGERS) {
            return doubleToRawLongBits((double) value);
        }
        return Conversions.fromUnsigned(BINARY64, s, value, rm);
    }

    /** {@code fcvt.d.s}: {@code bits} is a binary32 number; exact unless it is a signalling NaN. */
    public static long fromFloat32(FpStatus s, int bits, int rm) {
        float x = Float.intBitsToFloat(bits);
        if (!Float.isNaN(x)) {
            return doubleToRawLongBits(x);
        }
        return Conversions.convert(BINARY32, BINARY64, s, bits & 0xffff_ffffL, rm);
    }

    private static boolean isSafe(double x) {
        double magnitude = Math.abs(x);
        return magnitude > SMALL && magnitude < LARGE; // false for NaN
    }

    /** Knuth's two-sum: exactly x + y - sum, where sum is x + y rounded to nearest and nothing overflows. */
    private static double sumError(double x, double y, double sum) {
        double yPart = sum - x;
        return (x - (sum - yPart)) + (y - yPart);
    }

    /**
     * Whether {@code result}, the fused x * y + z, is not exact. After S. Boldo and J.-M. Muller, "Exact and
     * Approximated Error of the FMA" (2011): the error is a sum of two doubles, and zero only if both are.
     */
    private static boolean fmaIsInexact(double x, double y, double z, double product, double result) {
        double productError = Math.fma(x, y, -product);
        double lowSum = z + productError;
        double lowError = sumError(z, productError, lowSum);
        double highSum = product + lowSum;
        double highError = sumError(product, lowSum, highSum);
        double error = (highSum - result) + highError;
        return error != -lowError;
    }
}
