package vesper.hart.fp;

import java.math.BigInteger;

/**
 * What an operation must give, from exact arithmetic in big integers. It shares no code with what it judges: it has its
 * own idea of the format, of the modes and of the flags, and finds a result by looking at both of its neighbours.
 *
 * @param precision bits of the significand, the implicit one included
 * @param maxExponent the largest unbiased exponent, which is also the bias
 */
record Oracle(int precision, int maxExponent) {
    static final Oracle SINGLE = new Oracle(24, 127);
    static final Oracle DOUBLE = new Oracle(53, 1023);

    /** Result bits and the flags raised. */
    record Outcome(long bits, int flags) {}

    /**
     * A magnitude of at least {@code units * 2^scale} and, if {@code more}, strictly between that and one unit more.
     */
    record Exact(boolean negative, BigInteger units, int scale, boolean more) {}

    long sign() {
        return 1L << (precision - 1 + Integer.bitCount(2 * maxExponent + 1));
    }

    long infinity() {
        return sign() - (1L << (precision - 1));
    }

    long nan() {
        return infinity() | 1L << (precision - 2);
    }

    boolean negative(long bits) {
        return (bits & sign()) != 0;
    }

    boolean isNan(long bits) {
        return (bits & ~sign()) > infinity();
    }

    boolean isSignalling(long bits) {
        return isNan(bits) && ((bits >> (precision - 2)) & 1) == 0;
    }

    boolean isFinite(long bits) {
        return (bits & ~sign()) < infinity();
    }

    /** The same number as the host knows it: exact, since binary64 holds every binary32. */
    double host(long bits) {
        return precision == 24 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    }

    Exact exact(long bits) {
        int field = (int) ((bits & ~sign()) >>> (precision - 1));
        long fraction = bits & ((1L << (precision - 1)) - 1);
        long units = field == 0 ? fraction : fraction + (1L << (precision - 1));
        return new Exact(
                negative(bits), BigInteger.valueOf(units), Math.max(field, 1) - maxExponent - precision + 1, false);
    }

    /** Bits and flags of a non-zero magnitude. */
    Outcome round(Exact x, int rm) {
        int leading = x.units.bitLength() - 1 + x.scale;
        int minExponent = 1 - maxExponent;
        Rounded unbounded = roundAt(x, leading - precision + 1, rm);
        boolean tiny = unbounded.units.bitLength() - 1 + unbounded.unit < minExponent;
        Rounded r = roundAt(x, Math.max(leading, minExponent) - precision + 1, rm);
        long magnitude = r.units.longValueExact();
        int exponent = r.units.bitLength() - 1 + r.unit;
        long signBit = x.negative ? sign() : 0;
        if (magnitude != 0 && exponent > maxExponent) {
            boolean largestFinite = rm == 1 || (rm == 2 && !x.negative) || (rm == 3 && x.negative);
            return new Outcome(signBit | (largestFinite ? infinity() - 1 : infinity()), 4 | 1);
        }
        int flags = r.inexact ? (tiny ? 2 | 1 : 1) : 0;
        if (magnitude == 1L << precision) {
            magnitude >>= 1; // rounded up to the next power of two
        }
        boolean normal = magnitude >= 1L << (precision - 1);
        long field = normal ? exponent + maxExponent : 0;
        return new Outcome(signBit | field << (precision - 1) | (magnitude & ((1L << (precision - 1)) - 1)), flags);
    }

    /** A multiple of 2^unit. */
    record Rounded(BigInteger units, int unit, boolean inexact) {}

    /** Chooses between the two neighbours of x that are multiples of 2^unit. */
    static Rounded roundAt(Exact x, int unit, int rm) {
        // In quarters of the unit and sticky, so that halves compare as integers.
        int shift = unit - 2 - x.scale;
        BigInteger quarters = shift > 0 ? x.units.shiftRight(shift) : x.units.shiftLeft(-shift);
        boolean more = x.more || (shift > 0 && x.units.getLowestSetBit() < shift && x.units.signum() != 0);
        BigInteger below = quarters.shiftRight(2);
        int rest = quarters.intValue() & 3;
        boolean inexact = rest != 0 || more;
        int versusHalf = rest == 2 && !more ? 0 : Integer.compare(rest, rest == 2 ? 1 : 2);
        boolean up = switch (rm) {
            case 0 -> versusHalf > 0 || (versusHalf == 0 && below.testBit(0));
            case 1 -> false;
            case 2 -> inexact && x.negative;
            case 3 -> inexact && !x.negative;
            case 4 -> versusHalf >= 0;
            default -> throw new IllegalArgumentException("rm " + rm);
        };
        return new Rounded(up ? below.add(BigInteger.ONE) : below, unit, inexact);
    }

    Outcome add(long a, long b, int rm) {
        if (!isFinite(a) || !isFinite(b)) {
            return special(host(a) + host(b), a, b);
        }
        return sum(exact(a), exact(b), rm);
    }

    Outcome mul(long a, long b, int rm) {
        double host = host(a) * host(b);
        if (!isFinite(a) || !isFinite(b) || host(a) == 0 || host(b) == 0) {
            return special(host, a, b);
        }
        return round(product(a, b), rm);
    }

    Outcome div(long a, long b, int rm) {
        double host = host(a) / host(b);
        if (!isFinite(a) || !isFinite(b) || host(a) == 0 || host(b) == 0) {
            Outcome special = special(host, a, b);
            boolean byZero = isFinite(a) && host(a) != 0 && host(b) == 0;
            return byZero ? new Outcome(special.bits, 8) : special;
        }
        Exact x = exact(a);
        Exact y = exact(b);
        BigInteger[] quotient = x.units.shiftLeft(180).divideAndRemainder(y.units);
        boolean more = quotient[1].signum() != 0;
        return round(new Exact(x.negative != y.negative, quotient[0], x.scale - y.scale - 180, more), rm);
    }

    Outcome sqrt(long a, int rm) {
        double host = Math.sqrt(host(a));
        if (!isFinite(a) || host(a) <= 0) {
            return special(host, a, a);
        }
        Exact x = exact(a);
        int even = 180 + (x.scale & 1);
        BigInteger[] root = x.units.shiftLeft(even).sqrtAndRemainder();
        return round(new Exact(false, root[0], (x.scale - even) / 2, root[1].signum() != 0), rm);
    }

    Outcome fma(long a, long b, long c, int rm) {
        double product = host(a) * host(b);
        boolean invalid = !isNan(a) && !isNan(b) && Double.isNaN(product);
        if (invalid) {
            return new Outcome(nan(), 16);
        }
        if (!isFinite(a) || !isFinite(b) || !isFinite(c)) {
            Outcome special = special(Math.fma(host(a), host(b), host(c)), a, b);
            boolean quiet = isNan(a) || isNan(b) || isNan(c);
            boolean signals = isSignalling(a) || isSignalling(b) || isSignalling(c);
            return quiet ? new Outcome(special.bits, signals ? 16 : 0) : special;
        }
        return sum(product(a, b), exact(c), rm);
    }

    Outcome toInteger(long a, BigInteger min, BigInteger max, int rm) {
        if (!isFinite(a)) {
            boolean toMin = !isNan(a) && negative(a);
            return new Outcome(extend(toMin ? min : max, max), 16);
        }
        Rounded r = roundAt(exact(a), 0, rm);
        BigInteger value = negative(a) ? r.units.negate() : r.units;
        if (value.compareTo(min) < 0) {
            return new Outcome(extend(min, max), 16);
        }
        if (value.compareTo(max) > 0) {
            return new Outcome(extend(max, max), 16);
        }
        return new Outcome(extend(value, max), r.inexact ? 1 : 0);
    }

    Outcome fromInteger(BigInteger value, int rm) {
        return value.signum() == 0
                ? new Outcome(0, 0)
                : round(new Exact(value.signum() < 0, value.abs(), 0, false), rm);
    }

    Outcome from(Oracle other, long a, int rm) {
        if (other.isNan(a)) {
            return new Outcome(nan(), other.isSignalling(a) ? 16 : 0);
        }
        long signBit = other.negative(a) ? sign() : 0;
        if (!other.isFinite(a)) {
            return new Outcome(signBit | infinity(), 0);
        }
        return other.host(a) == 0 ? new Outcome(signBit, 0) : round(other.exact(a), rm);
    }

    /** Of the numbers, in the order of {@link Double#compare}, which puts -0 below +0. */
    Outcome extremum(long a, long b, int wanted) {
        int flags = isSignalling(a) || isSignalling(b) ? 16 : 0;
        if (isNan(a)) {
            return new Outcome(isNan(b) ? nan() : b, flags);
        }
        boolean first = isNan(b) || Integer.signum(Double.compare(host(a), host(b))) == wanted;
        return new Outcome(first ? a : b, flags);
    }

    Outcome compare(long a, long b, boolean holds, boolean quiet) {
        boolean invalid = quiet ? isSignalling(a) || isSignalling(b) : isNan(a) || isNan(b);
        return new Outcome(holds ? 1 : 0, invalid ? 16 : 0);
    }

    Outcome classify(long a) {
        boolean subnormal = isFinite(a) && host(a) != 0 && exact(a).units.bitLength() < precision;
        int fromZero = host(a) == 0 ? 0 : subnormal ? 1 : isFinite(a) ? 2 : 3;
        int bit = negative(a) ? 3 - fromZero : 4 + fromZero;
        return new Outcome(1L << (isSignalling(a) ? 8 : isNan(a) ? 9 : bit), 0);
    }

    private Exact product(long a, long b) {
        Exact x = exact(a);
        Exact y = exact(b);
        return new Exact(x.negative != y.negative, x.units.multiply(y.units), x.scale + y.scale, false);
    }

    private Outcome sum(Exact x, Exact y, int rm) {
        int scale = Math.min(x.scale, y.scale);
        BigInteger total = signedUnits(x, scale).add(signedUnits(y, scale));
        if (total.signum() != 0) {
            return round(new Exact(total.signum() < 0, total.abs(), scale, false), rm);
        }
        // Equal signs are left only to two zeros.
        boolean negative = x.negative == y.negative ? x.negative : rm == 2;
        return new Outcome(negative ? sign() : 0, 0);
    }

    private static BigInteger signedUnits(Exact x, int scale) {
        BigInteger units = x.units.shiftLeft(x.scale - scale);
        return x.negative ? units.negate() : units;
    }

    /** Infinities, NaNs and zeros depend on no rounding, so the host knows them; it only lacks the flag. */
    private Outcome special(double host, long a, long b) {
        if (Double.isNaN(host)) {
            boolean quiet = (isNan(a) || isNan(b)) && !isSignalling(a) && !isSignalling(b);
            return new Outcome(nan(), quiet ? 0 : 16);
        }
        boolean negative = Double.doubleToRawLongBits(host) < 0;
        return new Outcome((negative ? sign() : 0) | (host == 0 ? 0 : infinity()), 0);
    }

    // As in x[rd]: a 32-bit result, signed or not, is sign-extended.
    private static long extend(BigInteger value, BigInteger max) {
        return max.bitLength() <= 32 ? value.intValue() : value.longValue();
    }
}
