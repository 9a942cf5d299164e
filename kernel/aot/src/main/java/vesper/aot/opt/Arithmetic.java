package vesper.aot.opt;

import vesper.aot.ir.Op;
import vesper.aot.ir.Type;

/** What pure {@link Op}s compute, on constants. An I32 is held sign-extended. */
final class Arithmetic {
    private Arithmetic() {}

    /** The result of {@code op} on two args of {@code type}; a shift's count is an I32 all the same. */
    static long binary(Op op, Type type, long a, long b) {
        return type == Type.I32 ? narrow(op, (int) a, (int) b) : wide(op, a, b);
    }

    /** The result of an extension, of the given type. */
    static long unary(Op op, Type type, long a) {
        long result = switch (op) {
            case SEXT8 -> (byte) a;
            case SEXT16 -> (short) a;
            case ZEXT8 -> a & 0xff;
            case ZEXT16 -> a & 0xffff;
            case I2L, L2I -> (int) a;
            case ZEXT32 -> a & 0xffff_ffffL;
            default -> throw new IllegalArgumentException(op.toString());
        };
        return type == Type.I32 ? (int) result : result;
    }

    static boolean isUnary(Op op) {
        return switch (op) {
            case SEXT8, SEXT16, ZEXT8, ZEXT16, I2L, L2I, ZEXT32 -> true;
            default -> false;
        };
    }

    static boolean isBinary(Op op) {
        return switch (op) {
            case ADD, SUB, MUL, MULH, MULHU, DIV, REM, DIVU, REMU, AND, OR, XOR, SHL, SHR, USHR -> true;
            default -> isComparison(op) || op == Op.CMP || op == Op.CMPU;
        };
    }

    /** Whether it gives 0 or 1 of two args. */
    static boolean isComparison(Op op) {
        return switch (op) {
            case EQ, NE, LT, GE, LTU, GEU -> true;
            default -> false;
        };
    }

    static boolean isCommutative(Op op) {
        return switch (op) {
            case ADD, MUL, MULH, MULHU, AND, OR, XOR, EQ, NE -> true;
            default -> false;
        };
    }

    /** The comparison that holds when {@code op} doesn't. */
    static Op inverse(Op op) {
        return switch (op) {
            case EQ -> Op.NE;
            case NE -> Op.EQ;
            case LT -> Op.GE;
            case GE -> Op.LT;
            case LTU -> Op.GEU;
            case GEU -> Op.LTU;
            default -> throw new IllegalArgumentException(op.toString());
        };
    }

    private static long narrow(Op op, int a, int b) {
        return switch (op) {
            case MULH -> (int) (((long) a * b) >> 32);
            case MULHU -> (int) ((Integer.toUnsignedLong(a) * Integer.toUnsignedLong(b)) >>> 32);
            case DIVU -> b == 0 ? -1 : Integer.divideUnsigned(a, b);
            case REMU -> b == 0 ? a : Integer.remainderUnsigned(a, b);
            case SHL -> a << b;
            case SHR -> a >> b;
            case USHR -> a >>> b;
            // Two's complement: the low half of the wide result; comparisons see the sign-extended values.
            default -> {
                long result = wide(op, a, b);
                yield (int) result;
            }
        };
    }

    private static long wide(Op op, long a, long b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case MULH -> Math.multiplyHigh(a, b);
            case MULHU -> Math.unsignedMultiplyHigh(a, b);
            case DIV -> b == 0 ? -1 : a / b;
            case REM -> b == 0 ? a : a % b;
            case DIVU -> b == 0 ? -1 : Long.divideUnsigned(a, b);
            case REMU -> b == 0 ? a : Long.remainderUnsigned(a, b);
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case SHL -> a << b;
            case SHR -> a >> b;
            case USHR -> a >>> b;
            case EQ -> a == b ? 1 : 0;
            case NE -> a != b ? 1 : 0;
            case LT -> a < b ? 1 : 0;
            case GE -> a >= b ? 1 : 0;
            case LTU -> Long.compareUnsigned(a, b) < 0 ? 1 : 0;
            case GEU -> Long.compareUnsigned(a, b) >= 0 ? 1 : 0;
            case CMP -> Long.compare(a, b);
            case CMPU -> Long.signum(Long.compareUnsigned(a, b));
            default -> throw new IllegalArgumentException(op.toString());
        };
    }
}
