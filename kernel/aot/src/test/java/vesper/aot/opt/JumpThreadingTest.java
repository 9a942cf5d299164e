package vesper.aot.opt;

import org.junit.jupiter.api.Test;

/** Branches on what a phi brings. */
class JumpThreadingTest {
    @Test
    void andOfTwoConditionsTestsEachOnce() {
        Golden.check("""
                vesper.Test.run(II)V
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = CONST 0
                    IF v0 -> [b1, b2]
                b1: <- [b0]
                    GOTO -> [b2]
                b2: <- [b1, b0]
                    v3: I32 = PHI v1 v2
                    IF v3 -> [b3, b4]
                b3: <- [b2]
                    FENCE 1
                    RETURN
                b4: <- [b2]
                    FENCE 2
                    RETURN
                """, """
                vesper.Test.run(II)V
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = PARAM 1
                    IF v0 -> [b1, b3]
                b1: <- [b0]
                    v2: I32 = PHI v1
                    IF v2 -> [b2, b3]
                b2: <- [b1]
                    FENCE 1
                    RETURN
                b3: <- [b1, b0]
                    FENCE 2
                    RETURN
                """, new JumpThreading(), new FoldBranches(), new DeadCode());
    }

    @Test
    void aValueOfTheBlockReachesItsUsersByBothWays() {
        Golden.check("""
                vesper.Test.run(II)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = CONST 0
                    IF v0 -> [b1, b2]
                b1: <- [b0]
                    GOTO -> [b3]
                b2: <- [b0]
                    GOTO -> [b3]
                b3: <- [b1, b2]
                    v3: I32 = PHI v1 v2
                    v4: I32 = ADD v3 v0
                    IF v3 -> [b4, b5]
                b4: <- [b3]
                    FENCE 1
                    GOTO -> [b6]
                b5: <- [b3]
                    FENCE 2
                    GOTO -> [b6]
                b6: <- [b4, b5]
                    RETURN v4
                """, """
                vesper.Test.run(II)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = CONST 0
                    IF v0 -> [b1, b5]
                b1: <- [b0]
                    v3: I32 = PHI v1
                    v4: I32 = ADD v3 v0
                    IF v3 -> [b2, b3]
                b2: <- [b1]
                    v5: I32 = PHI v4
                    FENCE 1
                    GOTO -> [b4]
                b3: <- [b1, b5]
                    v6: I32 = PHI v4 v8
                    FENCE 2
                    GOTO -> [b4]
                b4: <- [b2, b3]
                    v7: I32 = PHI v5 v6
                    RETURN v7
                b5: <- [b0]
                    v8: I32 = ADD v2 v0
                    GOTO -> [b3]
                """, new JumpThreading(), new FoldBranches(), new DeadCode());
    }
}
