package vesper.hart.execute;

import vesper.isa.Instruction;

/**
 * Zba, Zbb and Zbs (unprivileged manual, chapter "B"), and whatever else {@link vesper.hart.code.Op} has no constant
 * for: pure functions of two values and an immediate.
 */
public final class BitManipulation {
    private static final long WORD = 0xffff_ffffL;

    private BitManipulation() {}

    /** {@code a} and {@code b} are rs1's and rs2's values; {@code imm} is the immediate or shift amount, if there is one. */
    public static long execute(Instruction row, long a, long b, int imm) {
        return switch (row) {
            case ADD_UW -> b + (a & WORD);
            case SH1ADD -> b + (a << 1);
            case SH2ADD -> b + (a << 2);
            case SH3ADD -> b + (a << 3);
            case SH1ADD_UW -> b + ((a & WORD) << 1);
            case SH2ADD_UW -> b + ((a & WORD) << 2);
            case SH3ADD_UW -> b + ((a & WORD) << 3);
            case SLLI_UW -> (a & WORD) << imm;
            case ANDN -> a & ~b;
            case ORN -> a | ~b;
            case XNOR -> ~(a ^ b);
            case CLZ -> Long.numberOfLeadingZeros(a);
            case CTZ -> Long.numberOfTrailingZeros(a);
            case CPOP -> Long.bitCount(a);
            case CLZW -> Integer.numberOfLeadingZeros((int) a);
            case CTZW -> Integer.numberOfTrailingZeros((int) a);
            case CPOPW -> Integer.bitCount((int) a);
            case MAX -> Math.max(a, b);
            case MAXU -> Long.compareUnsigned(a, b) > 0 ? a : b;
            case MIN -> Math.min(a, b);
            case MINU -> Long.compareUnsigned(a, b) < 0 ? a : b;
            case SEXT_B -> (byte) a;
            case SEXT_H -> (short) a;
            case ZEXT_H -> a & 0xffff;
            case ROL -> Long.rotateLeft(a, (int) b);
            case ROR -> Long.rotateRight(a, (int) b);
            case RORI -> Long.rotateRight(a, imm);
            case ROLW -> Integer.rotateLeft((int) a, (int) b);
            case RORW -> Integer.rotateRight((int) a, (int) b);
            case RORIW -> Integer.rotateRight((int) a, imm);
            case ORC_B -> orCombineBytes(a);
            case REV8 -> Long.reverseBytes(a);
            case BCLR -> a & ~(1L << b);
            case BCLRI -> a & ~(1L << imm);
            case BEXT -> a >>> b & 1;
            case BEXTI -> a >>> imm & 1;
            case BINV -> a ^ 1L << b;
            case BINVI -> a ^ 1L << imm;
            case BSET -> a | 1L << b;
            case BSETI -> a | 1L << imm;
            default -> throw new IllegalArgumentException("not a bit manipulation: " + row);
        };
    }

    /** Each byte that is not zero becomes 0xff. */
    private static long orCombineBytes(long a) {
        final long low7 = 0x7f7f_7f7f_7f7f_7f7fL;
        long nonZero = ((a & low7) + low7 | a) & ~low7;
        return (nonZero >>> 7) * 0xff;
    }
}
