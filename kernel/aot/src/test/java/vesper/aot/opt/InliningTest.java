package vesper.aot.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Position;
import vesper.aot.ir.Value;
import vesper.aot.ir.Verifier;

/** Bodies in the place of calls. */
class InliningTest {
    private static final String CALLER = """
            vesper.Test.run(I)I
            b0: <- []
                v0: I32 = PARAM 0
                v1: I32 = CALL {vesper.Test.bit(I)I} v0
                v2: I32 = ADD v1 v0
                RETURN v2
            """;
    private static final String BIT = """
            vesper.Test.bit(I)I
            b0: <- []
                v0: I32 = PARAM 0
                v1: I32 = CONST 1
                v2: I32 = CONST 8
                IF v0 -> [b1, b2]
            b1: <- [b0]
                RETURN v1
            b2: <- [b0]
                RETURN v2
            """;
    private static final String RECURSIVE = """
            vesper.Test.bit(I)I
            b0: <- []
                v0: I32 = PARAM 0
                v1: I32 = CALL {vesper.Test.bit(I)I} v0
                RETURN v1
            """;
    private static final String FAILING = """
            vesper.Test.bit(I)I
            b0: <- []
                v0: I32 = PARAM 0
                FAIL "IllegalStateException: never"
            """;

    private final SortedMap<MethodRef, Graph> graphs = new TreeMap<>();

    private Graph add(String text) {
        Graph graph = GraphText.parse(text);
        graphs.put(graph.method(), graph);
        return graph;
    }

    private boolean inline(Graph caller) {
        boolean changed = new Inliner(graphs, Set.of(), method -> false, new CallGraph(graphs)).run(caller);
        Verifier.verify(caller);
        return changed;
    }

    @Test
    void aSmallBodyTakesThePlaceOfItsCall() {
        Graph caller = add(CALLER);
        add(BIT);
        assertTrue(inline(caller));
        assertEquals("""
                vesper.Test.run(I)I
                b0: <- []
                    v0: I32 = PARAM 0
                    GOTO -> [b2]
                b1: <- [b3, b4]
                    v1: I32 = PHI v3 v4
                    v2: I32 = ADD v1 v0
                    RETURN v2
                b2: <- [b0]
                    v3: I32 = CONST 1
                    v4: I32 = CONST 8
                    IF v0 -> [b3, b4]
                b3: <- [b2]
                    GOTO -> [b1]
                b4: <- [b2]
                    GOTO -> [b1]
                """, GraphText.normal(caller));
    }

    @Test
    void aMethodThatCallsItselfStaysACall() {
        Graph caller = add(CALLER);
        Graph recursive = add(RECURSIVE);
        assertFalse(inline(caller));
        assertFalse(inline(recursive));
    }

    @Test
    void whatFollowsABodyThatNeverReturnsGoes() {
        Graph caller = add(CALLER);
        add(FAILING);
        assertTrue(inline(caller));
        new FoldBranches().run(caller);
        assertEquals("""
                vesper.Test.run(I)I
                b0: <- []
                    v0: I32 = PARAM 0
                    FAIL "IllegalStateException: never"
                """, GraphText.normal(caller));
    }

    @Test
    void positionsTellWhereTheBodyWasInlined() {
        Graph caller = add(CALLER);
        Graph body = add(BIT);
        Position outermost = new Position(caller.method(), "vesper/Outer.java", 9, null);
        Position there = new Position(caller.method(), "vesper/Test.java", 5, outermost);
        Position inner = new Position(body.method(), "vesper/Test.java", 7, null);
        body.entry().values().forEach(value -> value.position(inner));
        CallGraph.calls(caller).getFirst().position(there);
        inline(caller);
        Value one = caller.blocks().stream()
                .flatMap(block -> block.values().stream())
                .filter(value -> value.isConst(1) && value.op() == Op.CONST)
                .findFirst()
                .orElseThrow();
        Position position = Objects.requireNonNull(one.position());
        assertEquals(7, position.line());
        assertEquals(there, position.caller());
    }
}
