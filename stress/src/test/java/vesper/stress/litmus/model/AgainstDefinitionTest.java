package vesper.stress.litmus.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The checker finds the same final states as the manual's definition, tried on every total order. */
class AgainstDefinitionTest {
    @Property(tries = 1000)
    void rvwmo(@ForAll long seed) {
        agree(seed, Model.RVWMO);
    }

    @Property(tries = 200)
    void tso(@ForAll long seed) {
        agree(seed, Model.TSO);
    }

    @Property(tries = 200)
    void sc(@ForAll long seed) {
        agree(seed, Model.SC);
    }

    private static void agree(long seed, Model model) {
        SmallTest test = SmallTest.random(seed);
        AllowedStates allowed = Tests.judge(test.test(), Rules.of(model, ZalasrReading.RCSC));
        assertEquals(Definition.states(test, model), allowed.states(), () -> "seed " + seed + ": " + test);
    }
}
