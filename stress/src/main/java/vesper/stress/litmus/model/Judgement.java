package vesper.stress.litmus.model;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.LitmusTest;

/** Goes through the candidates of a test and collects the final states of those for which an order exists. */
final class Judgement {
    private final LitmusTest test;
    private final Unfolding unfolding;
    private final Rules rules;
    private final Observation observation;

    /** The {@link Observation#bits} of allowed final states. */
    private final Set<List<Long>> allowed = new HashSet<>();

    /** What the rules keep of a run's program order whatever its loads return. */
    private final IdentityHashMap<Run, Order> kept = new IdentityHashMap<>();

    Judgement(LitmusTest test, Unfolding unfolding, Rules rules) {
        this.test = test;
        this.unfolding = unfolding;
        this.rules = rules;
        this.observation = new Observation(test.observed(), unfolding.memory());
    }

    AllowedStates judge() throws UnsupportedTestException {
        unfolding.forEachCandidate(this::consider);
        SortedSet<FinalState> states = new TreeSet<>();
        for (List<Long> bits : allowed) {
            FinalState state = observation.state(bits);
            if (test.filter().isEmpty() || test.filter().get().holds(state)) {
                states.add(state);
            }
        }
        long holding = states.stream().filter(test.condition()::evaluate).count();
        return new AllowedStates(states, Verdict.of(holding, states.size()), unfolding.limit());
    }

    private void consider(Candidate candidate) {
        List<Order> orders = candidate.runs().stream()
                .map(run -> kept.computeIfAbsent(run, this::keep))
                .toList();
        Search search = new Search(candidate, rules, Order.join(orders));
        Choices choices = new Choices();
        do {
            int[] last = observation.last(candidate, choices);
            List<Long> bits = observation.bits(candidate, last);
            if (!allowed.contains(bits) && search.succeeds(last)) {
                allowed.add(bits);
            }
        } while (choices.next());
    }

    private Order keep(Run run) {
        HartView view = new HartView(run, rules.reading(), (load, cell) -> null);
        Order order = new Order(run.operations().size());
        for (Operation a : run.operations()) {
            for (Operation b : run.operations()) {
                if (rules.order(view, a, b)) {
                    order.add(a.index(), b.index());
                }
            }
        }
        return order;
    }
}
