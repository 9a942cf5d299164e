package vesper.stress.litmus;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the trials of a run came to, together. */
final class Sums {
    private final Map<Trial.Kind, Integer> kinds = new EnumMap<>(Trial.Kind.class);
    private int tests;
    private int weak;
    private long iterations;

    void add(Trial trial) {
        tests++;
        kinds.merge(trial.kind(), 1, Integer::sum);
        weak += trial.isWeak() ? 1 : 0;
        iterations += trial.histogram().total();
    }

    int count(Trial.Kind kind) {
        return kinds.getOrDefault(kind, 0);
    }

    /** For a line of progress. */
    String brief() {
        return "%d forbidden, %d unsupported, %d error, %d weak"
                .formatted(count(Trial.Kind.FORBIDDEN), count(Trial.Kind.UNSUPPORTED), count(Trial.Kind.ERROR), weak);
    }

    /** The final table: names, then numbers. */
    List<String> table(double seconds) {
        return List.of(
                " tests      ok  forbidden  unsupported  error  weak seen   iterations  seconds",
                String.format(
                        Locale.ROOT,
                        "%6d  %6d  %9d  %11d  %5d  %9d  %11d  %7.1f",
                        tests,
                        count(Trial.Kind.OK),
                        count(Trial.Kind.FORBIDDEN),
                        count(Trial.Kind.UNSUPPORTED),
                        count(Trial.Kind.ERROR),
                        weak,
                        iterations,
                        seconds));
    }
}
