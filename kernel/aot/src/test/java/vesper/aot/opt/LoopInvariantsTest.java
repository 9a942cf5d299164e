package vesper.aot.opt;

import org.junit.jupiter.api.Test;

/** What leaves loops, and what stays. */
class LoopInvariantsTest {
    @Test
    void aLoadOfAWhileLoopStaysWhereItMayNotHappen() {
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
                    GOTO -> [b1]
                b1: <- [b0, b2]
                    v4: I32 = PHI v2 v8
                    v5: I32 = LT v4 v1
                    IF v5 -> [b2, b3]
                b2: <- [b1]
                    v6: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    v7: I32 = ADD v6 v1
                    STORE 12 {i4 FIELD:A.y} v0 v7
                    v8: I32 = ADD v4 v3
                    GOTO -> [b1]
                b3: <- [b1]
                    RETURN v4
                """, new LoopInvariants(), new FoldBranches());
    }

    @Test
    void ofADoLoopLoadsAndChecksGoBeforeIt() {
        Golden.check("""
                vesper.Test.run(Ljava/lang/Object;I)V
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = CONST 0
                    v3: I32 = CONST 1
                    v4: REF = CONST 0
                    GOTO -> [b1]
                b1: <- [b0, b1]
                    v5: I32 = PHI v2 v9
                    v6: I32 = NE v0 v4
                    CHECK {"null pointer"} v6
                    v7: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    v8: I32 = ADD v7 v1
                    STORE 12 {i4 FIELD:A.y} v0 v8
                    v9: I32 = ADD v5 v3
                    v10: I32 = LT v9 v1
                    IF v10 -> [b1, b2]
                b2: <- [b1]
                    RETURN
                """, """
                vesper.Test.run(Ljava/lang/Object;I)V
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = CONST 0
                    v3: I32 = CONST 1
                    v4: REF = CONST 0
                    v5: I32 = NE v0 v4
                    CHECK {"null pointer"} v5
                    v6: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    v7: I32 = ADD v6 v1
                    GOTO -> [b1]
                b1: <- [b0, b1]
                    v8: I32 = PHI v2 v9
                    STORE 12 {i4 FIELD:A.y} v0 v7
                    v9: I32 = ADD v8 v3
                    v10: I32 = LT v9 v1
                    IF v10 -> [b1, b2]
                b2: <- [b1]
                    RETURN
                """, new LoopInvariants(), new FoldBranches());
    }

    @Test
    void aLoadOfWhatTheLoopWritesStays() {
        Golden.check("""
                vesper.Test.run(Ljava/lang/Object;I)V
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = PARAM 1
                    GOTO -> [b1]
                b1: <- [b0, b1]
                    v7: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    v8: I32 = ADD v7 v1
                    STORE 8 {i4 FIELD:A.x} v0 v8
                    v10: I32 = LT v8 v1
                    IF v10 -> [b1, b2]
                b2: <- [b1]
                    RETURN
                """, """
                vesper.Test.run(Ljava/lang/Object;I)V
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = PARAM 1
                    GOTO -> [b1]
                b1: <- [b0, b1]
                    v2: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    v3: I32 = ADD v2 v1
                    STORE 8 {i4 FIELD:A.x} v0 v3
                    v4: I32 = LT v3 v1
                    IF v4 -> [b1, b2]
                b2: <- [b1]
                    RETURN
                """, new LoopInvariants(), new FoldBranches());
    }

    @Test
    void aCheckBehindAnEffectStays() {
        Golden.check("""
                vesper.Test.run(I)V
                b0: <- []
                    v1: I32 = PARAM 0
                    GOTO -> [b1]
                b1: <- [b0, b1]
                    FENCE 1
                    CHECK {"division by zero"} v1
                    GOTO -> [b1]
                """, """
                vesper.Test.run(I)V
                b0: <- []
                    v0: I32 = PARAM 0
                    GOTO -> [b1]
                b1: <- [b0, b1]
                    FENCE 1
                    CHECK {"division by zero"} v0
                    GOTO -> [b1]
                """, new LoopInvariants(), new FoldBranches());
    }
}
