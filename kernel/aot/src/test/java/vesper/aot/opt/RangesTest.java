package vesper.aot.opt;

import org.junit.jupiter.api.Test;

/** Checks and branches that intervals and earlier conditions decide. */
class RangesTest {
    @Test
    void aLoopToTheLengthNeedsNoBoundsCheck() {
        Golden.check("""
                vesper.Test.run([I)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = CONST 0
                    v2: I32 = CONST 1
                    v3: I32 = CONST 2
                    v4: I32 = LOAD 8 {i4 IMMUTABLE:length} v0
                    GOTO -> [b1]
                b1: <- [b0, b2]
                    v5: I32 = PHI v1 v14
                    v6: I32 = PHI v1 v13
                    v7: I32 = LT v5 v4
                    IF v7 -> [b2, b3]
                b2: <- [b1]
                    v8: I32 = LTU v5 v4
                    CHECK {"index out of bounds"} v8
                    v9: I64 = I2L v5
                    v10: I64 = SHL v9 v3
                    v11: I64 = ADD v0 v10
                    v12: I32 = LOAD 16 {i4 ARRAY:I} v11
                    v13: I32 = ADD v6 v12
                    v14: I32 = ADD v5 v2
                    GOTO -> [b1]
                b3: <- [b1]
                    RETURN v6
                """, """
                vesper.Test.run([I)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = CONST 0
                    v2: I32 = CONST 1
                    v3: I32 = CONST 2
                    v4: I32 = LOAD 8 {i4 IMMUTABLE:length} v0
                    GOTO -> [b1]
                b1: <- [b0, b2]
                    v5: I32 = PHI v1 v13
                    v6: I32 = PHI v1 v12
                    v7: I32 = LT v5 v4
                    IF v7 -> [b2, b3]
                b2: <- [b1]
                    v8: I64 = I2L v5
                    v9: I64 = SHL v8 v3
                    v10: I64 = ADD v0 v9
                    v11: I32 = LOAD 16 {i4 ARRAY:I} v10
                    v12: I32 = ADD v6 v11
                    v13: I32 = ADD v5 v2
                    GOTO -> [b1]
                b3: <- [b1]
                    RETURN v6
                """, new Ranges(), new FoldBranches(), new DeadCode());
    }

    @Test
    void aLoopThatMayBeginBelowZeroKeepsIt() {
        Golden.check("""
                vesper.Test.run([II)V
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = CONST 1
                    v4: I32 = LOAD 8 {i4 IMMUTABLE:length} v0
                    GOTO -> [b1]
                b1: <- [b0, b2]
                    v5: I32 = PHI v1 v14
                    v7: I32 = LT v5 v4
                    IF v7 -> [b2, b3]
                b2: <- [b1]
                    v8: I32 = LTU v5 v4
                    CHECK {"index out of bounds"} v8
                    v14: I32 = ADD v5 v2
                    GOTO -> [b1]
                b3: <- [b1]
                    RETURN
                """, """
                vesper.Test.run([II)V
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = CONST 1
                    v3: I32 = LOAD 8 {i4 IMMUTABLE:length} v0
                    GOTO -> [b1]
                b1: <- [b0, b2]
                    v4: I32 = PHI v1 v7
                    v5: I32 = LT v4 v3
                    IF v5 -> [b2, b3]
                b2: <- [b1]
                    v6: I32 = LTU v4 v3
                    CHECK {"index out of bounds"} v6
                    v7: I32 = ADD v4 v2
                    GOTO -> [b1]
                b3: <- [b1]
                    RETURN
                """, new Ranges(), new FoldBranches(), new DeadCode());
    }

    @Test
    void aMaskedIndexIsInsideAnArrayOfThatLength() {
        Golden.check("""
                vesper.Test.run(I)V
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = CONST 255
                    v2: I32 = AND v0 v1
                    v3: I32 = CONST 256
                    v4: I32 = LTU v2 v3
                    CHECK {"index out of bounds"} v4
                    RETURN
                """, """
                vesper.Test.run(I)V
                b0: <- []
                    RETURN
                """, new Ranges(), new FoldBranches(), new DeadCode());
    }

    @Test
    void whatWasCheckedIsNotCheckedAgain() {
        Golden.check("""
                vesper.Test.run(Ljava/lang/Object;)V
                b0: <- []
                    v0: REF = PARAM 0
                    v1: REF = CONST 0
                    v2: I32 = NE v0 v1
                    CHECK {"null pointer"} v2
                    FENCE 1
                    v3: I32 = NE v0 v1
                    CHECK {"null pointer"} v3
                    RETURN
                """, """
                vesper.Test.run(Ljava/lang/Object;)V
                b0: <- []
                    v0: REF = PARAM 0
                    v1: REF = CONST 0
                    v2: I32 = NE v0 v1
                    CHECK {"null pointer"} v2
                    FENCE 1
                    RETURN
                """, new Ranges(), new FoldBranches(), new DeadCode());
    }

    @Test
    void aSmallerIndexThanACheckedOneIsInside() {
        Golden.check("""
                vesper.Test.run(I[I)V
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: REF = PARAM 1
                    v2: I32 = LOAD 8 {i4 IMMUTABLE:length} v1
                    v3: I32 = LTU v0 v2
                    CHECK {"index out of bounds"} v3
                    v4: I32 = CONST 1
                    v5: I32 = USHR v0 v4
                    v6: I32 = LTU v5 v2
                    CHECK {"index out of bounds"} v6
                    RETURN
                """, """
                vesper.Test.run(I[I)V
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: REF = PARAM 1
                    v2: I32 = LOAD 8 {i4 IMMUTABLE:length} v1
                    v3: I32 = LTU v0 v2
                    CHECK {"index out of bounds"} v3
                    RETURN
                """, new Ranges(), new FoldBranches(), new DeadCode());
    }

    @Test
    void aDivisionOfWhatIsNotNegativeIsAShift() {
        Golden.check("""
                vesper.Test.run(I)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = CONST 0
                    v2: I32 = CONST 16
                    v3: I32 = GE v0 v1
                    IF v3 -> [b1, b2]
                b1: <- [b0]
                    v4: I32 = DIV v0 v2
                    RETURN v4
                b2: <- [b0]
                    v5: I32 = DIV v0 v2
                    RETURN v5
                """, """
                vesper.Test.run(I)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = CONST 0
                    v2: I32 = CONST 16
                    v3: I32 = GE v0 v1
                    IF v3 -> [b1, b2]
                b1: <- [b0]
                    v4: I32 = CONST 4
                    v5: I32 = USHR v0 v4
                    RETURN v5
                b2: <- [b0]
                    v6: I32 = DIV v0 v2
                    RETURN v6
                """, new Ranges(), new FoldBranches(), new DeadCode());
    }

    @Test
    void theOtherBranchOfALoopsConditionHoldsBehindIt() {
        Golden.check("""
                vesper.Test.run(I)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = CONST 10
                    v2: I32 = LT v0 v1
                    IF v2 -> [b1, b2]
                b1: <- [b0]
                    RETURN v1
                b2: <- [b0]
                    v3: I32 = GE v0 v1
                    RETURN v3
                """, """
                vesper.Test.run(I)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = CONST 10
                    v2: I32 = LT v0 v1
                    IF v2 -> [b1, b2]
                b1: <- [b0]
                    RETURN v1
                b2: <- [b0]
                    v3: I32 = CONST 1
                    RETURN v3
                """, new Ranges(), new FoldBranches(), new DeadCode());
    }
}
