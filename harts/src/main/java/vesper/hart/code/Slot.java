package vesper.hart.code;

/**
 * A decoded instruction, packed into a long:
 *
 * <pre>
 *  63                            32 31  28 27    22 21    16 15    10 9          0
 * +--------------------------------+------+--------+--------+--------+-----------+
 * |   imm, target or the word      |      |  rs2   |  rs1   |   rd   |    op     |
 * +--------------------------------+------+--------+--------+--------+-----------+
 * </pre>
 *
 * <p>{@code rd} is {@link #SINK} where the instruction names {@code x0} as an integer destination: a register nobody
 * reads. {@code auipc}'s immediate and a branch's target are relative to the block's start, so that a block serves every
 * virtual address of its page.
 */
public final class Slot {
    public static final int RD_SHIFT = 10;
    public static final int RS1_SHIFT = 16;
    public static final int RS2_SHIFT = 22;
    public static final int IMM_SHIFT = 32;
    private static final int LENGTH_SHIFT = 28;
    private static final int LENGTH_MASK = 0xf;
    public static final int OP_MASK = 0x3ff;
    public static final int REGISTER_MASK = 0x3f;

    /** The destination that stands for x0. */
    public static final int SINK = 32;

    private Slot() {}

    /** The slot, and in bits that are else unused the instruction's length in bytes. */
    public static long withLength(long slot, int length) {
        return slot | (long) length << LENGTH_SHIFT;
    }

    /** What {@link #withLength} added. */
    public static int length(long slot) {
        return (int) (slot >>> LENGTH_SHIFT) & LENGTH_MASK;
    }

    /** The {@link Op} number. */
    public static int op(long slot) {
        return (int) slot & OP_MASK;
    }

    public static int rd(long slot) {
        return (int) (slot >>> RD_SHIFT) & REGISTER_MASK;
    }

    public static int rs1(long slot) {
        return (int) (slot >>> RS1_SHIFT) & REGISTER_MASK;
    }

    public static int rs2(long slot) {
        return (int) (slot >>> RS2_SHIFT) & REGISTER_MASK;
    }

    /** The immediate, a target, or for rarer instructions the whole word. */
    public static int imm(long slot) {
        return (int) (slot >> IMM_SHIFT);
    }
}
