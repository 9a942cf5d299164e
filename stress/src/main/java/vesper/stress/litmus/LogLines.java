package vesper.stress.litmus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import vesper.stress.litmus.model.Verdict;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.LitmusTest;

/** The lines that herd7 and litmus7 print of a test, for people who know them and for tools that read them. */
final class LogLines {
    private final LitmusTest test;
    private final List<String> lines = new ArrayList<>();

    LogLines(LitmusTest test) {
        this.test = test;
    }

    void add(String line) {
        lines.add(line);
    }

    void title() {
        String kind = switch (test.condition().quantifier()) {
            case EXISTS -> "Allowed";
            case NOT_EXISTS -> "Forbidden";
            case FORALL -> "Required";
        };
        add("Test " + test.name() + " " + kind);
    }

    /** {@code Ok} if what the condition asks is true of these states. */
    void verdict(Collection<FinalState> states) {
        add(test.condition().validatedBy(states) ? "Ok" : "No");
        add("Witnesses");
    }

    void observation(long positive, long negative) {
        Verdict verdict = positive == 0 ? Verdict.NEVER : negative == 0 ? Verdict.ALWAYS : Verdict.SOMETIMES;
        add("Observation %s %s %d %d".formatted(test.name(), verdict, positive, negative));
    }

    /** The last line, and an empty one behind it. */
    void time(double seconds) {
        add(String.format(Locale.ROOT, "Time %s %.2f", test.name(), seconds));
        add("");
    }

    List<String> all() {
        return List.copyOf(lines);
    }
}
