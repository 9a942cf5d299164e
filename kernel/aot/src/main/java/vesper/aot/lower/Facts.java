package vesper.aot.lower;

import vesper.aot.ir.Access;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** What is known of a value's bits without running anything, so that extensions which change nothing fall away. */
final class Facts {
    private static final int MAX_DEPTH = 5;

    /** All values from low to high, both included, as signed 64-bit numbers: what the register holds. */
    private record Range(long low, long high) {
        static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
        static final Range INT = new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);
        static final Range BOOLEAN = new Range(0, 1);

        static Range unsigned(int bits) {
            return bits >= 64 ? ALL : new Range(0, (1L << bits) - 1);
        }

        static Range signed(int bits) {
            return new Range(-1L << (bits - 1), (1L << (bits - 1)) - 1);
        }

        boolean within(Range other) {
            return low >= other.low && high <= other.high;
        }

        boolean isNonNegative() {
            return low >= 0;
        }
    }

    private Facts() {}

    /** The value whose register holds the same, past extensions that change nothing. */
    static Value same(Value value) {
        Value at = value;
        while (changesNothing(at)) {
            at = at.arg(0);
        }
        return at;
    }

    private static boolean changesNothing(Value value) {
        return switch (value.op()) {
            case I2L -> true;
            case L2I -> fits(value.arg(0), Range.INT);
            case ZEXT32 -> fits(value.arg(0), Range.unsigned(32));
            case ZEXT8 -> fits(value.arg(0), Range.unsigned(8));
            case ZEXT16 -> fits(value.arg(0), Range.unsigned(16));
            case SEXT8 -> fits(value.arg(0), Range.signed(8));
            case SEXT16 -> fits(value.arg(0), Range.signed(16));
            case NE -> value.arg(1).isConst(0) && fits(value.arg(0), Range.BOOLEAN);
            default -> false;
        };
    }

    /** A value with the same low bits, past what changes only higher ones. */
    static Value low(Value value, int bits) {
        Value at = same(value);
        while (keepsLow(at, bits)) {
            at = same(at.arg(0));
        }
        return at;
    }

    private static boolean keepsLow(Value value, int bits) {
        return switch (value.op()) {
            case L2I, ZEXT32 -> bits <= 32;
            case ZEXT8, SEXT8 -> bits <= 8;
            case ZEXT16, SEXT16 -> bits <= 16;
            case AND -> {
                long mask = bits == 64 ? -1 : (1L << bits) - 1;
                yield value.arg(1).isConst() && (value.arg(1).imm() & mask) == mask;
            }
            default -> false;
        };
    }

    /** Whether it is 0 or 1. */
    static boolean isBoolean(Value value) {
        return fits(value, Range.BOOLEAN);
    }

    private static boolean fits(Value value, Range range) {
        return range(value, MAX_DEPTH).within(range);
    }

    private static Range range(Value value, int depth) {
        Range byType = value.type() == Type.I32 ? Range.INT : Range.ALL;
        if (depth == 0) {
            return byType;
        }
        return switch (value.op()) {
            case CONST -> new Range(value.imm(), value.imm());
            case EQ, NE, LT, GE, LTU, GEU, CAS, INSTANCE_OF -> Range.BOOLEAN;
            case CMP, CMPU -> new Range(-1, 1);
            case ZEXT8 -> Range.unsigned(8);
            case ZEXT16 -> Range.unsigned(16);
            case SEXT8 -> narrowed(value, Range.signed(8), depth);
            case SEXT16 -> narrowed(value, Range.signed(16), depth);
            case L2I -> narrowed(value, Range.INT, depth);
            case ZEXT32 -> narrowed(value, Range.unsigned(32), depth);
            case I2L -> range(value.arg(0), depth - 1);
            case AND -> and(range(value.arg(0), depth - 1), range(value.arg(1), depth - 1), byType);
            case OR, XOR -> or(range(value.arg(0), depth - 1), range(value.arg(1), depth - 1), byType);
            case USHR, SHR -> value.arg(1).isConst() ? shifted(value, depth) : byType;
            case LOAD -> loaded(value, byType);
            default -> byType;
        };
    }

    private static Range narrowed(Value value, Range result, int depth) {
        Range from = range(value.arg(0), depth - 1);
        return from.within(result) ? from : result;
    }

    private static Range and(Range left, Range right, Range byType) {
        if (left.isNonNegative() || right.isNonNegative()) {
            long high = left.isNonNegative() ? left.high : Long.MAX_VALUE;
            return new Range(0, Math.min(high, right.isNonNegative() ? right.high : Long.MAX_VALUE));
        }
        return byType;
    }

    private static Range or(Range left, Range right, Range byType) {
        if (left.isNonNegative() && right.isNonNegative()) {
            return Range.unsigned(64 - Long.numberOfLeadingZeros(left.high | right.high));
        }
        return byType;
    }

    private static Range shifted(Value value, int depth) {
        int width = value.type() == Type.I32 ? 32 : 64;
        int count = (int) value.arg(1).imm() & (width - 1);
        Range from = range(value.arg(0), depth - 1);
        if (value.op() == Op.SHR || from.isNonNegative()) {
            return new Range(from.low >> count, from.high >> count);
        }
        return count == 0 ? from : Range.unsigned(width - count);
    }

    private static Range loaded(Value value, Range byType) {
        Access access = value.access();
        int bits = access.width() * 8;
        if (bits == 64 || (bits == 32 && value.type() == Type.I32)) {
            return byType;
        }
        return access.signed() ? Range.signed(bits) : Range.unsigned(bits);
    }
}
