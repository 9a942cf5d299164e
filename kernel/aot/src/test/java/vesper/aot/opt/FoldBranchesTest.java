package vesper.aot.opt;

import org.junit.jupiter.api.Test;

/** Blocks and branches. */
class FoldBranchesTest {
    @Test
    void aBranchOnAConstantGoesOneWay() {
        Golden.check("""
                vesper.Test.run()I
                b0: <- []
                    v0: I32 = CONST 0
                    v1: I32 = CONST 7
                    IF v0 -> [b1, b2]
                b1: <- [b0]
                    GOTO -> [b3]
                b2: <- [b0]
                    GOTO -> [b3]
                b3: <- [b1, b2]
                    v2: I32 = PHI v0 v1
                    RETURN v2
                """, """
                vesper.Test.run()I
                b0: <- []
                    v0: I32 = CONST 0
                    v1: I32 = CONST 7
                    RETURN v1
                """, new FoldBranches());
    }

    @Test
    void aSwitchOnAConstantGoesOneWay() {
        Golden.check("""
                vesper.Test.run()V
                b0: <- []
                    v0: I32 = CONST 5
                    SWITCH v0 [1, 5] -> [b1, b2, b3]
                b1: <- [b0]
                    FENCE 1
                    RETURN
                b2: <- [b0]
                    FENCE 2
                    RETURN
                b3: <- [b0]
                    FENCE 3
                    RETURN
                """, """
                vesper.Test.run()V
                b0: <- []
                    v0: I32 = CONST 5
                    FENCE 2
                    RETURN
                """, new FoldBranches());
    }

    @Test
    void nothingFollowsACheckThatFails() {
        Golden.check("""
                vesper.Test.run()V
                b0: <- []
                    v0: I32 = CONST 0
                    v1: I32 = CONST 1
                    CHECK {"index out of bounds"} v1
                    CHECK {"null pointer"} v0
                    FENCE 1
                    RETURN
                """, """
                vesper.Test.run()V
                b0: <- []
                    v0: I32 = CONST 0
                    v1: I32 = CONST 1
                    FAIL "null pointer"
                """, new FoldBranches());
    }

    @Test
    void emptyBlocksAreSkippedAndLonelyOnesJoined() {
        Golden.check("""
                vesper.Test.run(I)V
                b0: <- []
                    v0: I32 = PARAM 0
                    IF v0 -> [b1, b2]
                b1: <- [b0]
                    GOTO -> [b4]
                b2: <- [b0]
                    FENCE 1
                    GOTO -> [b3]
                b3: <- [b2]
                    FENCE 2
                    GOTO -> [b4]
                b4: <- [b1, b3]
                    RETURN
                """, """
                vesper.Test.run(I)V
                b0: <- []
                    v0: I32 = PARAM 0
                    IF v0 -> [b2, b1]
                b1: <- [b0]
                    FENCE 1
                    FENCE 2
                    GOTO -> [b2]
                b2: <- [b1, b0]
                    RETURN
                """, new FoldBranches());
    }
}
