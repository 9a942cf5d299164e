package vesper.stress.litmus.model;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import vesper.stress.litmus.test.FinalState;

/**
 * What a model allows a test to end in.
 *
 * @param states every allowed final state that the test's filter lets through
 * @param verdict on the proposition of the test's condition
 * @param limit which executions were left out, if some were because a loop went round too often; one clear line
 */
public record AllowedStates(SortedSet<FinalState> states, Verdict verdict, Optional<String> limit) {
    public AllowedStates {
        states = Collections.unmodifiableSortedSet(new TreeSet<>(states));
    }
}
