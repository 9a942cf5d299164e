package vesper.stress.litmus.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.LitmusTest;

/** What is forbidden has a cycle of edges that are there; what is allowed has an execution. */
class ExplanationTest {
    private static final LitmusTest MESSAGE_PASSING = Tests.of(
            "1:x7=1 /\\ 1:x9=0",
            "sw x5,0(x6); fence w,w; sw x5,0(x8)",
            "lw x7,0(x8); xor x11,x7,x7; add x12,x6,x11; lw x9,0(x12)");

    @Test
    void theCycleOfMessagePassingNamesItsRules() {
        Explanation explanation = Tests.explain(MESSAGE_PASSING, "1:x7=1; 1:x9=0;", Model.RVWMO);
        assertFalse(explanation.allowed());
        assertEquals("""
                Test test, model rvwmo
                State 1:x7=1; 1:x9=0;
                Not allowed: one execution ends in it, and what must precede what has a cycle.

                  a: W32 x=1         hart 0, line 4: sw x5,0(x6)
                  b: W32 y=1         hart 0, line 6: sw x5,0(x8)
                  c: R32 y=1         hart 1, line 4: lw x7,0(x8)
                  d: R32 x=0         hart 1, line 7: lw x9,0(x12)

                The cycle a -> b -> c -> d -> a: none of these can be first in the global memory order.
                  a -> b  ppo 4 fence w,w: there is a FENCE instruction that orders a before b
                  b -> c  rf: load value axiom, c returns the value of b
                  c -> d  ppo 9 addr: d has a syntactic address dependency on c
                  d -> a  fr: load value axiom, d returns a value older than a's
                """, explanation.text());
    }

    @Test
    void whatIsAllowedHasAGlobalMemoryOrder() {
        Explanation explanation = Tests.explain(MESSAGE_PASSING, "1:x7=0; 1:x9=1;", Model.RVWMO);
        assertTrue(explanation.allowed());
        assertTrue(explanation.text().contains("A global memory order: "), explanation.text());
    }

    @Test
    void aValueThatNobodyWritesIsSaidToComeFromNoExecution() {
        Explanation explanation = Tests.explain(MESSAGE_PASSING, "1:x7=5;", Model.RVWMO);
        assertFalse(explanation.allowed());
        assertTrue(explanation.text().contains("no execution ends in it"), explanation.text());
    }

    @Test
    void aStateMayNameWhatTheConditionDoesNot() {
        assertFalse(Tests.explain(MESSAGE_PASSING, "1:x7=1; 1:x9=0; [y]=1;", Model.RVWMO)
                .allowed());
        assertTrue(Tests.explain(MESSAGE_PASSING, "[y]=1;", Model.RVWMO).allowed());
    }

    @Test
    void theInitialValueIsPartOfTheCycleIfAStoreIsMissed() {
        Explanation explanation = Tests.explain(Tests.of("0:x7=0", "sd x5,0(x6); ld x7,0(x6)"), "0:x7=0;", Model.RVWMO);
        assertTrue(
                explanation.text().contains("load value axiom, a comes before b in program order"), explanation.text());
        assertTrue(explanation.svg().contains("initially x=0"));
    }

    @Test
    void aLostPairIsExplainedByTheAtomicityAxiom() {
        String increment = "lr.d x7,(x6); addi x11,x7,1; sc.d x9,x11,(x6)";
        LitmusTest test = Tests.of("x=1", increment, increment);
        Explanation explanation = Tests.explain(test, "0:x9=0; 1:x9=0; [x]=1;", Model.RVWMO);
        assertTrue(explanation.text().contains("atomicity axiom"), explanation.text());
    }

    @Test
    void tsoAndScNameProgramOrder() {
        LitmusTest test = Tests.of("0:x7=0 /\\ 1:x7=0", "sd x5,0(x6); ld x7,0(x8)", "sd x5,0(x8); ld x7,0(x6)");
        assertTrue(Tests.explain(test, "0:x7=0; 1:x7=0;", Model.TSO).allowed());
        Explanation explanation = Tests.explain(test, "0:x7=0; 1:x7=0;", Model.SC);
        assertTrue(explanation.text().contains("a -> b  po: a precedes b in program order"), explanation.text());
    }

    @Test
    void theGraphsHaveEveryOperationAndTheCycle() {
        Explanation explanation = Tests.explain(MESSAGE_PASSING, "1:x7=1; 1:x9=0;", Model.RVWMO);
        for (String part : List.of("a: W32 x=1", "d: R32 x=0", "ppo 4 fence w,w", "ppo 9 addr", "rf", "fr", "hart 1")) {
            assertTrue(explanation.svg().contains(">" + part + "<"), part);
            assertTrue(explanation.dot().contains(part), part);
        }
    }

    /** The checker's search and the edges that explanations are made of are two ways of saying the axioms. */
    @Property(tries = 40)
    void everyStateIsExplainedAsTheCheckerJudgesIt(@ForAll long seed)
            throws UnsupportedTestException, ParserConfigurationException, SAXException, IOException {
        SmallTest small = SmallTest.random(seed);
        AllowedStates allowed = Tests.judge(small.test(), Rules.of(Model.RVWMO, ZalasrReading.RCSC));
        AllowedStates all = Tests.judge(small.test(), new Rules(Set.of(), ZalasrReading.RCSC));
        for (FinalState state : all.states().stream().limit(6).toList()) {
            Unfolding unfolding = Unfolding.of(small.test());
            Rules rules = Rules.of(Model.RVWMO, ZalasrReading.RCSC);
            Explainer explainer = new Explainer(unfolding, rules, state);
            Execution execution = explainer.execution();
            assertEquals(allowed.states().contains(state), explainer.cycle().isEmpty(), () -> state + " of " + small);
            assertIsCycle(execution, explainer.cycle());
            Explanation explanation = Tests.explain(small.test(), state.toString(), Model.RVWMO);
            assertEquals(allowed.states().contains(state), explanation.allowed());
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(explanation.svg())));
        }
    }

    private static void assertIsCycle(@Nullable Execution execution, List<Edge> cycle) {
        List<Edge> edges = Objects.requireNonNull(execution).edges();
        for (int i = 0; i < cycle.size(); i++) {
            Edge edge = cycle.get(i);
            assertTrue(edges.contains(edge));
            assertEquals(edge.to(), cycle.get((i + 1) % cycle.size()).from());
        }
    }
}
