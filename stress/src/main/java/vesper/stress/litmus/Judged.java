package vesper.stress.litmus;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vesper.stress.JsonLine;
import vesper.stress.litmus.model.AllowedStates;
import vesper.stress.litmus.model.Checker;
import vesper.stress.litmus.model.Model;
import vesper.stress.litmus.model.UnsupportedTestException;
import vesper.stress.litmus.model.ZalasrReading;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.LitmusTest;

/**
 * What a model says of a test.
 *
 * @param allowed null if it cannot be said
 * @param why it cannot, or empty
 * @param seconds that the judgement took
 */
record Judged(
        TestFile file,
        LitmusTest test,
        Model model,
        @Nullable AllowedStates allowed,
        String why,
        double seconds) {
    static Judged of(TestFile file, LitmusTest test, Model model, ZalasrReading reading) {
        long started = System.nanoTime();
        AllowedStates allowed = null;
        String why =
                test.unsupported().map(name -> "unknown instruction " + name).orElse("");
        if (why.isEmpty()) {
            try {
                AllowedStates found = Checker.allowed(test, model, reading);
                why = found.limit().orElse("");
                allowed = why.isEmpty() ? found : null;
            } catch (UnsupportedTestException e) {
                why = String.valueOf(e.getMessage());
            }
        }
        return new Judged(file, test, model, allowed, why, (System.nanoTime() - started) / 1e9);
    }

    Optional<AllowedStates> states() {
        return Optional.ofNullable(allowed);
    }

    /** In herd's form. */
    List<String> report() {
        return states().map(this::report).orElseGet(() -> List.of("Test " + test.name() + " unsupported: " + why, ""));
    }

    private List<String> report(AllowedStates known) {
        Collection<FinalState> states = known.states();
        long positive = states.stream().filter(test.condition()::evaluate).count();
        long negative = states.size() - positive;
        LogLines lines = new LogLines(test);
        lines.title();
        lines.add("States " + states.size());
        states.forEach(state -> lines.add(state.toString()));
        lines.verdict(states);
        lines.add("Positive: " + positive + " Negative: " + negative);
        lines.add("Condition " + test.condition());
        lines.observation(positive, negative);
        lines.time(seconds);
        return lines.all();
    }

    /** The line for {@code --json}. */
    JsonLine json() {
        JsonLine line = new JsonLine().put("path", file.path()).put("model", model.toString());
        return states().map(
                        known -> line.put("verdict", known.verdict().toString()).put("states", known.states()))
                .orElseGet(() -> line.put("verdict", "unsupported")
                        .put("states", List.of())
                        .put("why", why));
    }
}
