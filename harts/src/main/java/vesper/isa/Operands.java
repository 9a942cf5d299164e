package vesper.isa;

/**
 * The fields of a 32-bit encoding. Immediates are sign-extended and scaled to bytes; nothing is checked, since every
 * word has these bits, whatever they mean in it.
 *
 * <pre>
 *  31          25 24      20 19      15 14  12 11       7 6       0
 * +--------------+----------+----------+------+----------+---------+
 * |    funct7    |   rs2    |   rs1    |funct3|    rd    | opcode  | R
 * | rs3   | fmt  |   rs2    |   rs1    |  rm  |    rd    | opcode  | R4
 * |       imm[11:0]         |   rs1    |funct3|    rd    | opcode  | I
 * |  imm[11:5]   |   rs2    |   rs1    |funct3| imm[4:0] | opcode  | S
 * | imm[12|10:5] |   rs2    |   rs1    |funct3|[4:1|11]  | opcode  | B
 * |               imm[31:12]                  |    rd    | opcode  | U
 * |         imm[20|10:1|11|19:12]             |    rd    | opcode  | J
 * +--------------+----------+----------+------+----------+---------+
 * </pre>
 */
public final class Operands {
    private Operands() {}

    public static int opcode(int word) {
        return word & 0x7f;
    }

    public static int rd(int word) {
        return word >>> 7 & 31;
    }

    public static int rs1(int word) {
        return word >>> 15 & 31;
    }

    public static int rs2(int word) {
        return word >>> 20 & 31;
    }

    public static int rs3(int word) {
        return word >>> 27;
    }

    public static int funct3(int word) {
        return word >>> 12 & 7;
    }

    public static int funct7(int word) {
        return word >>> 25;
    }

    /** The rounding mode: 0 to 4 static, 5 and 6 reserved, 7 dynamic ({@code frm}). */
    public static int rm(int word) {
        return word >>> 12 & 7;
    }

    public static int csr(int word) {
        return word >>> 20;
    }

    /** The immediate of {@code csrrwi} and its kin: the {@code rs1} field, unsigned. */
    public static int zimm(int word) {
        return word >>> 15 & 31;
    }

    public static boolean aq(int word) {
        return (word & (1 << 26)) != 0;
    }

    public static boolean rl(int word) {
        return (word & (1 << 25)) != 0;
    }

    /** Six bits; in the word-sized shifts the sixth is part of the opcode and 0 in every legal encoding. */
    public static int shamt(int word) {
        return word >>> 20 & 63;
    }

    /** The {@code fm} field of a fence: 8 with {@code rw,rw} is {@code fence.tso}. */
    public static int fm(int word) {
        return word >>> 28;
    }

    /** The predecessor set of a fence: I 8, O 4, R 2, W 1. */
    public static int pred(int word) {
        return word >>> 24 & 15;
    }

    /** The successor set of a fence: I 8, O 4, R 2, W 1. */
    public static int succ(int word) {
        return word >>> 20 & 15;
    }

    public static int immI(int word) {
        return word >> 20;
    }

    public static int immS(int word) {
        return word >> 25 << 5 | (word >>> 7 & 31);
    }

    public static int immB(int word) {
        return word >> 31 << 12 | (word >>> 7 & 1) << 11 | (word >>> 25 & 63) << 5 | (word >>> 8 & 15) << 1;
    }

    public static int immU(int word) {
        return word & 0xffff_f000;
    }

    public static int immJ(int word) {
        return word >> 31 << 20 | (word & 0xff000) | (word >>> 20 & 1) << 11 | (word >>> 21 & 0x3ff) << 1;
    }
}
