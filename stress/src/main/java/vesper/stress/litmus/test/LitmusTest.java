package vesper.stress.litmus.test;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A test as its file has it.
 *
 * @param doc the text in quotes below the name, or empty
 * @param info the lines {@code Key=value}, in their order
 * @param threads one or more; thread {@code i} has number {@code i}
 * @param locations those names that are observed besides the condition's
 * @param filter executions whose final state it does not hold of do not count
 */
public record LitmusTest(
        String name,
        String doc,
        Map<String, String> info,
        InitialState init,
        List<ThreadCode> threads,
        List<Observed> locations,
        Optional<Proposition> filter,
        Condition condition) {
    public LitmusTest {
        info = Collections.unmodifiableMap(new LinkedHashMap<>(info));
        threads = List.copyOf(threads);
        locations = List.copyOf(locations);
    }

    /** What a final state of this test has: the names in the condition, in {@code locations} and in the filter. */
    public NavigableSet<Observed> observed() {
        NavigableSet<Observed> names = new TreeSet<>(locations);
        Stream.concat(filter.stream(), Stream.of(condition.proposition()))
                .flatMap(Proposition::names)
                .forEach(names::add);
        return names;
    }

    /** The mnemonic of the first instruction that nothing here knows; then the test can be neither run nor judged. */
    public Optional<String> unsupported() {
        return threads.stream()
                .flatMap(thread -> thread.lines().stream())
                .flatMap(line -> line.unsupported().stream())
                .findFirst();
    }
}
