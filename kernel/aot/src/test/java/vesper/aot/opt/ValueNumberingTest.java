package vesper.aot.opt;

import org.junit.jupiter.api.Test;

/** What is known already, of values and of memory. */
class ValueNumberingTest {
    @Test
    void theSameSumIsComputedOnce() {
        Golden.check("""
                vesper.Test.run(II)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = ADD v0 v1
                    v3: I32 = ADD v1 v0
                    v4: I32 = MUL v2 v3
                    RETURN v4
                """, """
                vesper.Test.run(II)I
                b0: <- []
                    v0: I32 = PARAM 0
                    v1: I32 = PARAM 1
                    v2: I32 = ADD v0 v1
                    v3: I32 = MUL v2 v2
                    RETURN v3
                """, new ValueNumbering(), new DeadCode());
    }

    @Test
    void aLoadBehindAStoreToThePlaceIsWhatWasStored() {
        Golden.check("""
                vesper.Test.run(Ljava/lang/Object;I)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = PARAM 1
                    STORE 8 {i4 FIELD:A.x} v0 v1
                    v2: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    RETURN v2
                """, """
                vesper.Test.run(Ljava/lang/Object;I)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = PARAM 1
                    STORE 8 {i4 FIELD:A.x} v0 v1
                    RETURN v1
                """, new ValueNumbering(), new DeadCode());
    }

    @Test
    void aStoreElsewhereInTheClassOfPlacesForbidsIt() {
        Golden.check("""
                vesper.Test.run(Ljava/lang/Object;Ljava/lang/Object;I)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: REF = PARAM 1
                    v2: I32 = PARAM 2
                    v3: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    STORE 8 {i4 FIELD:A.x} v1 v2
                    v4: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    v5: I32 = ADD v3 v4
                    RETURN v5
                """, """
                vesper.Test.run(Ljava/lang/Object;Ljava/lang/Object;I)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: REF = PARAM 1
                    v2: I32 = PARAM 2
                    v3: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    STORE 8 {i4 FIELD:A.x} v1 v2
                    v4: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    v5: I32 = ADD v3 v4
                    RETURN v5
                """, new ValueNumbering(), new DeadCode());
    }

    @Test
    void anotherFieldsStoreDoesNot() {
        Golden.check("""
                vesper.Test.run(Ljava/lang/Object;Ljava/lang/Object;I)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: REF = PARAM 1
                    v2: I32 = PARAM 2
                    v3: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    STORE 8 {i4 FIELD:A.y} v1 v2
                    v4: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    v5: I32 = ADD v3 v4
                    RETURN v5
                """, """
                vesper.Test.run(Ljava/lang/Object;Ljava/lang/Object;I)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: REF = PARAM 1
                    v2: I32 = PARAM 2
                    v3: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    STORE 8 {i4 FIELD:A.y} v1 v2
                    v4: I32 = ADD v3 v3
                    RETURN v4
                """, new ValueNumbering(), new DeadCode());
    }

    @Test
    void aDeviceIsReadEachTime() {
        Golden.check("""
                vesper.Test.run(J)I
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I32 = LOAD 4 {i4 RAW OPAQUE} v0
                    v2: I32 = LOAD 4 {i4 RAW OPAQUE} v0
                    v3: I32 = ADD v1 v2
                    RETURN v3
                """, """
                vesper.Test.run(J)I
                b0: <- []
                    v0: I64 = PARAM 0
                    v1: I32 = LOAD 4 {i4 RAW OPAQUE} v0
                    v2: I32 = LOAD 4 {i4 RAW OPAQUE} v0
                    v3: I32 = ADD v1 v2
                    RETURN v3
                """, new ValueNumbering(), new DeadCode());
    }

    @Test
    void aFenceMakesOthersStoresSeen() {
        Golden.check("""
                vesper.Test.run(Ljava/lang/Object;)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    FENCE 51
                    v2: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    v3: I32 = ADD v1 v2
                    RETURN v3
                """, """
                vesper.Test.run(Ljava/lang/Object;)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    FENCE 51
                    v2: I32 = LOAD 8 {i4 FIELD:A.x} v0
                    v3: I32 = ADD v1 v2
                    RETURN v3
                """, new ValueNumbering(), new DeadCode());
    }

    @Test
    void aByteThatWasStoredIsExtendedAsItsLoadWould() {
        Golden.check("""
                vesper.Test.run(Ljava/lang/Object;I)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = PARAM 1
                    STORE 8 {i1 FIELD:A.b} v0 v1
                    v2: I32 = LOAD 8 {i1 FIELD:A.b} v0
                    RETURN v2
                """, """
                vesper.Test.run(Ljava/lang/Object;I)I
                b0: <- []
                    v0: REF = PARAM 0
                    v1: I32 = PARAM 1
                    STORE 8 {i1 FIELD:A.b} v0 v1
                    v2: I32 = SEXT8 v1
                    RETURN v2
                """, new ValueNumbering(), new DeadCode());
    }
}
