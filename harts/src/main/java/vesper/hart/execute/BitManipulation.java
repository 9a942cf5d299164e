package vesper.hart.execute;

import vesper.hart.code.Op;

/** Zba, Zbb and Zbs (unprivileged manual, chapter "B"): pure functions of two values and an immediate. */
public final class BitManipulation {
    private static final long WORD = 0xffff_ffffL;

    private BitManipulation() {}

    /** {@code a} and {@code b} are rs1's and rs2's values; {@code imm} is the shift amount of immediate forms. */
    public static long execute(int op, long a, long b, int imm) {
        return switch (op) {
            case Op.ADD_UW -> b + (a & WORD);
            case Op.SH1ADD -> b + (a << 1);
            case Op.SH2ADD -> b + (a << 2);
            case Op.SH3ADD -> b + (a << 3);
            case Op.SH1ADD_UW -> b + ((a & WORD) << 1);
            case Op.SH2ADD_UW -> b + ((a & WORD) << 2);
            case Op.SH3ADD_UW -> b + ((a & WORD) << 3);
            case Op.SLLI_UW -> (a & WORD) << imm;
            case Op.ANDN -> a & ~b;
            case Op.ORN -> a | ~b;
            case Op.XNOR -> ~(a ^ b);
            case Op.CLZ -> Long.numberOfLeadingZeros(a);
            case Op.CTZ -> Long.numberOfTrailingZeros(a);
            case Op.CPOP -> Long.bitCount(a);
            case Op.CLZW -> Integer.numberOfLeadingZeros((int) a);
            case Op.CTZW -> Integer.numberOfTrailingZeros((int) a);
            case Op.CPOPW -> Integer.bitCount((int) a);
            case Op.MAX -> Math.max(a, b);
            case Op.MAXU -> Long.compareUnsigned(a, b) > 0 ? a : b;
            case Op.MIN -> Math.min(a, b);
            case Op.MINU -> Long.compareUnsigned(a, b) < 0 ? a : b;
            case Op.SEXT_B -> (byte) a;
            case Op.SEXT_H -> (short) a;
            case Op.ZEXT_H -> a & 0xffff;
            case Op.ROL -> Long.rotateLeft(a, (int) b);
            case Op.ROR -> Long.rotateRight(a, (int) b);
            case Op.RORI -> Long.rotateRight(a, imm);
            case Op.ROLW -> Integer.rotateLeft((int) a, (int) b);
            case Op.RORW -> Integer.rotateRight((int) a, (int) b);
            case Op.RORIW -> Integer.rotateRight((int) a, imm);
            case Op.ORC_B -> orCombineBytes(a);
            case Op.REV8 -> Long.reverseBytes(a);
            case Op.BCLR -> a & ~(1L << b);
            case Op.BCLRI -> a & ~(1L << imm);
            case Op.BEXT -> a >>> b & 1;
            case Op.BEXTI -> a >>> imm & 1;
            case Op.BINV -> a ^ 1L << b;
            case Op.BINVI -> a ^ 1L << imm;
            case Op.BSET -> a | 1L << b;
            case Op.BSETI -> a | 1L << imm;
            default -> throw new IllegalArgumentException("not a bit manipulation: op " + op);
        };
    }

    /** Each byte that is not zero becomes 0xff. */
    private static long orCombineBytes(long a) {
        final long low7 = 0x7f7f_7f7f_7f7f_7f7fL;
        long nonZero = ((a & low7) + low7 | a) & ~low7;
        return (nonZero >>> 7) * 0xff;
    }
}
