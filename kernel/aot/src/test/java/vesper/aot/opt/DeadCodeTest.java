package vesper.aot.opt;

import org.junit.jupiter.api.Test;

/** What nobody needs. */
class DeadCodeTest {
    @Test
    void aRingOfPhisGoesAndEffectsStay() {
        Golden.check("""
                vesper.Test.run(J)V
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I32 = CONST 0
                    v2: I32 = CONST 1
                    GOTO -> [b1]
                b1: <- [b0, b1]
                    v3: I32 = PHI v1 v4
                    v4: I32 = ADD v3 v2
                    v5: I32 = LOAD {i4 RAW OPAQUE} v0
                    v6: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    IF v5 -> [b1, b2]
                b2: <- [b1]
                    RETURN
                """, """
                vesper.Test.run(J)V
                b0: <- []
                    v0: I64 = PARAM 0
                    GOTO -> [b1]
                b1: <- [b0, b1]
                    v1: I32 = LOAD {i4 RAW OPAQUE} v0
                    IF v1 -> [b1, b2]
                b2: <- [b1]
                    RETURN
                """, new DeadCode());
    }
}
