package vesper.hart.code;

import jdk.internal.misc.Unsafe;

/**
 * An instruction as {@code Interpreter} executes it, packed into a long so that each field is a load of its own:
 *
 * <pre>
 *  63                            32 31    24 23    16 15     8 7       0
 * +--------------------------------+--------+--------+--------+---------+
 * |              imm               |  rs2   |  rs1   |   rd   |   op    |
 * +--------------------------------+--------+--------+--------+---------+
 * |             target             |  rs2   |  rs1   | count  |   op    |  branch, or a fall-through
 * +--------------------------------+--------+--------+--------+---------+
 * |             target             | next/2 |   rd   | count  |   op    |  jal
 * +----------------+---------------+--------+--------+--------+---------+
 * |     count      |      imm      | next/2 |  rs1   |   rd   |   op    |  jalr
 * +----------------+---------------+--------+--------+--------+---------+
 * </pre>
 *
 * <p>{@code count} is how many cells were executed when the block is left there: it is what has retired, but for one that
 * falls through, and the number of the cell's link. {@code target} and {@code next} (the instruction behind) are relative
 * to the block's start.
 *
 * <p>The accesses are {@link Unsafe}'s, because a bounds check costs as much as the access. None leaves its array: a
 * register's number is a byte and {@code HartState.x} has 256 elements, and a block's last cell always leads out of it.
 */
public final class Cell {
    /** What {@link Op} has beyond {@link Op#FALLTHROUGH}, and what the loop leaves to {@code Interpreter.run}. */
    static final int OTHER = 0xff;

    /** Elements that an array of registers must have. */
    public static final int REGISTERS = 256;

    /** Where the first cell is. */
    public static final long FIRST = Unsafe.ARRAY_LONG_BASE_OFFSET;

    /** Bytes from a cell to the next. */
    public static final int SIZE = 8;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private Cell() {}

    /** A block's cells: as many as slots, and each the same instruction's. */
    public static long[] of(long[] slots, short[] offsets) {
        long[] cells = new long[slots.length];
        for (int i = 0; i < slots.length; i++) {
            cells[i] = of(slots[i], i + 1, offsets[i + 1]);
        }
        return cells;
    }

    private static long of(long slot, int count, int next) {
        int op = Slot.op(slot);
        int rd = Slot.rd(slot);
        int rs1 = Slot.rs1(slot);
        int rs2 = Slot.rs2(slot);
        int imm = Slot.imm(slot);
        return switch (op) {
            case Op.BEQ, Op.BNE, Op.BLT, Op.BGE, Op.BLTU, Op.BGEU -> pack(op, count, rs1, rs2, imm);
            case Op.FALLTHROUGH -> pack(op, count, 0, 0, imm);
            case Op.JAL -> pack(op, count, rd, next / 2, imm);
            case Op.JALR -> pack(op, rd, rs1, next / 2, (imm & 0xffff) | count << 16);
            case Op.FLW, Op.FLD, Op.FSW, Op.FSD -> OTHER;
            default -> op > Op.FALLTHROUGH ? OTHER : pack(op, rd, rs1, rs2, imm);
        };
    }

    private static long pack(int op, int rd, int rs1, int rs2, int imm) {
        return op | (long) rd << 8 | (long) rs1 << 16 | (long) rs2 << 24 | (long) imm << 32;
    }

    public static long at(int index) {
        return FIRST + (long) SIZE * index;
    }

    public static int index(long at) {
        return (int) (at - FIRST) / SIZE;
    }

    public static int op(long[] cells, long at) {
        return UNSAFE.getByte(cells, at) & 0xff;
    }

    public static int rd(long[] cells, long at) {
        return UNSAFE.getByte(cells, at + 1) & 0xff;
    }

    public static int rs1(long[] cells, long at) {
        return UNSAFE.getByte(cells, at + 2) & 0xff;
    }

    public static int rs2(long[] cells, long at) {
        return UNSAFE.getByte(cells, at + 3) & 0xff;
    }

    public static int imm(long[] cells, long at) {
        return UNSAFE.getInt(cells, at + 4);
    }

    public static int count(long[] cells, long at) {
        return UNSAFE.getByte(cells, at + 1) & 0xff;
    }

    /** The offset of the instruction behind a jump. */
    public static int next(long[] cells, long at) {
        return 2 * (UNSAFE.getByte(cells, at + 3) & 0xff);
    }

    public static int jumpOffset(long[] cells, long at) {
        return UNSAFE.getShort(cells, at + 4);
    }

    public static int jumpCount(long[] cells, long at) {
        return UNSAFE.getShort(cells, at + 6);
    }

    public static long register(long[] x, int number) {
        return UNSAFE.getLong(x, FIRST + ((long) number << 3));
    }

    public static void setRegister(long[] x, int number, long value) {
        UNSAFE.putLong(x, FIRST + ((long) number << 3), value);
    }
}
