package vesper.stress.litmus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vesper.stress.JsonLine;
import vesper.stress.litmus.model.AllowedStates;
import vesper.stress.litmus.model.Model;
import vesper.stress.litmus.model.ZalasrReading;
import vesper.stress.litmus.run.Histogram;
import vesper.stress.litmus.test.Condition;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.LitmusTest;

/**
 * A test that is to be run, or has been.
 *
 * @param test null if the file has none
 * @param allowed what RVWMO allows, as far as it is known
 * @param interleaved what sequential consistency allows, as far as it is known
 * @param kind until the test is run, {@link Kind#OK} if it can be
 * @param why not, or which states are forbidden; empty if all is well
 * @param histogram what was seen
 */
record Trial(
        TestFile file,
        @Nullable LitmusTest test,
        SortedSet<FinalState> allowed,
        SortedSet<FinalState> interleaved,
        Kind kind,
        String why,
        Histogram histogram,
        double seconds) {
    enum Kind {
        /** Every state that was seen is allowed. */
        OK,
        /** A state was seen that is not. */
        FORBIDDEN,
        /** The test has what the machine or the model does not know. */
        UNSUPPORTED,
        /** The file is no test, or a thread of it trapped or did not end. */
        ERROR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Histogram NOTHING = new Histogram(new TreeMap<>());
    private static final SortedSet<FinalState> NONE = Collections.emptySortedSet();

    Trial {
        allowed = Collections.unmodifiableSortedSet(new TreeSet<>(allowed));
        interleaved = Collections.unmodifiableSortedSet(new TreeSet<>(interleaved));
    }

    /** Reads and judges a test. */
    static Trial of(TestFile file, ZalasrReading reading) {
        LitmusTest test;
        try {
            test = file.load();
        } catch (BadInputException e) {
            return new Trial(file, null, NONE, NONE, Kind.ERROR, String.valueOf(e.getMessage()), NOTHING, 0);
        }
        Judged weak = Judged.of(file, test, Model.RVWMO, reading);
        AllowedStates allowed = weak.allowed();
        if (allowed == null) {
            return new Trial(file, test, NONE, NONE, Kind.UNSUPPORTED, weak.why(), NOTHING, 0);
        }
        AllowedStates strong = Judged.of(file, test, Model.SC, reading).allowed();
        SortedSet<FinalState> interleaved = strong == null ? NONE : strong.states();
        return new Trial(file, test, allowed.states(), interleaved, Kind.OK, "", NOTHING, 0);
    }

    /** The same trial, run. */
    Trial seen(Histogram counts, double time) {
        List<FinalState> forbidden = counts.outside(allowed);
        String states = forbidden.stream()
                .map(state -> state + " seen " + counts.count(state) + " times")
                .collect(Collectors.joining(", "));
        Kind found = forbidden.isEmpty() ? Kind.OK : Kind.FORBIDDEN;
        return new Trial(file, test, allowed, interleaved, found, states, counts, time);
    }

    /** The same trial, which could not be run. */
    Trial failed(Kind how, String reason) {
        return new Trial(file, test, allowed, interleaved, how, reason, NOTHING, 0);
    }

    /** The name that the test gives itself, or the file's if there is no test. */
    String name() {
        return test == null ? file.path() : test.name();
    }

    int harts() {
        return test == null ? 0 : test.threads().size();
    }

    /** Whether a state was seen that no interleaving of the threads gives. */
    boolean isWeak() {
        return histogram.counts().keySet().stream().anyMatch(this::isWeak);
    }

    /** Whether the model allows a state that no interleaving of the threads gives. */
    boolean isWeak(FinalState state) {
        return !interleaved.contains(state);
    }

    /** In litmus7's form. */
    List<String> report() {
        if (test == null || histogram.total() == 0) {
            return List.of("Test " + name() + " " + kind + ": " + why, "");
        }
        Condition condition = test.condition();
        SortedMap<FinalState, Long> counts = histogram.counts();
        long positive = counts.entrySet().stream()
                .filter(entry -> condition.evaluate(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        long negative = histogram.total() - positive;
        boolean validated = condition.validatedBy(counts.keySet());
        LogLines lines = new LogLines(test);
        lines.title();
        lines.add("Histogram (" + counts.size() + " states)");
        counts.forEach((state, count) ->
                lines.add("%-6d%c>%s".formatted(count, condition.evaluate(state) ? '*' : ':', state)));
        lines.verdict(counts.keySet());
        lines.add("Positive: " + positive + ", Negative: " + negative);
        lines.add("Condition " + condition + (validated ? " is validated" : " is NOT validated"));
        lines.observation(positive, negative);
        lines.time(seconds);
        List<String> all = new ArrayList<>(lines.all());
        if (kind == Kind.FORBIDDEN) {
            all.add(all.size() - 1, "Forbidden " + why);
        }
        return all;
    }

    /** The line for {@code --json}. */
    JsonLine json() {
        return new JsonLine()
                .put("path", file.path())
                .put("name", name())
                .put("harts", harts())
                .put("iterations", histogram.total())
                .put("states", histogram.counts())
                .put("allowed", allowed)
                .put("result", kind.toString())
                .put("why", why);
    }
}
