package vesper.aot.opt;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Loads from objects that are there already. */
class FinalFieldsTest {
    /** A final field of eight bytes, one of four, and one that changes. */
    @SuppressWarnings("UnusedVariable") // the pass reads them, by reflection
    private static final class Box {
        private final long size = Long.parseLong("4096");
        private final int order = Integer.parseInt("-3");
        int used;
    }

    @Test
    void finalFieldsAndLengthsAreConstants() {
        Box box = new Box();
        box.used = 5;
        Golden.check(Map.of("box", box, "array", new int[12]), """
                vesper.Test.run()V
                b0: <- []
                    v0: REF = OBJECT {box}
                    v1: I64 = LOAD 8 {i8 IMMUTABLE} v0
                    v2: I32 = LOAD 16 {i4 IMMUTABLE} v0
                    v3: I32 = LOAD 20 {i4 FIELD:Box.used} v0
                    v4: REF = OBJECT {array}
                    v5: I32 = LOAD 8 {i4 IMMUTABLE:length} v4
                    RETURN
                """, """
                vesper.Test.run()V
                b0: <- []
                    v0: REF = OBJECT {vesper.aot.opt.FinalFieldsTest$Box}
                    v1: I64 = CONST 4096
                    v2: I32 = CONST -3
                    v3: I32 = LOAD 20 {i4 FIELD:Box.used} v0
                    v4: REF = OBJECT {[I}
                    v5: I32 = CONST 12
                    RETURN
                """, new FinalFields());
    }

    @Test
    void aCharacterOfAStringIsAConstant() {
        Golden.check(Map.of("text", "Vesper"), """
                vesper.Test.run()I
                b0: <- []
                    v0: REF = OBJECT {text}
                    v1: I32 = LOAD 18 {u1 IMMUTABLE} v0
                    RETURN v1
                """, """
                vesper.Test.run()I
                b0: <- []
                    v0: REF = OBJECT {java.lang.String}
                    v1: I32 = CONST 115
                    RETURN v1
                """, new FinalFields());
    }
}
