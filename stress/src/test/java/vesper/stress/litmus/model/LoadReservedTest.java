package vesper.stress.litmus.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** LR and SC: pairing, failure, and the atomicity axiom. */
class LoadReservedTest {
    private static final String INCREMENT = "lr.d x7,(x6); addi x11,x7,1; sc.d x9,x11,(x6)";

    @Test
    void ofTwoIncrementsThatSucceedNoneIsLost() {
        assertVerdict(Verdict.NEVER, "0:x9=0 /\\ 1:x9=0 /\\ x=1", INCREMENT, INCREMENT);
        assertVerdict(Verdict.SOMETIMES, "0:x9=0 /\\ 1:x9=0 /\\ x=2", INCREMENT, INCREMENT);
    }

    @Test
    void anScMayFailForNoReason() {
        assertVerdict(Verdict.SOMETIMES, "0:x9=1 /\\ x=0", INCREMENT);
    }

    @Test
    void anScWithoutAnLrFails() {
        assertVerdict(Verdict.ALWAYS, "0:x9=1 /\\ x=0", "sc.d x9,x5,(x6)");
    }

    @Test
    void aSecondScFailsEvenIfTheFirstDid() {
        assertVerdict(Verdict.ALWAYS, "0:x11=1", "lr.d x7,(x6); sc.d x9,x5,(x6); sc.d x11,x5,(x6)");
    }

    @Test
    void noStoreOfTheSameValueMayComeBetween() {
        // The second load shows that the other hart's stores came after the LR.
        String hart = "lr.d x7,(x6); ld x12,0(x6); li x11,2; sc.d x9,x11,(x6)";
        assertVerdict(Verdict.NEVER, "0:x12=1 /\\ 0:x7=0 /\\ 0:x9=0", hart, "sd x5,0(x6); sd x0,0(x6)");
        assertVerdict(Verdict.SOMETIMES, "0:x12=1 /\\ 0:x7=0 /\\ 0:x9=1", hart, "sd x5,0(x6); sd x0,0(x6)");
    }

    @Test
    void aStoreOfTheOwnHartMayComeBetween() {
        assertVerdict(Verdict.SOMETIMES, "0:x9=0", "lr.d x7,(x6); sd x0,0(x6); sc.d x9,x5,(x6)");
    }

    @Test
    void aStoreToAByteThatWasReservedAndIsNotWrittenBreaksThePair() {
        assertVerdict(
                Verdict.NEVER,
                "0:x7=0 /\\ 0:x12=1 /\\ 0:x9=0",
                "lr.d x7,(x6); lw x12,4(x6); fence r,w; sc.w x9,x5,(x6)",
                "sw x5,4(x6)");
    }

    /** The note at the atomicity axiom: implementations may let a pair of mismatched addresses succeed. */
    @Test
    void aPairOfDifferentAddressesMaySucceed() {
        assertVerdict(Verdict.SOMETIMES, "0:x9=0 /\\ y=1", "lr.d x7,(x6); sc.d x9,x5,(x8)");
    }

    @Test
    void anScThatFailsOrdersNothing() {
        String read = "lr.d x7,(x6); sc.d x9,x5,(x6); xor x11,x9,x9; add x8,x8,x11; lw x13,0(x8)";
        String writer = "sw x5,0(x8); fence w,w; sd x5,0(x10)";
        String condition = "0:x9=%d /\\ 0:x13=0 /\\ 0:x14=1";
        String reader = "ld x14,0(x10); fence r,r; " + read;
        assertVerdict(Verdict.NEVER, condition.formatted(1), reader, writer);
        String unfenced = "ld x14,0(x10); bne x14,x0,LC00; LC00: " + read;
        assertVerdict(Verdict.SOMETIMES, condition.formatted(1), unfenced, writer);
        assertVerdict(Verdict.NEVER, condition.formatted(0), unfenced, writer);
    }

    @Test
    void anAmoIsLoadAndStoreAtOnce() {
        String add = "amoadd.w x7,x5,(x6)";
        assertVerdict(Verdict.NEVER, "x=1", add, add);
        assertVerdict(Verdict.SOMETIMES, "x=2 /\\ 0:x7=1 /\\ 1:x7=0", add, add);
        assertVerdict(Verdict.NEVER, "0:x7=1 /\\ 1:x7=1", add, add);
    }

    @Test
    void acquireOnAnScAloneAnnotatesNothing() {
        String sb = "lr.w x9,(x%d); sc.w%s x11,x5,(x%d); lw x7,0(x%d)";
        String condition = "0:x11=0 /\\ 1:x11=0 /\\ 0:x7=0 /\\ 1:x7=0";
        assertVerdict(Verdict.SOMETIMES, condition, sb.formatted(6, ".aq", 6, 8), sb.formatted(8, ".aq", 8, 6));
        assertVerdict(Verdict.NEVER, condition, sb.formatted(6, ".aqrl", 6, 8), sb.formatted(8, ".aqrl", 8, 6));
    }

    private static void assertVerdict(Verdict expected, String condition, String... threads) {
        assertEquals(expected, Tests.verdict(Tests.of(condition, threads), Model.RVWMO), condition);
    }
}
