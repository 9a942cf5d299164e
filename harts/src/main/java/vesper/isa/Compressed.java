package vesper.isa;

import java.util.Arrays;

/**
 * The C extension as a mapping onto 32-bit encodings (manual, chapter 26): a hart executes only base forms.
 *
 * <p>HINTs expand to the base instruction without effect that they stand for. {@code 0} means "no such encoding": it is
 * no legal word of either length.
 */
public final class Compressed {
    private static final int ZERO = 0;
    private static final int RA = 1;
    private static final int SP = 2;

    private Compressed() {}

    /** Whether an instruction that starts with these 16 bits is 16 bits long. */
    public static boolean isCompressed(int halfword) {
        return (halfword & 3) != 3;
    }

    /** The 32-bit encoding that the low 16 bits stand for, or 0 if they are illegal or reserved on RV64. */
    public static int expand(int halfword) {
        return switch (halfword & 3) {
            case 0 -> quadrant0(halfword);
            case 1 -> quadrant1(halfword);
            case 2 -> quadrant2(halfword);
            default -> 0;
        };
    }

    /** A 16-bit encoding with the same effect as {@code word}, or 0 if there is none. */
    public static int compress(int word) {
        int same = Inverse.find(word);
        return same != 0 ? same : Inverse.find(canonical(word));
    }

    /** The form of a word that has a compressed one: operands of a commutative instruction swapped, a move as an add. */
    private static int canonical(int word) {
        int rd = Operands.rd(word);
        int rs1 = Operands.rs1(word);
        int rs2 = Operands.rs2(word);
        Instruction row = Instruction.decode(word);
        if (row == null) {
            return 0;
        }
        return switch (row) {
            case ADDI -> Operands.immI(word) == 0 ? r(Instruction.ADD, rd, ZERO, rs1) : 0;
            case ADD -> rs2 == ZERO ? r(Instruction.ADD, rd, ZERO, rs1) : r(Instruction.ADD, rd, rs2, rs1);
            case ADDW -> r(Instruction.ADDW, rd, rs2, rs1);
            case AND -> r(Instruction.AND, rd, rs2, rs1);
            case OR -> r(Instruction.OR, rd, rs2, rs1);
            case XOR -> r(Instruction.XOR, rd, rs2, rs1);
            default -> 0;
        };
    }

    private static int quadrant0(int half) {
        int rs1 = 8 + bits(half, 7, 3);
        int rd = 8 + bits(half, 2, 3);
        int word = bits(half, 10, 3) << 3 | bits(half, 6, 1) << 2 | bits(half, 5, 1) << 6;
        int doubleword = bits(half, 10, 3) << 3 | bits(half, 5, 2) << 6;
        return switch (half >>> 13 & 7) {
            case 0 -> {
                int imm =
                        bits(half, 11, 2) << 4 | bits(half, 7, 4) << 6 | bits(half, 6, 1) << 2 | bits(half, 5, 1) << 3;
                yield imm == 0 ? 0 : i(Instruction.ADDI, rd, SP, imm);
            }
            case 1 -> i(Instruction.FLD, rd, rs1, doubleword);
            case 2 -> i(Instruction.LW, rd, rs1, word);
            case 3 -> i(Instruction.LD, rd, rs1, doubleword);
            case 5 -> s(Instruction.FSD, rd, rs1, doubleword);
            case 6 -> s(Instruction.SW, rd, rs1, word);
            case 7 -> s(Instruction.SD, rd, rs1, doubleword);
            default -> 0;
        };
    }

    private static int quadrant1(int half) {
        int rd = bits(half, 7, 5);
        int imm = imm6(half);
        return switch (half >>> 13 & 7) {
            case 0 -> i(Instruction.ADDI, rd, rd, imm);
            case 1 -> rd == 0 ? 0 : i(Instruction.ADDIW, rd, rd, imm);
            case 2 -> i(Instruction.ADDI, rd, ZERO, imm);
            case 3 -> rd == SP ? addi16sp(half) : imm == 0 ? 0 : Instruction.LUI.match() | rd << 7 | imm << 12;
            case 4 -> arithmetic(half);
            case 5 -> Instruction.JAL.match() | Operand.IMM_J.encode(jumpOffset(half));
            case 6 -> branch(Instruction.BEQ, half);
            default -> branch(Instruction.BNE, half);
        };
    }

    private static int quadrant2(int half) {
        int rd = bits(half, 7, 5);
        int rs2 = bits(half, 2, 5);
        int loadWord = bits(half, 12, 1) << 5 | bits(half, 4, 3) << 2 | bits(half, 2, 2) << 6;
        int loadDoubleword = bits(half, 12, 1) << 5 | bits(half, 5, 2) << 3 | bits(half, 2, 3) << 6;
        int storeWord = bits(half, 9, 4) << 2 | bits(half, 7, 2) << 6;
        int storeDoubleword = bits(half, 10, 3) << 3 | bits(half, 7, 3) << 6;
        return switch (half >>> 13 & 7) {
            case 0 -> i(Instruction.SLLI, rd, rd, shamt(half));
            case 1 -> i(Instruction.FLD, rd, SP, loadDoubleword);
            case 2 -> rd == 0 ? 0 : i(Instruction.LW, rd, SP, loadWord);
            case 3 -> rd == 0 ? 0 : i(Instruction.LD, rd, SP, loadDoubleword);
            case 4 -> bits(half, 12, 1) == 0 ? jumpOrMove(rd, rs2) : linkOrAdd(rd, rs2);
            case 5 -> s(Instruction.FSD, rs2, SP, storeDoubleword);
            case 6 -> s(Instruction.SW, rs2, SP, storeWord);
            default -> s(Instruction.SD, rs2, SP, storeDoubleword);
        };
    }

    private static int addi16sp(int half) {
        int imm = half << 19 >> 31 << 9
                | bits(half, 6, 1) << 4
                | bits(half, 5, 1) << 6
                | bits(half, 3, 2) << 7
                | bits(half, 2, 1) << 5;
        return imm == 0 ? 0 : i(Instruction.ADDI, SP, SP, imm);
    }

    private static int arithmetic(int half) {
        int rd = 8 + bits(half, 7, 3);
        int rs2 = 8 + bits(half, 2, 3);
        return switch (bits(half, 10, 2)) {
            case 0 -> i(Instruction.SRLI, rd, rd, shamt(half));
            case 1 -> i(Instruction.SRAI, rd, rd, shamt(half));
            case 2 -> i(Instruction.ANDI, rd, rd, imm6(half));
            default ->
                switch (bits(half, 12, 1) << 2 | bits(half, 5, 2)) {
                    case 0 -> r(Instruction.SUB, rd, rd, rs2);
                    case 1 -> r(Instruction.XOR, rd, rd, rs2);
                    case 2 -> r(Instruction.OR, rd, rd, rs2);
                    case 3 -> r(Instruction.AND, rd, rd, rs2);
                    case 4 -> r(Instruction.SUBW, rd, rd, rs2);
                    case 5 -> r(Instruction.ADDW, rd, rd, rs2);
                    default -> 0;
                };
        };
    }

    private static int jumpOrMove(int rd, int rs2) {
        if (rs2 != 0) {
            return r(Instruction.ADD, rd, ZERO, rs2);
        }
        return rd == 0 ? 0 : i(Instruction.JALR, ZERO, rd, 0);
    }

    private static int linkOrAdd(int rd, int rs2) {
        if (rs2 != 0) {
            return r(Instruction.ADD, rd, rd, rs2);
        }
        return rd == 0 ? Instruction.EBREAK.match() : i(Instruction.JALR, RA, rd, 0);
    }

    private static int branch(Instruction row, int half) {
        int offset = half << 19 >> 31 << 8
                | bits(half, 10, 2) << 3
                | bits(half, 5, 2) << 6
                | bits(half, 3, 2) << 1
                | bits(half, 2, 1) << 5;
        return row.match() | (8 + bits(half, 7, 3)) << 15 | Operand.IMM_B.encode(offset);
    }

    private static int jumpOffset(int half) {
        return half << 19 >> 31 << 11
                | bits(half, 11, 1) << 4
                | bits(half, 9, 2) << 8
                | bits(half, 8, 1) << 10
                | bits(half, 7, 1) << 6
                | bits(half, 6, 1) << 7
                | bits(half, 3, 3) << 1
                | bits(half, 2, 1) << 5;
    }

    /** The signed immediate in bits 12 and 6..2. */
    private static int imm6(int half) {
        return half << 19 >> 31 << 5 | bits(half, 2, 5);
    }

    /** The unsigned shift amount in the same bits. */
    private static int shamt(int half) {
        return imm6(half) & 63;
    }

    private static int bits(int half, int low, int count) {
        return (half >>> low) & ((1 << count) - 1);
    }

    private static int r(Instruction row, int rd, int rs1, int rs2) {
        return row.match() | rd << 7 | rs1 << 15 | rs2 << 20;
    }

    private static int i(Instruction row, int rd, int rs1, int imm) {
        return row.match() | rd << 7 | rs1 << 15 | imm << 20;
    }

    private static int s(Instruction row, int rs2, int rs1, int imm) {
        return row.match() | rs2 << 20 | rs1 << 15 | Operand.IMM_S.encode(imm);
    }

    /** {@link #expand} read backwards: exact by construction. Built on first use, since only the assembler asks. */
    private static final class Inverse {
        // Sorted; the word is above, its halfword in the low 16 bits.
        private static final long[] PAIRS = pairs();

        private static long[] pairs() {
            long[] pairs = new long[1 << 16];
            int count = 0;
            for (int half = 0; half < 1 << 16; half++) {
                int word = expand(half);
                if (word != 0) {
                    pairs[count++] = (long) word << 16 | half;
                }
            }
            pairs = Arrays.copyOf(pairs, count);
            Arrays.sort(pairs);
            return pairs;
        }

        /** The least halfword that expands to {@code word}, or 0. */
        static int find(int word) {
            int at = Arrays.binarySearch(PAIRS, (long) word << 16);
            // The key itself is never there: halfword 0 is illegal.
            int next = -at - 1;
            boolean found = next < PAIRS.length && (int) (PAIRS[next] >> 16) == word;
            return found ? (int) PAIRS[next] & 0xffff : 0;
        }
    }
}
