package vesper.aot.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;

/** Parameters that are the same in every call. */
class ConstantParametersTest {
    private static final String CALLER = """
            vesper.Test.run()I
            b0: <- []
                v0: I32 = CONST 7
                v1: I32 = CONST 1
                v2: I32 = CALL {vesper.Test.add(II)I} v0 v0
                v3: I32 = CALL {vesper.Test.add(II)I} v0 v1
                RETURN v3
            """;
    private static final String ADD = """
            vesper.Test.add(II)I
            b0: <- []
                v0: I32 = PARAM 0
                v1: I32 = PARAM 1
                v2: I32 = ADD v0 v1
                RETURN v2
            """;

    private static String after(Set<MethodRef> calledOtherwise) {
        SortedMap<MethodRef, Graph> graphs = new TreeMap<>();
        Graph caller = GraphText.parse(CALLER);
        Graph callee = GraphText.parse(ADD);
        graphs.put(caller.method(), caller);
        graphs.put(callee.method(), callee);
        ConstantParameters.run(graphs, calledOtherwise);
        return GraphText.normal(callee);
    }

    @Test
    void whatEveryCallPassesIsKnown() {
        assertEquals("""
                vesper.Test.add(II)I
                b0: <- []
                    v0: I32 = PARAM 1
                    v1: I32 = CONST 7
                    v2: I32 = ADD v1 v0
                    RETURN v2
                """, after(Set.of()));
    }

    @Test
    void ofAMethodThatOthersCallNothingIsKnown() {
        assertEquals(ADD, after(Set.of(GraphText.parse(ADD).method())));
    }
}
