package vesper.aot.opt;

import org.junit.jupiter.api.Test;

/** A test before the loop and one at its end. */
class RotateLoopsTest {
    @Test
    void aWhileLoopBecomesADoLoopBehindATest() {
        Golden.check("""
                vesper.Test.run(Ljava/lang/Object;I)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = CONST 0
                    v3: I32 = CONST 1
                    GOTO -> [b1]
                b1: <- [b0, b2]
                    v4: I32 = PHI v2 v9
                    v5: I32 = LT v4 v1
                    IF v5 -> [b2, b3]
                b2: <- [b1]
                    v6: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    v7: I32 = ADD v6 v1
                    STORE 12 {i4 FIELD:A.y} v0 v7
                    v9: I32 = ADD v4 v3
                    GOTO -> [b1]
                b3: <- [b1]
                    RETURN v4
                """, """
                vesper.Test.run(Ljava/lang/Object;I)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = CONST 0
                    v3: I32 = CONST 1
                    v4: I32 = LT v2 v1
                    IF v4 -> [b1, b2]
                b1: <- [b1, b0]
                    v5: I32 = PHI v8 v2
                    v6: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    v7: I32 = ADD v6 v1
                    STORE 12 {i4 FIELD:A.y} v0 v7
                    v8: I32 = ADD v5 v3
                    v9: I32 = LT v8 v1
                    IF v9 -> [b1, b2]
                b2: <- [b1, b0]
                    v10: I32 = PHI v8 v2
                    RETURN v10
                """, new RotateLoops(), new FoldBranches());
    }
}
