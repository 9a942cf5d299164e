package vesper.aot.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dominators and loops of two nested loops with a way around the inner one. */
class LoopsTest {
    private final Graph graph = new Graph(new MethodRef("vesper/Test", "run", "(I)V"), List.of(Type.I32), Type.VOID);
    private final Block entry = graph.newBlock();
    private final Block outer = graph.newBlock();
    private final Block inner = graph.newBlock();
    private final Block latch = graph.newBlock();
    private final Block exit = graph.newBlock();

    @BeforeEach
    void connect() {
        Value condition = entry.add(Op.PARAM, Type.I32);
        entry.endGoto(outer);
        outer.endIf(condition, inner, latch);
        inner.endIf(condition, inner, latch);
        latch.endIf(condition, outer, exit);
        exit.endReturn(null);
    }

    @Test
    void aMergeIsDominatedByWhereTheWaysPart() {
        Dominators dominators = Dominators.of(graph);
        assertSame(outer, dominators.parent(latch));
        assertNull(dominators.parent(entry));
        assertTrue(dominators.dominates(outer, exit));
        assertFalse(dominators.dominates(inner, latch));
        assertEquals(List.of(entry, outer, inner, latch, exit), dominators.order());
    }

    @Test
    void loopsKnowTheirBlocksAndTheLoopsAroundThem() {
        Loops loops = Loops.of(graph, Dominators.of(graph));
        assertEquals(2, loops.all().size());
        Loops.Loop around = Objects.requireNonNull(loops.of(latch));
        Loops.Loop within = Objects.requireNonNull(loops.of(inner));
        assertEquals(List.of(outer, inner, latch), around.blocks());
        assertSame(around, within.parent());
        assertEquals(List.of(latch), around.latches());
        assertEquals(2, loops.depth(inner));
        assertEquals(0, loops.depth(exit));
    }

    @Test
    void blocksThatNothingLeadsToAreUnknown() {
        Block lost = graph.newBlock();
        lost.endGoto(exit);
        Dominators dominators = Dominators.of(graph);
        assertFalse(dominators.isReachable(lost));
        assertSame(latch, dominators.parent(exit));
    }
}
