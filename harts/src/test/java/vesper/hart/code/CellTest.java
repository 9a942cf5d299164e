package vesper.hart.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import vesper.hart.fetch.Decoder;

/** What a block's cells say. */
class CellTest {
    private static long slot(int op, int rd, int rs1, int rs2, int imm) {
        return op
                | (long) rd << Slot.RD_SHIFT
                | (long) rs1 << Slot.RS1_SHIFT
                | (long) rs2 << Slot.RS2_SHIFT
                | (long) imm << Slot.IMM_SHIFT;
    }

    /** The second of two compressed instructions. */
    private static long[] second(long slot) {
        return Cell.of(new long[] {slot(Op.ADDI, 1, 1, 0, 1), slot}, new short[] {0, 2, 4});
    }

    private static final long AT = Cell.at(1);

    @Test
    void anOrdinaryInstructionKeepsItsOperands() {
        long[] cells = second(slot(Op.SW, Slot.SINK, 31, 17, -2048));
        assertEquals(Op.SW, Cell.op(cells, AT));
        assertEquals(Slot.SINK, Cell.rd(cells, AT));
        assertEquals(31, Cell.rs1(cells, AT));
        assertEquals(17, Cell.rs2(cells, AT));
        assertEquals(-2048, Cell.imm(cells, AT));
    }

    @Test
    void aBranchCountsTheInstructionsBeforeItAndItself() {
        long[] cells = second(slot(Op.BLTU, 9, 5, 6, -2));
        assertEquals(2, Cell.count(cells, AT));
        assertEquals(5, Cell.rs1(cells, AT));
        assertEquals(6, Cell.rs2(cells, AT));
        assertEquals(-2, Cell.imm(cells, AT));
    }

    @Test
    void aFallThroughHasANumberOfItsOwn() {
        long[] cells = second(slot(Op.FALLTHROUGH, 0, 0, 0, 2));
        assertEquals(2, Cell.count(cells, AT));
        assertEquals(2, Cell.imm(cells, AT));
    }

    @Test
    void aJumpKnowsWhatIsBehindIt() {
        long[] cells = second(slot(Op.JAL, 1, 0, 0, 0x1000));
        assertEquals(2, Cell.count(cells, AT));
        assertEquals(4, Cell.next(cells, AT));
        assertEquals(1, Cell.rs1(cells, AT));
        assertEquals(0x1000, Cell.imm(cells, AT));
    }

    @Test
    void anIndirectJumpHasTwoNumbersWhereOthersHaveOne() {
        for (int imm : new int[] {-2048, -1, 0, 2047}) {
            long[] cells = second(slot(Op.JALR, 1, 5, 0, imm));
            assertEquals(imm, Cell.jumpOffset(cells, AT));
            assertEquals(2, Cell.jumpCount(cells, AT));
            assertEquals(4, Cell.next(cells, AT));
            assertEquals(5, Cell.rs1(cells, AT));
        }
    }

    @Test
    void theNumbersOfTheLongestBlockFit() {
        int slots = Decoder.MAX_SLOTS;
        long[] code = new long[slots];
        short[] offsets = new short[slots + 1];
        for (int i = 0; i < slots; i++) {
            code[i] = slot(Op.JAL, 1, 0, 0, 0);
            offsets[i + 1] = (short) (4 * (i + 1));
        }
        long[] cells = Cell.of(code, offsets);
        assertEquals(slots, Cell.count(cells, Cell.at(slots - 1)));
        assertEquals(4 * slots, Cell.next(cells, Cell.at(slots - 1)));
    }

    @Test
    void whatTheLoopDoesNotExecuteIsOneOperation() {
        for (int op : new int[] {Op.FLW, Op.FSD, Op.FIRST_BIT_MANIPULATION, Op.LR_W, Op.FADD_D, Op.ECALL, Op.ILLEGAL}) {
            assertEquals(Cell.OTHER, Cell.op(second(slot(op, 0, 0, 0, 0)), AT));
        }
    }
}
