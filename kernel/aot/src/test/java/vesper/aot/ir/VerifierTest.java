package vesper.aot.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each way in which a graph can be broken is found, and the value named. */
class VerifierTest {
    private final Graph graph = new Graph(new MethodRef("vesper/Test", "run", "(I)I"), List.of(Type.I32), Type.I32);
    private final Block entry = graph.newBlock();
    private final Value parameter = entry.add(Op.PARAM, Type.I32);

    private void complains(String about) {
        String message = assertThrows(IllegalStateException.class, () -> Verifier.verify(graph))
                .getMessage();
        assertEquals("vesper.Test.run(I)I: " + about, message);
    }

    @Test
    void aWellFormedGraphPasses() {
        entry.endReturn(parameter);
        Verifier.verify(graph);
    }

    @Test
    void aUseBeforeTheDefinitionIsFound() {
        Value sum = graph.newValue(entry, Op.ADD, Type.I32, List.of(parameter, parameter));
        Value early = entry.add(Op.SUB, Type.I32, sum, parameter);
        entry.values().add(sum);
        entry.endReturn(early);
        complains("v2 (SUB) uses v1, which does not dominate it");
    }

    @Test
    void aUseOnAWayThatAvoidsTheDefinitionIsFound() {
        Block left = graph.newBlock();
        Block right = graph.newBlock();
        entry.endIf(parameter, left, right);
        Value one = left.constant(Type.I32, 1);
        left.endGoto(right);
        right.endReturn(one);
        complains("b2 ends on v1, which does not dominate it");
    }

    @Test
    void aPhiWithTooFewArgsIsFound() {
        Block next = graph.newBlock();
        entry.endGoto(next);
        Value phi = next.addPhi(Type.I32);
        next.endReturn(phi);
        complains("v1 (PHI) has 0 args for 1 predecessors");
    }

    @Test
    void argsOfOtherTypesAreFound() {
        Value wide = entry.constant(Type.I64, 1);
        Value sum = entry.add(Op.ADD, Type.I32, parameter, wide);
        entry.endReturn(sum);
        complains("v2 (ADD) adds [I32, I64] to I32");
    }

    @Test
    void anIntThatDoesNotFitIsFound() {
        entry.endReturn(entry.constant(Type.I32, 1L << 40));
        complains("v1 (CONST) is no constant of I32");
    }

    @Test
    void anEdgeThatTheSuccessorDoesNotKnowIsFound() {
        Block next = graph.newBlock();
        entry.endGoto(next);
        next.endReturn(parameter);
        next.preds().clear();
        complains("b0 is no predecessor of its successor b1");
    }

    @Test
    void aValueThatIsGoneIsFound() {
        Value one = entry.constant(Type.I32, 1);
        entry.endReturn(one);
        entry.values().remove(one);
        complains("b0 ends on v1, which is gone");
    }

    @Test
    void anEndOfTheWrongTypeIsFound() {
        entry.endReturn(entry.constant(Type.I64, 1));
        complains("b0 ends with a control of type I64, not I32");
    }
}
