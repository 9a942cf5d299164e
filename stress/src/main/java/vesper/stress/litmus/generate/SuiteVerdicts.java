package vesper.stress.litmus.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import vesper.stress.litmus.model.AllowedStates;
import vesper.stress.litmus.model.Checker;
import vesper.stress.litmus.model.Model;
import vesper.stress.litmus.model.UnsupportedTestException;
import vesper.stress.litmus.model.ZalasrReading;
import vesper.stress.litmus.test.LitmusParser;
import vesper.stress.litmus.test.LitmusSyntaxException;
import vesper.stress.litmus.test.LitmusTest;

/**
 * What the checker says of the suite's tests, as a table that {@code vesper litmus --verdicts} reads; and what it said
 * when the table was last looked over and frozen. {@code lw.aq} and {@code sw.rl} are read as ratified.
 */
public final class SuiteVerdicts {
    /** The table's first line. The states are RVWMO's, parted by {@code |}. */
    public static final String COLUMNS = "# path\tthreads\trvwmo\ttso\tsc\tallowed_states";

    private static final String FROZEN = "verdicts.tsv";

    private SuiteVerdicts() {}

    /** The frozen table. */
    public static List<String> frozen() {
        try (InputStream table = Objects.requireNonNull(SuiteVerdicts.class.getResourceAsStream(FROZEN), FROZEN)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The line of a test.
     *
     * @throws LitmusSyntaxException if the test's text is none
     * @throws UnsupportedTestException if the checker does not model it
     */
    public static String row(GeneratedTest generated) throws LitmusSyntaxException, UnsupportedTestException {
        LitmusTest test = LitmusParser.parse(generated.name(), generated.text());
        AllowedStates rvwmo = allowed(test, Model.RVWMO);
        String states = rvwmo.states().stream().map(Object::toString).collect(Collectors.joining("|"));
        return String.join(
                "\t",
                generated.name() + ".litmus",
                Integer.toString(test.threads().size()),
                rvwmo.verdict().toString(),
                allowed(test, Model.TSO).verdict().toString(),
                allowed(test, Model.SC).verdict().toString(),
                states);
    }

    private static AllowedStates allowed(LitmusTest test, Model model) throws UnsupportedTestException {
        return Checker.allowed(test, model, ZalasrReading.RCSC);
    }
}
