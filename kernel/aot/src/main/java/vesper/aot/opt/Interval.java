package vesper.aot.opt;

import vesper.aot.ir.Type;

/** The signed values from {@code low} to {@code high}, both included; of a REF, its address. Never empty. */
record Interval(long low, long high) {
    static final Interval BOOLEAN = new Interval(0, 1);
    static final Interval LENGTH = new Interval(0, Integer.MAX_VALUE);
    static final Interval NON_NULL = new Interval(1, Long.MAX_VALUE);
    private static final Interval INT = new Interval(Integer.MIN_VALUE, Integer.MAX_VALUE);
    private static final Interval LONG = new Interval(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final Interval REF = new Interval(0, Long.MAX_VALUE);

    static Interval of(Type type) {
        return switch (type) {
            case I32 -> INT;
            case REF -> REF;
            default -> LONG;
        };
    }

    static Interval constant(long value) {
        return new Interval(value, value);
    }

    /** All values of so many bits. */
    static Interval bits(int bits, boolean signed) {
        if (bits == 64) {
            return LONG;
        }
        return signed ? new Interval(-1L << (bits - 1), (1L << (bits - 1)) - 1) : new Interval(0, (1L << bits) - 1);
    }

    boolean isConstant() {
        return low == high;
    }

    boolean isNonNegative() {
        return low >= 0;
    }

    boolean contains(Interval other) {
        return low <= other.low && other.high <= high;
    }

    boolean contains(long value) {
        return low <= value && value <= high;
    }

    Interval union(Interval other) {
        return new Interval(Math.min(low, other.low), Math.max(high, other.high));
    }

    /** What both hold; this one if that is nothing, as happens where control can't come. */
    Interval meet(Interval other) {
        long from = Math.max(low, other.low);
        long to = Math.min(high, other.high);
        return from <= to ? new Interval(from, to) : this;
    }

    Interval atMost(long bound) {
        return bound < low ? this : new Interval(low, Math.min(high, bound));
    }

    Interval atLeast(long bound) {
        return bound > high ? this : new Interval(Math.max(low, bound), high);
    }

    Interval without(long value) {
        if (low == high) {
            return this;
        }
        return new Interval(low == value ? low + 1 : low, high == value ? high - 1 : high);
    }

    /** The bounds that {@code next} moves go to the type's own, or to 0. */
    Interval widen(Interval next, Type type) {
        Interval all = of(type);
        long from = next.low >= low ? low : next.low >= 0 ? 0 : all.low;
        long to = next.high <= high ? high : all.high;
        return new Interval(from, to);
    }

    /** The sum, as far as it can't overflow the type; else all values of the type. */
    Interval plus(Interval other, Type type) {
        try {
            return within(type, Math.addExact(low, other.low), Math.addExact(high, other.high));
        } catch (ArithmeticException e) {
            return of(type);
        }
    }

    Interval minus(Interval other, Type type) {
        try {
            return within(type, Math.subtractExact(low, other.high), Math.subtractExact(high, other.low));
        } catch (ArithmeticException e) {
            return of(type);
        }
    }

    Interval times(Interval other, Type type) {
        try {
            long a = Math.multiplyExact(low, other.low);
            long b = Math.multiplyExact(low, other.high);
            long c = Math.multiplyExact(high, other.low);
            long d = Math.multiplyExact(high, other.high);
            return within(type, Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
        } catch (ArithmeticException e) {
            return of(type);
        }
    }

    private static Interval within(Type type, long low, long high) {
        Interval all = of(type);
        return all.low <= low && high <= all.high ? new Interval(low, high) : all;
    }

    /** Whether the sum is as in arithmetic, whatever the values. */
    boolean addsExactly(Interval other, Type type) {
        try {
            Interval all = of(type);
            return Math.addExact(low, other.low) >= all.low && Math.addExact(high, other.high) <= all.high;
        } catch (ArithmeticException e) {
            return false;
        }
    }
}
