package vesper.stress.litmus.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SortedSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import vesper.stress.litmus.model.AllowedStates;
import vesper.stress.litmus.model.Checker;
import vesper.stress.litmus.model.Model;
import vesper.stress.litmus.model.UnsupportedTestException;
import vesper.stress.litmus.model.Verdict;
import vesper.stress.litmus.model.ZalasrReading;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.LitmusParser;
import vesper.stress.litmus.test.LitmusSyntaxException;
import vesper.stress.litmus.test.LitmusTest;

class RandomCycleTest {
    @Property(tries = 500)
    void aCycleIsSpelledAsItIsRead(@ForAll long seed) {
        Cycle cycle = RandomCycles.of(seed);

        assertEquals(cycle.toString(), Cycle.parse(cycle.toString()).toString());
        assertEquals(cycle.test(), Cycle.parse(cycle.toString()).test());
    }

    /**
     * So the condition shows the cycle: if other executions could end in it, a sequentially consistent one would be among
     * them.
     */
    @Property(tries = 200)
    void noSequentiallyConsistentExecutionHasACycle(@ForAll long seed) throws Exception {
        LitmusTest test = parsed(RandomCycles.of(seed));

        assertEquals(Verdict.NEVER, allowed(test, Model.SC).verdict());
    }

    @Property(tries = 100)
    void theStrongerModelAllowsLess(@ForAll long seed) throws Exception {
        Cycle cycle = RandomCycles.of(seed);
        LitmusTest test = parsed(cycle);

        SortedSet<FinalState> rvwmo = allowed(test, Model.RVWMO).states();
        SortedSet<FinalState> tso = allowed(test, Model.TSO).states();
        SortedSet<FinalState> sc = allowed(test, Model.SC).states();

        assertTrue(tso.containsAll(sc));
        assertTrue(rvwmo.containsAll(sc));
        assertTrue(isOrdered(cycle) || rvwmo.containsAll(tso));
    }

    /** TSO knows no annotations, so it lets a load pass a store where rule 7 of RVWMO does not. */
    private static boolean isOrdered(Cycle cycle) {
        return cycle.events().stream()
                .map(event -> event.access().means())
                .anyMatch(means -> means.order() != Order.NONE || means.second() != Order.NONE);
    }

    /** Threads of two accesses to two locations, with nothing but program order between: no rule keeps it. */
    @Property(tries = 100)
    void whatNothingOrdersCanBeSeen(@ForAll @Size(min = 2, max = 3) List<Boolean> reads, @ForAll long seed)
            throws Exception {
        Cycle cycle = unordered(reads, seed);

        assertEquals(Verdict.SOMETIMES, allowed(parsed(cycle), Model.RVWMO).verdict());
    }

    /** The n-th thread begins with a read, or not; it ends as the seed says. */
    private static Cycle unordered(List<Boolean> reads, long seed) {
        StringBuilder edges = new StringBuilder();
        for (int i = 0; i < reads.size(); i++) {
            boolean nextReads = reads.get((i + 1) % reads.size());
            // Two reads do not communicate.
            boolean write = nextReads || (seed >>> i & 1) == 0;
            edges.append("Pod").append(reads.get(i) ? "R" : "W").append(write ? "W " : "R ");
            edges.append(write ? nextReads ? "Rfe " : "Coe " : "Fre ");
        }
        return Cycle.parse(edges.toString());
    }

    private static LitmusTest parsed(Cycle cycle) throws LitmusSyntaxException {
        GeneratedTest test = cycle.test();
        return LitmusParser.parse(test.name(), test.text());
    }

    private static AllowedStates allowed(LitmusTest test, Model model) throws UnsupportedTestException {
        return Checker.allowed(test, model, ZalasrReading.RCSC);
    }
}
