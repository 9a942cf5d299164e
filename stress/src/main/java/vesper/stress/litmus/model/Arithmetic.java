package vesper.stress.litmus.model;

import vesper.isa.Instruction;

/**
 * What instructions compute that touch registers only: RV64I, M and Zba. The checker's own, so that it depends on
 * nothing of the machine that it judges.
 */
final class Arithmetic {
    private static final long WORD = 0xffff_ffffL;

    private Arithmetic() {}

    /**
     * The value for {@code rd}.
     *
     * @param a of {@code rs1}
     * @param b of {@code rs2}, or the immediate
     * @throws UnsupportedTestException if the instruction is not known here
     */
    static long evaluate(Instruction row, long a, long b) throws UnsupportedTestException {
        return switch (row) {
            case LUI -> (int) (b << 12);
            case ADD, ADDI -> a + b;
            case SUB -> a - b;
            case SLL, SLLI -> a << b;
            case SRL, SRLI -> a >>> b;
            case SRA, SRAI -> a >> b;
            case SLT, SLTI -> a < b ? 1 : 0;
            case SLTU, SLTIU -> Long.compareUnsigned(a, b) < 0 ? 1 : 0;
            case XOR, XORI -> a ^ b;
            case OR, ORI -> a | b;
            case AND, ANDI -> a & b;
            case ADDW, ADDIW -> (int) (a + b);
            case SUBW -> (int) (a - b);
            case SLLW, SLLIW -> (long) ((int) a << b);
            case SRLW, SRLIW -> (long) ((int) a >>> b);
            case SRAW, SRAIW -> (long) ((int) a >> b);
            default -> multiplication(row, a, b);
        };
    }

    private static long multiplication(Instruction row, long a, long b) throws UnsupportedTestException {
        return switch (row) {
            case MUL -> a * b;
            case MULH -> Math.multiplyHigh(a, b);
            case MULHU -> Math.unsignedMultiplyHigh(a, b);
            case MULHSU -> Math.multiplyHigh(a, b) + (a & (b >> 63));
            case MULW -> (int) (a * b);
            case DIV -> b == 0 ? -1 : a / b;
            case DIVU -> b == 0 ? -1 : Long.divideUnsigned(a, b);
            case REM -> b == 0 ? a : a % b;
            case REMU -> b == 0 ? a : Long.remainderUnsigned(a, b);
            case DIVW -> (int) b == 0 ? -1 : (int) ((long) (int) a / (int) b);
            case DIVUW -> (int) b == 0 ? -1 : (int) ((a & WORD) / (b & WORD));
            case REMW -> (int) b == 0 ? (int) a : (int) a % (int) b;
            case REMUW -> (int) b == 0 ? (int) a : (int) ((a & WORD) % (b & WORD));
            default -> addresses(row, a, b);
        };
    }

    private static long addresses(Instruction row, long a, long b) throws UnsupportedTestException {
        return switch (row) {
            case ADD_UW -> (a & WORD) + b;
            case SH1ADD -> (a << 1) + b;
            case SH2ADD -> (a << 2) + b;
            case SH3ADD -> (a << 3) + b;
            case SH1ADD_UW -> ((a & WORD) << 1) + b;
            case SH2ADD_UW -> ((a & WORD) << 2) + b;
            case SH3ADD_UW -> ((a & WORD) << 3) + b;
            case SLLI_UW -> (a & WORD) << b;
            default -> throw new UnsupportedTestException(row.mnemonic() + ": the checker does not model it");
        };
    }

    /** Whether a branch is taken. */
    static boolean taken(Instruction row, long a, long b) {
        return switch (row) {
            case BEQ -> a == b;
            case BNE -> a != b;
            case BLT -> a < b;
            case BGE -> a >= b;
            case BLTU -> Long.compareUnsigned(a, b) < 0;
            case BGEU -> Long.compareUnsigned(a, b) >= 0;
            default -> throw new IllegalArgumentException("no branch: " + row.mnemonic());
        };
    }

    /**
     * What an AMO stores.
     *
     * @param old what it loaded, sign-extended
     * @param value of {@code rs2}, sign-extended from the AMO's width
     * @throws UnsupportedTestException if it is no AMO that is known here
     */
    static long combine(Instruction row, long old, long value) throws UnsupportedTestException {
        return switch (row) {
            case AMOSWAP_W, AMOSWAP_D -> value;
            case AMOADD_W, AMOADD_D -> old + value;
            case AMOXOR_W, AMOXOR_D -> old ^ value;
            case AMOAND_W, AMOAND_D -> old & value;
            case AMOOR_W, AMOOR_D -> old | value;
            case AMOMIN_W, AMOMIN_D -> Math.min(old, value);
            case AMOMAX_W, AMOMAX_D -> Math.max(old, value);
            // Sign extension keeps the order of unsigned words.
            case AMOMINU_W, AMOMINU_D -> Long.compareUnsigned(old, value) < 0 ? old : value;
            case AMOMAXU_W, AMOMAXU_D -> Long.compareUnsigned(old, value) > 0 ? old : value;
            default -> throw new UnsupportedTestException(row.mnemonic() + ": the checker does not model it");
        };
    }
}
