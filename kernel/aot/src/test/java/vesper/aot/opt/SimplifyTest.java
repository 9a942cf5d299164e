package vesper.aot.opt;

import org.junit.jupiter.api.Test;

/** Algebra on single values; what it leaves without a use is taken out for the reader. */
class SimplifyTest {
    @Test
    void shiftsThatUndoEachOtherBecomeOneMask() {
        Golden.check("""
                vesper.Test.run(J)J
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I32 = CONST 3
                    v2: I64 = USHR v0 v1
                    v3: I64 = SHL v2 v1
                    RETURN v3
                """, """
                vesper.Test.run(J)J
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I64 = CONST -8
                    v2: I64 = AND v0 v1
                    RETURN v2
                """, new Simplify(), new DeadCode(), new Simplify(), new DeadCode());
    }

    @Test
    void theFrameOfAPageTableEntryKeepsItsThreeShifts() {
        Golden.check("""
                vesper.Test.run(J)J
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I32 = CONST 10
                    v2: I64 = SHL v0 v1
                    v3: I32 = CONST 20
                    v4: I64 = USHR v2 v3
                    v5: I32 = CONST 12
                    v6: I64 = SHL v4 v5
                    RETURN v6
                """, """
                vesper.Test.run(J)J
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I32 = CONST 10
                    v2: I64 = SHL v0 v1
                    v3: I32 = CONST 20
                    v4: I64 = USHR v2 v3
                    v5: I32 = CONST 12
                    v6: I64 = SHL v4 v5
                    RETURN v6
                """, new Simplify(), new DeadCode(), new Simplify(), new DeadCode());
    }

    @Test
    void aMaskThatChangesNothingGoes() {
        Golden.check("""
                vesper.Test.run(J)J
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I32 = CONST 56
                    v2: I64 = USHR v0 v1
                    v3: I64 = CONST 255
                    v4: I64 = AND v2 v3
                    RETURN v4
                """, """
                vesper.Test.run(J)J
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I32 = CONST 56
                    v2: I64 = USHR v0 v1
                    RETURN v2
                """, new Simplify(), new DeadCode(), new Simplify(), new DeadCode());
    }

    @Test
    void aByteThatIsMaskedIsLoadedUnsigned() {
        Golden.check("""
                vesper.Test.run(J)I
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I32 = LOAD 5 {i1 RAW OPAQUE} v0
                    v2: I32 = CONST 255
                    v3: I32 = AND v1 v2
                    RETURN v3
                """, """
                vesper.Test.run(J)I
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I32 = LOAD 5 {u1 RAW OPAQUE} v0
                    RETURN v1
                """, new Simplify(), new DeadCode(), new Simplify(), new DeadCode());
    }

    @Test
    void aWordThatIsZeroExtendedIsLoadedSo() {
        Golden.check("""
                vesper.Test.run(J)J
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I32 = LOAD {i4 RAW OPAQUE} v0
                    v2: I64 = I2L v1
                    v3: I64 = CONST 4294967295
                    v4: I64 = AND v2 v3
                    RETURN v4
                """, """
                vesper.Test.run(J)J
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I64 = LOAD {u4 RAW OPAQUE} v0
                    RETURN v1
                """, new Simplify(), new DeadCode(), new Simplify(), new DeadCode());
    }

    @Test
    void aComparisonOfAComparisonIsOne() {
        Golden.check("""
                vesper.Test.run(JJ)I
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I64 = PARAM 1
                    v2: I32 = CMPU v0 v1
                    v3: I32 = CONST 0
                    v4: I32 = GE v2 v3
                    RETURN v4
                """, """
                vesper.Test.run(JJ)I
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I64 = PARAM 1
                    v2: I32 = GEU v0 v1
                    RETURN v2
                """, new Simplify(), new DeadCode(), new Simplify(), new DeadCode());
    }

    @Test
    void constantsOfAnAddressEndInTheOffset() {
        Golden.check("""
                vesper.Test.run(JI)I
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I64 = I2L v1
                    v3: I64 = CONST 6
                    v4: I64 = ADD v2 v3
                    v5: I32 = CONST 2
                    v6: I64 = SHL v4 v5
                    v7: I64 = ADD v0 v6
                    v8: I32 = LOAD 16 {i4 ARRAY:I} v7
                    RETURN v8
                """, """
                vesper.Test.run(JI)I
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I64 = I2L v1
                    v3: I32 = CONST 2
                    v4: I64 = SHL v2 v3
                    v5: I64 = ADD v0 v4
                    v6: I32 = LOAD 40 {i4 ARRAY:I} v5
                    RETURN v6
                """, new Simplify(), new DeadCode(), new Simplify(), new DeadCode());
    }

    @Test
    void anIntThatWasMadeLongIsAddedAsAnInt() {
        Golden.check("""
                vesper.Test.run(II)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I64 = I2L v0
                    v3: I64 = I2L v1
                    v4: I64 = ADD v2 v3
                    v5: I32 = L2I v4
                    RETURN v5
                """, """
                vesper.Test.run(II)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = ADD v0 v1
                    RETURN v2
                """, new Simplify(), new DeadCode(), new Simplify(), new DeadCode());
    }

    @Test
    void divisionByAPowerOfTwoIsAShiftOnlyIfUnsigned() {
        Golden.check("""
                vesper.Test.run(I)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = CONST 8
                    v2: I32 = DIVU v0 v1
                    v3: I32 = DIV v0 v1
                    v4: I32 = ADD v2 v3
                    RETURN v4
                """, """
                vesper.Test.run(I)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = CONST 8
                    v2: I32 = CONST 3
                    v3: I32 = USHR v0 v2
                    v4: I32 = DIV v0 v1
                    v5: I32 = ADD v3 v4
                    RETURN v5
                """, new Simplify(), new DeadCode(), new Simplify(), new DeadCode());
    }

    @Test
    void aStoreTakesNoMoreBitsThanItWrites() {
        Golden.check("""
                vesper.Test.run(JJ)V
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I64 = PARAM 1
                    v2: I32 = L2I v1
                    v3: I32 = SEXT8 v2
                    STORE {i1 RAW OPAQUE} v0 v3
                    RETURN
                """, """
                vesper.Test.run(JJ)V
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I64 = PARAM 1
                    STORE {i1 RAW OPAQUE} v0 v1
                    RETURN
                """, new Simplify(), new DeadCode(), new Simplify(), new DeadCode());
    }

    @Test
    void aPhiOfOneValueIsThatValue() {
        Golden.check("""
                vesper.Test.run(I)I
                b0: <- []
                    v0: I32 = PARAM 0
                    IF v0 -> [b1, b2]
                b1: <- [b0]
                    GOTO -> [b3]
                b2: <- [b0]
                    GOTO -> [b3]
                b3: <- [b1, b2]
                    v1: I32 = PHI v0 v0
                    RETURN v1
                """, """
                vesper.Test.run(I)I
                b0: <- []
                    v0: I32 = PARAM 0
                    IF v0 -> [b1, b2]
                b1: <- [b0]
                    GOTO -> [b3]
                b2: <- [b0]
                    GOTO -> [b3]
                b3: <- [b1, b2]
                    RETURN v0
                """, new Simplify(), new DeadCode(), new Simplify(), new DeadCode());
    }
}
