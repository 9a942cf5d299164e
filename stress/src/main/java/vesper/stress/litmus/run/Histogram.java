package vesper.stress.litmus.run;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vesper.stress.litmus.test.FinalState;

/**
 * How often each final state was seen.
 *
 * @param counts those seen, each at least once, in the order of their spelling
 */
public record Histogram(SortedMap<FinalState, Long> counts) {
    public Histogram {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Iterations in all. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How often this state was seen. */
    public long count(FinalState state) {
        return counts.getOrDefault(state, 0L);
    }

    /** Those seen that are not among {@code allowed}, in order. */
    public List<FinalState> outside(Collection<FinalState> allowed) {
        return counts.keySet().stream()
                .filter(state -> !allowed.contains(state))
                .toList();
    }
}
