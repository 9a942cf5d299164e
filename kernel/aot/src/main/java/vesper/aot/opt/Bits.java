package vesper.aot.opt;

import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** Which bits of a value may be 1, seen as the 64 bits of its register. */
final class Bits {
    private static final int DEPTH = 6;

    private Bits() {}

    static long possible(Value value) {
        return possible(value, DEPTH);
    }

    private static long possible(Value value, int depth) {
        if (value.isConst()) {
            return value.imm();
        }
        if (depth == 0) {
            return -1;
        }
        int width = value.type() == Type.I32 ? 32 : 64;
        return switch (value.op()) {
            case EQ, NE, LT, GE, LTU, GEU, INSTANCE_OF, CAS -> 1;
            case ZEXT8 -> 0xff & possible(value.arg(0), depth - 1);
            case ZEXT16 -> 0xffff & possible(value.arg(0), depth - 1);
            case ZEXT32 -> 0xffff_ffffL & possible(value.arg(0), depth - 1);
            case SEXT8 -> extend(possible(value.arg(0), depth - 1), 8);
            case SEXT16 -> extend(possible(value.arg(0), depth - 1), 16);
            case L2I -> extend(possible(value.arg(0), depth - 1), 32);
            case I2L -> possible(value.arg(0), depth - 1);
            case AND -> possible(value.arg(0), depth - 1) & possible(value.arg(1), depth - 1);
            case OR, XOR -> possible(value.arg(0), depth - 1) | possible(value.arg(1), depth - 1);
            case ADD -> sum(value, width, depth);
            case SHL, USHR, SHR -> shift(value, width, depth);
            case LOAD ->
                value.access().signed() || value.access().width() == 8
                        ? -1
                        : (1L << (8 * value.access().width())) - 1;
            case PHI -> phi(value, depth);
            default -> -1;
        };
    }

    /** The bits of {@code mask} below {@code width}; those above copy its highest. */
    private static long extend(long mask, int width) {
        return mask << (64 - width) >> (64 - width);
    }

    private static long sum(Value value, int width, int depth) {
        long a = possible(value.arg(0), depth - 1);
        long b = possible(value.arg(1), depth - 1);
        if (a < 0 || b < 0) {
            return lowZeros(a | b);
        }
        long high = Long.highestOneBit(a | b);
        // At most one bit more than either; a carry into the sign makes all bits possible.
        long mask = high << 1 < 0 || (width == 32 && high << 1 >= 1L << 31) ? -1 : (high << 2) - 1;
        return mask & lowZeros(a | b);
    }

    /** All bits but those below the lowest of {@code mask}. */
    private static long lowZeros(long mask) {
        return mask == 0 ? 0 : -Long.lowestOneBit(mask);
    }

    private static long shift(Value value, int width, int depth) {
        long mask = possible(value.arg(0), depth - 1);
        if (!value.arg(1).isConst()) {
            if (mask == 0 || value.op() == Op.SHL || mask < 0) {
                return mask == 0 ? 0 : -1;
            }
            return (Long.highestOneBit(mask) << 1) - 1;
        }
        int count = (int) value.arg(1).imm() & (width - 1);
        return switch (value.op()) {
            case SHL -> width == 32 ? extend(mask << count, 32) : mask << count;
            case USHR -> width == 32 ? extend((mask & 0xffff_ffffL) >>> count, 32) : mask >>> count;
            default -> mask >> count;
        };
    }

    private static long phi(Value value, int depth) {
        long mask = 0;
        for (Value arg : value.args()) {
            mask |= arg == value ? 0 : possible(arg, Math.min(depth - 1, 2));
        }
        return mask;
    }
}
