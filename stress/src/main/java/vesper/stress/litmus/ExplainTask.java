package vesper.stress.litmus;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import vesper.boot.OutputFile;
import vesper.boot.UsageError;
import vesper.stress.litmus.model.Checker;
import vesper.stress.litmus.model.Explanation;
import vesper.stress.litmus.model.Model;
import vesper.stress.litmus.model.UnsupportedTestException;
import vesper.stress.litmus.model.ZalasrReading;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.LitmusTest;

/** {@code vesper litmus --explain}: why a model allows a final state of a test or not, in words and as a graph. */
record ExplainTask(
        Model model,
        ZalasrReading reading,
        @Nullable OutputFile dot,
        @Nullable OutputFile svg) {
    /**
     * Prints the words and writes the graphs.
     *
     * @param spelled the state, such as {@code 0:x5=1; [x]=2;}
     */
    void run(TestFile file, String spelled, PrintStream out) throws UsageError {
        LitmusTest test = file.load();
        FinalState state = state(test, spelled);
        Explanation explanation;
        try {
            explanation = Checker.explain(test, state, model, reading);
        } catch (UnsupportedTestException e) {
            throw new BadInputException(file.path() + ": " + e.getMessage());
        }
        out.println(explanation.text().stripTrailing());
        if (dot != null) {
            dot.write(explanation.dot());
        }
        if (svg != null) {
            svg.write(explanation.svg());
        }
    }

    private static FinalState state(LitmusTest test, String spelled) throws BadInputException {
        String names = String.join(
                        "=..; ", test.observed().stream().map(Object::toString).toList()) + "=..;";
        String closed = spelled.strip().endsWith(";") || spelled.isBlank() ? spelled : spelled + ";";
        try {
            FinalState state = FinalState.parse(closed);
            if (state.values().keySet().equals(test.observed())) {
                return state;
            }
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--explain " + e.getMessage());
        }
        throw new BadInputException("--explain '" + spelled + "': expected a state of this test: " + names);
    }
}
