package vesper.stress.litmus.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.stress.litmus.model.Candidate.Read;
import vesper.stress.litmus.test.FinalState;

/**
 * Looks at the executions that end in a final state.
 *
 * <p>One without a cycle is allowed. If each has one, the execution is kept whose shortest cycle is longest: the others
 * break coherence or some other rule more plainly.
 */
final class Explainer {
    /** More than states of tests of ordinary size have. */
    private static final int MOST_EXECUTIONS = 20_000;

    private final Unfolding unfolding;
    private final Rules rules;
    private final FinalState state;
    private final Observation observation;

    private @Nullable Execution best;
    private List<Edge> cycle = List.of();
    private int executions;

    Explainer(Unfolding unfolding, Rules rules, FinalState state) {
        this.unfolding = unfolding;
        this.rules = rules;
        this.state = state;
        this.observation = new Observation(state.values().keySet(), unfolding.memory());
    }

    /** The execution to show; null if none ends in the state. */
    @Nullable
    Execution execution() throws UnsupportedTestException {
        unfolding.forEachCandidate(this::consider);
        return best;
    }

    /** A cycle of the {@link #execution}; empty if it is allowed. */
    List<Edge> cycle() {
        return cycle;
    }

    /** How many end in the state, as far as looked at. */
    int executions() {
        return executions;
    }

    /** Whether there are more than were looked at. */
    boolean cutShort() {
        return executions == MOST_EXECUTIONS;
    }

    private boolean finished() {
        return (best != null && cycle.isEmpty()) || cutShort();
    }

    private void consider(Candidate candidate) {
        if (finished()) {
            return;
        }
        Choices choices = new Choices();
        do {
            int[] last = observation.last(candidate, choices);
            if (observation.state(observation.bits(candidate, last)).equals(state)) {
                consider(candidate, last);
            }
        } while (!finished() && choices.next());
    }

    private void consider(Candidate candidate, int[] last) {
        List<Read> reads = candidate.reads();
        StoreOrders stores = new StoreOrders(candidate);
        Choices choices = new Choices();
        do {
            int[] chosen = new int[reads.size()];
            for (int i = 0; i < chosen.length; i++) {
                List<Integer> sources = reads.get(i).sources();
                chosen[i] = sources.get(choices.choose(sources.size()));
            }
            int[] rank = stores.rank(last, choices);
            if (rank != null) {
                keepIfBetter(new Execution(candidate, rules, chosen, rank));
            }
        } while (!finished() && choices.next());
    }

    private void keepIfBetter(Execution execution) {
        executions++;
        List<Edge> found = execution.cycle();
        if (best == null || found.isEmpty() || found.size() > cycle.size()) {
            best = execution;
            cycle = found;
        }
    }
}
