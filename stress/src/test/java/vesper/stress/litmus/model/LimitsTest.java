package vesper.stress.litmus.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vesper.stress.litmus.test.LitmusTest;

/** Loops, and what the checker says of tests that it cannot judge. */
class LimitsTest {
    private static final String SPIN = "LC00: lw x7,0(x8); beq x7,x0,LC00; lw x9,0(x6)";

    @Test
    void aSpinLoopIsUnrolledAndTheLimitSaid() {
        AllowedStates states = judge(Tests.of("1:x9=0", "sw x5,0(x6); fence w,w; sw x5,0(x8)", SPIN));
        assertEquals(Verdict.SOMETIMES, states.verdict());
        assertEquals(
                Optional.of("executions in which hart 1 goes round its loop more than 4 times are left out"),
                states.limit());
    }

    @Test
    void aLoopThatCountsHasNoLimit() {
        AllowedStates states = judge(Tests.of("x=1", "li x7,10; LC00: sd x7,0(x6); addi x7,x7,-1; bne x7,x0,LC00"));
        assertEquals(Verdict.ALWAYS, states.verdict());
        assertEquals(Optional.empty(), states.limit());
    }

    @Test
    void tooManyValuesAreRefusedAndNotListedForHours() {
        String adds = "li x7,10; LC00: amoadd.d x9,x5,(x6); addi x7,x7,-1; bne x7,x0,LC00";
        UnsupportedTestException e = assertThrows(
                UnsupportedTestException.class,
                () -> Checker.allowed(Tests.of("x=20", adds, adds), Model.RVWMO, ZalasrReading.RCSC));
        assertEquals("hart 0: its loads can return too many values to list", e.getMessage());
    }

    @Test
    void aJumpForwardSkips() {
        assertEquals(
                Verdict.NEVER,
                judge(Tests.of("x=1", "j LC00; sd x5,0(x6); LC00: nop")).verdict());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lw x7,0(x5)                  | hart 0, line 4: lw x7,0(x5): it accesses 0x1, which is in no location
            lw x7,8(x6)                  | which is in no location
            addi x6,x6,2; lr.w x7,(x6)   | hart 0, line 5: lr.w x7,(x6): its address is not aligned
            addi x6,x6,1; lw.aq x7,(x6)  | hart 0, line 5: lw.aq x7,(x6): its address is not aligned
            clz x7,x5                    | clz: the checker does not model it
            amocas.q x12,x14,(x6)        | amocas.q x12,x14,(x6): the checker does not model it
            jal x1,LC00; LC00: nop       | jal: the checker does not model addresses of instructions
            LC00: j LC00                 | hart 0: it executes more than 1000 instructions
            li x7,99; LC00: sd x5,0(x6); addi x7,x7,-1; bne x7,x0,LC00 | the hart has more than 64 memory operations
            fadd.s f1,f2,f3              | fadd.s
            """)
    void whatCannotBeJudgedIsNamed(String thread, String message) {
        UnsupportedTestException e = assertThrows(
                UnsupportedTestException.class,
                () -> Checker.allowed(Tests.of("x=0", thread), Model.RVWMO, ZalasrReading.RCSC));
        assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
    }

    private static AllowedStates judge(LitmusTest test) {
        return Tests.judge(test, Rules.of(Model.RVWMO, ZalasrReading.RCSC));
    }
}
