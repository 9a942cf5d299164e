package vesper.hart.fp;

import static vesper.hart.fp.FpStatus.NV;

/**
 * A binary interchange format of IEEE 754, as the layout of its bits in the low end of a long:
 *
 * <pre>
 *   | sign (1) | biased exponent | fraction |
 * </pre>
 *
 * <p>A record, so that HotSpot trusts the fields of the two constants and folds all that derives from them.
 */
record Format(int fractionBits, int exponentBits) {
    static final Format BINARY32 = new Format(23, 8);
    static final Format BINARY64 = new Format(52, 11);

    int bias() {
        return (1 << (exponentBits - 1)) - 1;
    }

    /** The biased exponent of infinities and NaNs. */
    int specialExponent() {
        return (1 << exponentBits) - 1;
    }

    long signBit() {
        return 1L << (fractionBits + exponentBits);
    }

    long infinity() {
        return (long) specialExponent() << fractionBits;
    }

    /** The top bit of the fraction: set in a quiet NaN, clear in a signalling one. */
    long quietBit() {
        return 1L << (fractionBits - 1);
    }

    /** The only NaN an operation returns (section 20.3). */
    long canonicalNan() {
        return infinity() | quietBit();
    }

    long signed(boolean negative, long magnitude) {
        return negative ? magnitude | signBit() : magnitude;
    }

    boolean isNegative(long bits) {
        return (bits & signBit()) != 0;
    }

    long magnitude(long bits) {
        return bits & (signBit() - 1);
    }

    boolean isZero(long bits) {
        return magnitude(bits) == 0;
    }

    boolean isInfinite(long bits) {
        return magnitude(bits) == infinity();
    }

    boolean isNan(long bits) {
        return magnitude(bits) > infinity();
    }

    boolean isSignallingNan(long bits) {
        return isNan(bits) && (bits & quietBit()) == 0;
    }

    /** The canonical NaN, for an operation of which an operand is a NaN; NV if any of them signals. */
    long propagateNan(FpStatus s, long a, long b) {
        if (isSignallingNan(a) || isSignallingNan(b)) {
            s.fflags |= NV;
        }
        return canonicalNan();
    }

    /** The canonical NaN, for an operation that has no useful definable result. */
    long invalid(FpStatus s) {
        s.fflags |= NV;
        return canonicalNan();
    }

    /** The unbiased exponent of the leading bit of a finite non-zero number, subnormal or not. */
    int exponent(long bits) {
        int biased = (int) (magnitude(bits) >>> fractionBits);
        return biased == 0 ? 64 - fractionBits - bias() - Long.numberOfLeadingZeros(magnitude(bits)) : biased - bias();
    }

    /** The significand of a finite non-zero number, its leading bit moved to bit 63. */
    long significand(long bits) {
        long magnitude = magnitude(bits);
        return magnitude >>> fractionBits == 0
                ? magnitude << Long.numberOfLeadingZeros(magnitude)
                : (magnitude << (63 - fractionBits)) | Long.MIN_VALUE;
    }
}
