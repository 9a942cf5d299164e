package vesper.hart.fp;

import static java.lang.Float.floatToRawIntBits;
import static java.lang.Float.intBitsToFloat;
import static vesper.hart.fp.Format.BINARY32;
import static vesper.hart.fp.Format.BINARY64;
import static vesper.hart.fp.FpStatus.NX;
import static vesper.hart.fp.Rounder.RNE;
import static vesper.hart.fp.Rounder.RTZ;

/**
 * The F extension on raw bits: operands and results are the 32 bits of a binary32 number, unboxed; NaN results are
 * canonical, and {@code rm} is one of the five modes 0 to 4 of {@link vesper.isa.Rounding}. For the status's own hart
 * thread only.
 *
 * <p>The fast paths are those of {@link Float64}, but cheaper: a product of two floats is exact as a double, so that a
 * comparison tells whether a product, quotient or root is.
 */
public final class Float32 {
    private static final int SIGN = Integer.MIN_VALUE;
    private static final float SMALL = 0x1p-120f;
    private static final float LARGE = 0x1p126f;

    private Float32() {}

    /** {@code fadd.s}. */
    public static int add(FpStatus s, int a, int b, int rm) {
        float x = intBitsToFloat(a);
        float y = intBitsToFloat(b);
        float sum = x + y;
        if (rm != RNE || !(Math.abs(sum) < LARGE && Math.abs(x) < LARGE)) {
            return (int) SoftFloat.add(BINARY32, s, wide(a), wide(b), rm);
        }
        if ((s.fflags & NX) == 0) {
            float yPart = sum - x; // two-sum, as in Float64
            if ((x - (sum - yPart)) + (y - yPart) != 0) {
                s.fflags |= NX;
            }
        }
        return floatToRawIntBits(sum);
    }

    /** {@code fsub.s}. */
    public static int sub(FpStatus s, int a, int b, int rm) {
        return add(s, a, b ^ SIGN, rm);
    }

    /** {@code fmul.s}. */
    public static int mul(FpStatus s, int a, int b, int rm) {
        double exact = (double) intBitsToFloat(a) * intBitsToFloat(b);
        float product = (float) exact;
        if (rm != RNE || !isSafe(product)) {
            return (int) SoftFloat.mul(BINARY32, s, wide(a), wide(b), rm);
        }
        s.fflags |= product == exact ? 0 : NX;
        return floatToRawIntBits(product);
    }

    /** {@code fdiv.s}. */
    public static int div(FpStatus s, int a, int b, int rm) {
        float x = intBitsToFloat(a);
        float y = intBitsToFloat(b);
        float quotient = x / y;
        if (rm != RNE || !isSafe(quotient)) {
            return (int) SoftFloat.div(BINARY32, s, wide(a), wide(b), rm);
        }
        s.fflags |= (double) quotient * y == x ? 0 : NX;
        return floatToRawIntBits(quotient);
    }

    /** {@code fsqrt.s}. */
    public static int sqrt(FpStatus s, int a, int rm) {
        float x = intBitsToFloat(a);
        if (rm != RNE || !(x > 0 && x < Float.POSITIVE_INFINITY)) {
            return (int) SoftFloat.sqrt(BINARY32, s, wide(a), rm);
        }
        // 53 bits are enough for a root of 24 to survive being rounded twice (2 * 24 + 2 would do).
        float root = (float) Math.sqrt(x);
        s.fflags |= (double) root * root == x ? 0 : NX;
        return floatToRawIntBits(root);
    }

    /** {@code fmadd.s}: a * b + c with one rounding; its three siblings negate a, c or both beforehand. */
    public static int fma(FpStatus s, int a, int b, int c, int rm) {
        float x = intBitsToFloat(a);
        float y = intBitsToFloat(b);
        float z = intBitsToFloat(c);
        float result = Math.fma(x, y, z);
        if (rm != RNE || !isSafe(result)) {
            return (int) SoftFma.fma(BINARY32, s, wide(a), wide(b), wide(c), rm);
        }
        if ((s.fflags & NX) == 0) {
            double product = (double) x * y; // exact
            double sum = product + z;
            double zPart = sum - product;
            if (sum != result || (product - (sum - zPart)) + (z - zPart) != 0) {
                s.fflags |= NX;
            }
        }
        return floatToRawIntBits(result);
    }

    /** {@code fmin.s}. */
    public static int min(FpStatus s, int a, int b) {
        return (int) Comparisons.min(BINARY32, s, wide(a), wide(b));
    }

    /** {@code fmax.s}. */
    public static int max(FpStatus s, int a, int b) {
        return (int) Comparisons.max(BINARY32, s, wide(a), wide(b));
    }

    /** {@code feq.s}: 1 or 0. */
    public static long eq(FpStatus s, int a, int b) {
        return intBitsToFloat(a) == intBitsToFloat(b) ? 1 : Comparisons.notEqual(BINARY32, s, wide(a), wide(b));
    }

    /** {@code flt.s}: 1 or 0. */
    public static long lt(FpStatus s, int a, int b) {
        float x = intBitsToFloat(a);
        float y = intBitsToFloat(b);
        if (x < y) {
            return 1;
        }
        return x >= y ? 0 : Comparisons.unordered(s);
    }

    /** {@code fle.s}: 1 or 0. */
    public static long le(FpStatus s, int a, int b) {
        float x = intBitsToFloat(a);
        float y = intBitsToFloat(b);
        if (x <= y) {
            return 1;
        }
        return x > y ? 0 : Comparisons.unordered(s);
    }

    /** {@code fclass.s}. */
    public static long classify(int a) {
        return Comparisons.classify(BINARY32, wide(a));
    }

    /** {@code fcvt.w.s}: the 32-bit result sign-extended. */
    public static long toInt32(FpStatus s, int a, int rm) {
        float x = intBitsToFloat(a);
        if (rm == RTZ && Math.abs(x) < 0x1p30f) {
            int truncated = (int) x;
            s.fflags |= (float) truncated == x ? 0 : NX;
            return truncated;
        }
        return Conversions.toSigned(BINARY32, s, wide(a), 32, rm);
    }

    /** {@code fcvt.wu.s}: the 32-bit result sign-extended. */
    public static long toUint32(FpStatus s, int a, int rm) {
        return Conversions.toUnsigned(BINARY32, s, wide(a), 32, rm);
    }

    /** {@code fcvt.l.s}. */
    public static long toInt64(FpStatus s, int a, int rm) {
        float x = intBitsToFloat(a);
        if (rm == RTZ && Math.abs(x) < 0x1p62f) {
            long truncated = (long) x;
            s.fflags |= (float) truncated == x ? 0 : NX;
            return truncated;
        }
        return Conversions.toSigned(BINARY32, s, wide(a), 64, rm);
    }

    /** {@code fcvt.lu.s}. */
    public static long toUint64(FpStatus s, int a, int rm) {
        return Conversions.toUnsigned(BINARY32, s, wide(a), 64, rm);
    }

    /** {@code fcvt.s.w}: the low 32 bits of {@code value}, signed. */
    public static int fromInt32(FpStatus s, long value, int rm) {
        int word = (int) value;
        return fromInt64(s, word, rm);
    }

    /** {@code fcvt.s.wu}: the low 32 bits of {@code value}, unsigned. */
    public static int fromUint32(FpStatus s, long value, int rm) {
        return fromUint64(s, value & 0xffff_ffffL, rm);
    }

    /** {@code fcvt.s.l}. */
    public static int fromInt64(FpStatus s, long value, int rm) {
        return (int) Conversions.fromSigned(BINARY32, s, value, rm);
    }

    /** {@code fcvt.s.lu}. */
    public static int fromUint64(FpStatus s, long value, int rm) {
        return (int) Conversions.fromUnsigned(BINARY32, s, value, rm);
    }

    /** {@code fcvt.s.d}: {@code bits} is a binary64 number. */
    public static int fromFloat64(FpStatus s, long bits, int rm) {
        double exact = Double.longBitsToDouble(bits);
        float rounded = (float) exact;
        if (rm != RNE || !isSafe(rounded)) {
            return (int) Conversions.convert(BINARY64, BINARY32, s, bits, rm);
        }
        s.fflags |= rounded == exact ? 0 : NX;
        return floatToRawIntBits(rounded);
    }

    private static long wide(int bits) {
        return bits & 0xffff_ffffL;
    }

    private static boolean isSafe(float x) {
        float magnitude = Math.abs(x);
        return magnitude > SMALL && magnitude < LARGE; // false for NaN
    }
}
