package vesper.stress.litmus.test;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the observed names hold in the end: {@code 0:x5=1; [x]=2;}. The order is that of the spelling.
 *
 * @param values in the order of {@link Observed}; never changes
 */
public record FinalState(SortedMap<Observed, Value> values) implements Comparable<FinalState> {
    public FinalState {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public FinalState(Map<Observed, Value> values) {
        this(new TreeMap<>(values));
    }

    /**
     * Reads a state as {@link #toString} spells it.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static FinalState parse(String text) {
        Cursor cursor = new Cursor("state", text);
        SortedMap<Observed, Value> values = new TreeMap<>();
        try {
            while (!cursor.atEnd()) {
                Observed name = Names.observed(cursor);
                cursor.expect("=");
                values.put(name, Names.value(cursor));
                cursor.expect(";");
            }
        } catch (LitmusSyntaxException e) {
            throw new IllegalArgumentException("'" + text + "': " + e.getMessage(), e);
        }
        return new FinalState(values);
    }

    /**
     * What a name holds.
     *
     * @throws IllegalArgumentException for a name that is not observed
     */
    public Value value(Observed name) {
        Value value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not observed in " + this);
        }
        return value;
    }

    @Override
    public int compareTo(FinalState other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + ";")
                .collect(Collectors.joining(" "));
    }
}
