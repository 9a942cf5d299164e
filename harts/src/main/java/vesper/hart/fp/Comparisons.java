package vesper.hart.fp;

import static vesper.hart.fp.FpStatus.NV;

/** NaNs in comparisons, minimum and maximum, and {@code fclass}: what looks at bits and never rounds. */
final class Comparisons {
    private Comparisons() {}

    /** 0, {@code feq} of what the host finds unequal: only a signalling NaN is invalid (section 20.8). */
    static long notEqual(Format f, FpStatus s, long a, long b) {
        if (f.isSignallingNan(a) || f.isSignallingNan(b)) {
            s.fflags |= NV;
        }
        return 0;
    }

    /** 0, the result of {@code flt} and {@code fle} when an operand is a NaN: invalid, even if it is quiet. */
    static long unordered(FpStatus s) {
        s.fflags |= NV;
        return 0;
    }

    /** IEEE 754-2019 minimumNumber: a number wins over a NaN, and -0 is less than +0 (section 20.6). */
    static long min(Format f, FpStatus s, long a, long b) {
        if (f.isNan(a) || f.isNan(b)) {
            return number(f, s, a, b);
        }
        return order(f, a) < order(f, b) ? a : b;
    }

    /** IEEE 754-2019 maximumNumber. */
    static long max(Format f, FpStatus s, long a, long b) {
        if (f.isNan(a) || f.isNan(b)) {
            return number(f, s, a, b);
        }
        return order(f, a) > order(f, b) ? a : b;
    }

    /** The mask of {@code fclass}, one bit of ten (section 20.9). */
    static long classify(Format f, long a) {
        if (f.isNan(a)) {
            return f.isSignallingNan(a) ? 1 << 8 : 1 << 9;
        }
        boolean negative = f.isNegative(a);
        if (f.isInfinite(a)) {
            return negative ? 1 : 1 << 7;
        }
        if (f.isZero(a)) {
            return negative ? 1 << 3 : 1 << 4;
        }
        boolean subnormal = f.magnitude(a) >>> f.fractionBits() == 0;
        if (negative) {
            return subnormal ? 1 << 2 : 1 << 1;
        }
        return subnormal ? 1 << 5 : 1 << 6;
    }

    private static long number(Format f, FpStatus s, long a, long b) {
        long nan = f.propagateNan(s, a, b);
        if (f.isNan(a)) {
            return f.isNan(b) ? nan : b;
        }
        return a;
    }

    // Signed integers in the order of the numbers, -0 just below +0.
    private static long order(Format f, long a) {
        return f.isNegative(a) ? ~f.magnitude(a) : a;
    }
}
