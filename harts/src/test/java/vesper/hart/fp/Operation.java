package vesper.hart.fp;

import java.math.BigInteger;
import vesper.hart.fp.Oracle.Outcome;

/** Every operation of the two extensions, beside what the oracle says about it. */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas capture nothing
enum Operation {
    ADD(Float64::add, Float32::add, (o, a, b, c, rm) -> o.add(a, b, rm)),
    SUB(Float64::sub, Float32::sub, (o, a, b, c, rm) -> o.add(a, b ^ o.sign(), rm)),
    MUL(Float64::mul, Float32::mul, (o, a, b, c, rm) -> o.mul(a, b, rm)),
    DIV(Float64::div, Float32::div, (o, a, b, c, rm) -> o.div(a, b, rm)),
    SQRT(
            (s, a, b, c, rm) -> Float64.sqrt(s, a, rm),
            (s, a, b, c, rm) -> Float32.sqrt(s, (int) a, rm),
            (o, a, b, c, rm) -> o.sqrt(a, rm)),
    FMA(
            Float64::fma,
            (s, a, b, c, rm) -> Float32.fma(s, (int) a, (int) b, (int) c, rm),
            (o, a, b, c, rm) -> o.fma(a, b, c, rm)),
    MIN(
            (s, a, b, c, rm) -> Float64.min(s, a, b),
            (s, a, b, c, rm) -> Float32.min(s, (int) a, (int) b),
            (o, a, b, c, rm) -> o.extremum(a, b, -1)),
    MAX(
            (s, a, b, c, rm) -> Float64.max(s, a, b),
            (s, a, b, c, rm) -> Float32.max(s, (int) a, (int) b),
            (o, a, b, c, rm) -> o.extremum(a, b, 1)),
    EQ(
            (s, a, b, c, rm) -> Float64.eq(s, a, b),
            (s, a, b, c, rm) -> Float32.eq(s, (int) a, (int) b),
            (o, a, b, c, rm) -> o.compare(a, b, o.host(a) == o.host(b), true)),
    LT(
            (s, a, b, c, rm) -> Float64.lt(s, a, b),
            (s, a, b, c, rm) -> Float32.lt(s, (int) a, (int) b),
            (o, a, b, c, rm) -> o.compare(a, b, o.host(a) < o.host(b), false)),
    LE(
            (s, a, b, c, rm) -> Float64.le(s, a, b),
            (s, a, b, c, rm) -> Float32.le(s, (int) a, (int) b),
            (o, a, b, c, rm) -> o.compare(a, b, o.host(a) <= o.host(b), false)),
    CLASSIFY(
            (s, a, b, c, rm) -> Float64.classify(a),
            (s, a, b, c, rm) -> Float32.classify((int) a),
            (o, a, b, c, rm) -> o.classify(a)),
    TO_INT32(
            (s, a, b, c, rm) -> Float64.toInt32(s, a, rm),
            (s, a, b, c, rm) -> Float32.toInt32(s, (int) a, rm),
            (o, a, b, c, rm) -> o.toInteger(a, power(31).negate(), power(31).subtract(BigInteger.ONE), rm)),
    TO_UINT32(
            (s, a, b, c, rm) -> Float64.toUint32(s, a, rm),
            (s, a, b, c, rm) -> Float32.toUint32(s, (int) a, rm),
            (o, a, b, c, rm) -> o.toInteger(a, BigInteger.ZERO, power(32).subtract(BigInteger.ONE), rm)),
    TO_INT64(
            (s, a, b, c, rm) -> Float64.toInt64(s, a, rm),
            (s, a, b, c, rm) -> Float32.toInt64(s, (int) a, rm),
            (o, a, b, c, rm) -> o.toInteger(a, power(63).negate(), power(63).subtract(BigInteger.ONE), rm)),
    TO_UINT64(
            (s, a, b, c, rm) -> Float64.toUint64(s, a, rm),
            (s, a, b, c, rm) -> Float32.toUint64(s, (int) a, rm),
            (o, a, b, c, rm) -> o.toInteger(a, BigInteger.ZERO, power(64).subtract(BigInteger.ONE), rm)),
    FROM_INT32(
            (s, a, b, c, rm) -> Float64.fromInt32(s, a, rm),
            (s, a, b, c, rm) -> Float32.fromInt32(s, a, rm),
            (o, a, b, c, rm) -> o.fromInteger(BigInteger.valueOf((a << 32) >> 32), rm)),
    FROM_UINT32(
            (s, a, b, c, rm) -> Float64.fromUint32(s, a, rm),
            (s, a, b, c, rm) -> Float32.fromUint32(s, a, rm),
            (o, a, b, c, rm) -> o.fromInteger(BigInteger.valueOf(a).mod(power(32)), rm)),
    FROM_INT64(
            (s, a, b, c, rm) -> Float64.fromInt64(s, a, rm),
            (s, a, b, c, rm) -> Float32.fromInt64(s, a, rm),
            (o, a, b, c, rm) -> o.fromInteger(BigInteger.valueOf(a), rm)),
    FROM_UINT64(
            (s, a, b, c, rm) -> Float64.fromUint64(s, a, rm),
            (s, a, b, c, rm) -> Float32.fromUint64(s, a, rm),
            (o, a, b, c, rm) -> o.fromInteger(BigInteger.valueOf(a).mod(power(64)), rm)),
    FROM_OTHER_FORMAT(
            (s, a, b, c, rm) -> Float64.fromFloat32(s, (int) a, rm),
            (s, a, b, c, rm) -> Float32.fromFloat64(s, a, rm),
            (o, a, b, c, rm) -> o.from(other(o), a, rm));

    /** An operation on raw bits in longs; operands it does not have are ignored. */
    interface Subject {
        long apply(FpStatus s, long a, long b, long c, int rm);
    }

    interface Binary64 {
        long apply(FpStatus s, long a, long b, int rm);
    }

    interface Binary32 {
        int apply(FpStatus s, int a, int b, int rm);
    }

    interface Judge {
        Outcome apply(Oracle o, long a, long b, long c, int rm);
    }

    private final Subject onDouble;
    private final Subject onSingle;
    private final Judge judge;

    Operation(Subject onDouble, Subject onSingle, Judge judge) {
        this.onDouble = onDouble;
        this.onSingle = onSingle;
        this.judge = judge;
    }

    Operation(Binary64 onDouble, Binary32 onSingle, Judge judge) {
        this(
                (s, a, b, c, rm) -> onDouble.apply(s, a, b, rm),
                (s, a, b, c, rm) -> onSingle.apply(s, (int) a, (int) b, rm),
                judge);
    }

    Subject subject(Oracle format) {
        return format.equals(Oracle.DOUBLE) ? onDouble : onSingle;
    }

    Outcome expected(Oracle format, long a, long b, long c, int rm) {
        return judge.apply(format, a, b, c, rm);
    }

    /** Whether the result is in the format, not in an integer register. */
    boolean returnsFloat() {
        return compareTo(MAX) <= 0 || compareTo(FROM_INT32) >= 0;
    }

    boolean takesInteger() {
        return compareTo(FROM_INT32) >= 0 && this != FROM_OTHER_FORMAT;
    }

    static Oracle other(Oracle format) {
        return format.equals(Oracle.DOUBLE) ? Oracle.SINGLE : Oracle.DOUBLE;
    }

    private static BigInteger power(int n) {
        return BigInteger.ONE.shiftLeft(n);
    }
}
