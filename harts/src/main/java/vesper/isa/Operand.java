package vesper.isa;

/**
 * One operand of an encoding: where its bits lie and which values fit. Values are register numbers, byte offsets, or
 * for {@link #IMM_U} the upper 20 bits as {@code lui} writes them.
 */
public enum Operand {
    RD(0, 31),
    RS1(0, 31),
    RS2(0, 31),
    FRD(0, 31),
    FRS1(0, 31),
    FRS2(0, 31),
    FRS3(0, 31),
    /** {@code rs1} in parentheses: an address, or what an offset is added to. */
    BASE(0, 31),
    IMM_I(-0x800, 0x7ff),
    IMM_S(-0x800, 0x7ff),
    IMM_B(-0x1000, 0xffe),
    /** Written as 0 to 0xfffff; -0x80000 to -1 is taken as well and means the same bits. */
    IMM_U(-0x80000, 0xfffff),
    IMM_J(-0x10_0000, 0xf_fffe),
    SHAMT(0, 63),
    SHAMT_W(0, 31),
    CSR(0, 0xfff),
    ZIMM(0, 31),
    PRED(0, 15),
    SUCC(0, 15),
    RM(0, 7);

    private final long least;
    private final long greatest;

    Operand(long least, long greatest) {
        this.least = least;
        this.greatest = greatest;
    }

    /** Whether the value can be encoded: in range, and even where it is the offset of a jump. */
    public boolean fits(long value) {
        boolean even = (value & 1) == 0;
        return value >= least && value <= greatest && (even || (this != IMM_B && this != IMM_J));
    }

    public long least() {
        return least;
    }

    public long greatest() {
        return greatest;
    }

    /** The bits of a value that {@link #fits}, at their place. */
    public int encode(long value) {
        int bits = (int) value;
        return switch (this) {
            case RD, FRD -> bits << 7;
            case RS1, FRS1, BASE, ZIMM -> bits << 15;
            case RS2, FRS2, SHAMT, SHAMT_W, SUCC, IMM_I, CSR -> bits << 20;
            case PRED -> bits << 24;
            case FRS3 -> bits << 27;
            case RM, IMM_U -> bits << 12;
            case IMM_S -> bits >> 5 << 25 | (bits & 31) << 7;
            case IMM_B -> bits >> 12 << 31 | (bits >> 5 & 63) << 25 | (bits >> 1 & 15) << 8 | (bits >> 11 & 1) << 7;
            case IMM_J -> bits >> 20 << 31 | (bits >> 1 & 0x3ff) << 21 | (bits >> 11 & 1) << 20 | (bits & 0xff000);
        };
    }

    /** The operand's value in {@code word}; {@link #IMM_U} comes unsigned. */
    public int decode(int word) {
        return switch (this) {
            case RD, FRD -> Operands.rd(word);
            case RS1, FRS1, BASE, ZIMM -> Operands.rs1(word);
            case RS2, FRS2 -> Operands.rs2(word);
            case FRS3 -> Operands.rs3(word);
            case IMM_I -> Operands.immI(word);
            case IMM_S -> Operands.immS(word);
            case IMM_B -> Operands.immB(word);
            case IMM_U -> word >>> 12;
            case IMM_J -> Operands.immJ(word);
            case SHAMT, SHAMT_W -> Operands.shamt(word);
            case CSR -> Operands.csr(word);
            case PRED -> Operands.pred(word);
            case SUCC -> Operands.succ(word);
            case RM -> Operands.rm(word);
        };
    }
}
