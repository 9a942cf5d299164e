package vesper.stress.litmus.model;

import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.LitmusTest;

/** Judges litmus tests by the axioms of a memory model. */
public final class Checker {
    private Checker() {}

    /**
     * Every final state that the model allows.
     *
     * @param reading matters to {@link Model#RVWMO} only
     * @throws UnsupportedTestException if the test has what the checker does not model
     */
    public static AllowedStates allowed(LitmusTest test, Model model, ZalasrReading reading)
            throws UnsupportedTestException {
        return allowed(test, Rules.of(model, reading));
    }

    static AllowedStates allowed(LitmusTest test, Rules rules) throws UnsupportedTestException {
        return new Judgement(test, Unfolding.of(test), rules).judge();
    }

    /**
     * Why the model does not allow a final state, or that it does.
     *
     * @param state of any of the test's registers and locations, not only of those that it observes
     * @throws UnsupportedTestException if the test has what the checker does not model
     * @throws IllegalArgumentException if the state names a location that the test does not have
     */
    public static Explanation explain(LitmusTest test, FinalState state, Model model, ZalasrReading reading)
            throws UnsupportedTestException {
        Unfolding unfolding = Unfolding.of(test);
        Explainer explainer = new Explainer(unfolding, Rules.of(model, reading), state);
        Execution execution = explainer.execution();
        return new Report(test, state, model, unfolding.memory()).of(explainer, execution);
    }
}
