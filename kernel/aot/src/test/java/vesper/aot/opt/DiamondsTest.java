package vesper.aot.opt;

import org.junit.jupiter.api.Test;

/** Conditions that javac turned to 1 or 0. */
class DiamondsTest {
    @Test
    void aConditionThatIsStoredIsItself() {
        Golden.check("""
                vesper.Test.run(II)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = LT v0 v1
                    v3: I32 = CONST 1
                    v4: I32 = CONST 0
                    IF v2 -> [b1, b2]
                b1: <- [b0]
                    GOTO -> [b3]
                b2: <- [b0]
                    GOTO -> [b3]
                b3: <- [b1, b2]
                    v5: I32 = PHI v3 v4
                    RETURN v5
                """, """
                vesper.Test.run(II)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = LT v0 v1
                    v3: I32 = CONST 1
                    v4: I32 = CONST 0
                    RETURN v2
                """, new Diamonds(), new FoldBranches());
    }

    @Test
    void theOtherWayRoundItIsTheInverse() {
        Golden.check("""
                vesper.Test.run(II)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = LT v0 v1
                    v3: I32 = CONST 1
                    v4: I32 = CONST 0
                    IF v2 -> [b1, b2]
                b1: <- [b0]
                    GOTO -> [b3]
                b2: <- [b0]
                    GOTO -> [b3]
                b3: <- [b1, b2]
                    v5: I32 = PHI v4 v3
                    RETURN v5
                """, """
                vesper.Test.run(II)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = LT v0 v1
                    v3: I32 = CONST 1
                    v4: I32 = CONST 0
                    v5: I32 = GE v0 v1
                    RETURN v5
                """, new Diamonds(), new FoldBranches());
    }
}
