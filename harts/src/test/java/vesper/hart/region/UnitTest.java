package vesper.hart.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vesper.hart.code.Op;
import vesper.hart.code.Slot;

/** Which accesses share one look into the table, and what that look must cover. */
class UnitTest {
    private static final int SP = 2;
    private static final int A0 = 10;
    private static final int A1 = 11;

    private final List<Step> steps = new ArrayList<>();

    private void step(int op, int rd, int rs1, int rs2, int imm) {
        long slot = op
                | (long) rd << Slot.RD_SHIFT
                | (long) rs1 << Slot.RS1_SHIFT
                | (long) rs2 << Slot.RS2_SHIFT
                | (long) imm << Slot.IMM_SHIFT;
        steps.add(new Step(4 * steps.size(), 4, slot));
    }

    private List<PageGroup> groups() {
        return new Unit(steps).groups();
    }

    @Test
    void aGroupSpansFromTheFirstByteOfTheLeastToTheLastOfTheMost() {
        step(Op.LD, A1, A0, 0, 248);
        step(Op.LW, A1, A0, 0, 0);
        PageGroup group = groups().getFirst();
        assertEquals(0, group.first());
        assertEquals(256, group.span());
    }

    @Test
    void anAddedConstantIsPartOfTheDistance() {
        step(Op.ADDI, SP, SP, 0, -32);
        step(Op.SD, 0, SP, A0, 24);
        step(Op.SD, 0, SP, A1, 16);
        PageGroup group = groups().getFirst();
        assertEquals(SP, group.register);
        assertEquals(-16, group.first());
        assertEquals(16, group.span());
    }

    @Test
    void loadsAndStoresHaveTablesOfTheirOwn() {
        step(Op.LD, A1, A0, 0, 0);
        step(Op.SD, 0, A0, A1, 8);
        assertTrue(groups().isEmpty());
    }

    @Test
    void whatIsNotAlignedWithTheOthersSharesTheLook() {
        step(Op.LD, A1, A0, 0, 0);
        step(Op.LH, A1, A0, 0, 11);
        assertEquals(13, groups().getFirst().span());
    }

    @Test
    void whatIsFarFromTheOthersGoesAlone() {
        step(Op.LD, A1, A0, 0, 0);
        step(Op.LD, A1, A0, 0, PageGroup.MAX_SPAN - 7);
        assertTrue(groups().isEmpty());
    }

    @Test
    void aRegisterThatIsLoadedIsUnknownFromThenOn() {
        step(Op.LD, A0, A0, 0, 0);
        step(Op.LD, A1, A0, 0, 8);
        assertTrue(groups().isEmpty());
    }

    @Test
    void behindAnAtomicNothingIsShared() {
        step(Op.AMOADD_D, A1, SP, SP, 0);
        step(Op.LD, A1, A0, 0, 0);
        step(Op.LD, A1, A0, 0, 8);
        assertTrue(groups().isEmpty());
    }

    private int turns() {
        return new Unit(steps).unrolled().steps.size() / steps.size();
    }

    private void loop(int size) {
        for (int i = 0; i < size - 1; i++) {
            step(Op.ADD, A0, A0, A1, 0);
        }
        step(Op.BNE, 0, A0, A1, -4 * (size - 1));
    }

    @Test
    void aShortLoopIsWrittenFourTimes() {
        loop(8);
        assertEquals(4, turns());
    }

    @Test
    void aLongerLoopIsWrittenLessOften() {
        loop(16);
        assertEquals(2, turns());
    }

    @Test
    void aLongLoopIsWrittenOnce() {
        loop(17);
        assertEquals(1, turns());
    }

    @Test
    void whatDoesNotLeadBackToItsBeginningIsWrittenOnce() {
        step(Op.ADD, A0, A0, A1, 0);
        step(Op.ADD, A0, A0, A1, 0);
        step(Op.BNE, 0, A0, A1, -4);
        assertEquals(1, turns());
    }

    /** Only the last branch is not to the next turn; and one turn alone is what it was. */
    @Test
    void eachTurnButTheLastLeadsToTheNext() {
        loop(8);
        Unit unit = new Unit(steps).unrolled();
        assertTrue(unit.leadsToNextTurn(7));
        assertTrue(unit.leadsToNextTurn(23));
        assertFalse(unit.leadsToNextTurn(30));
        assertFalse(unit.leadsToNextTurn(31));
        assertEquals(steps, unit.once().steps);
    }

    /** Four doublewords, eight bytes apart. */
    @Test
    void turnsThatMoveByAConstantShareALook() {
        step(Op.LD, A1, A0, 0, 0);
        step(Op.ADDI, A0, A0, 0, 8);
        step(Op.BNE, 0, A0, SP, -8);
        PageGroup group = new Unit(steps).unrolled().groups().getFirst();
        assertEquals(List.of(0, 3, 6, 9), group.members());
        assertEquals(32, group.span());
    }
}
