package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.LitmusParser;
import vesper.stress.litmus.test.LitmusSyntaxException;
import vesper.stress.litmus.test.LitmusTest;

/** Litmus tests from a few words, and short questions to the checker. */
final class Tests {
    /** The same on every hart: x6 and x8 are addresses of x and y, x10 of z, and x5 is 1. */
    static final String SAME = "int64_t x=0; int64_t y=0; int64_t z=0; ";

    private Tests() {}

    /**
     * A test whose harts start with {@code x5=1; x6=x; x8=y; x10=z} and three locations of 8 bytes.
     *
     * @param condition the proposition, as behind {@code exists}
     * @param threads the instructions of each, separated by semicolons
     */
    static LitmusTest of(String condition, String... threads) {
        StringBuilder init = new StringBuilder(SAME);
        for (int hart = 0; hart < threads.length; hart++) {
            init.append("%1$d:x5=1; %1$d:x6=x; %1$d:x8=y; %1$d:x10=z; ".formatted(hart));
        }
        return withInit(init.toString(), condition, threads);
    }

    static LitmusTest withInit(String init, String condition, String... threads) {
        return parse(text(init, condition, threads));
    }

    private static String text(String init, String condition, String... threads) {
        List<List<String>> columns = new ArrayList<>();
        int rows = 0;
        for (String thread : threads) {
            List<String> column =
                    Arrays.stream(thread.split(";", -1)).map(String::strip).toList();
            columns.add(column);
            rows = Math.max(rows, column.size());
        }
        StringBuilder text = new StringBuilder("RISCV test\n{ " + init + " }\n");
        for (int hart = 0; hart < columns.size(); hart++) {
            text.append(hart == 0 ? " P" : " | P").append(hart);
        }
        text.append(" ;\n");
        for (int row = 0; row < rows; row++) {
            for (int hart = 0; hart < columns.size(); hart++) {
                List<String> column = columns.get(hart);
                text.append(hart == 0 ? " " : " | ").append(row < column.size() ? column.get(row) : "");
            }
            text.append(" ;\n");
        }
        return text.append("exists (").append(condition).append(")\n").toString();
    }

    static LitmusTest parse(String text) {
        try {
            return LitmusParser.parse("test.litmus", text);
        } catch (LitmusSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage() + " in\n" + text, e);
        }
    }

    static Verdict verdict(LitmusTest test, Model model) {
        return verdict(test, Rules.of(model, ZalasrReading.RCSC));
    }

    static Verdict verdict(LitmusTest test, Rules rules) {
        return judge(test, rules).verdict();
    }

    static AllowedStates judge(LitmusTest test, Rules rules) {
        try {
            return Checker.allowed(test, rules);
        } catch (UnsupportedTestException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Explanation explain(LitmusTest test, String state, Model model) {
        try {
            return Checker.explain(test, FinalState.parse(state), model, ZalasrReading.RCSC);
        } catch (UnsupportedTestException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
