package vesper.stress.litmus.test;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A place in memory that threads share, {@link #bytes} long; two locations never touch.
 *
 * @param type of each element
 * @param array whether it was declared with a length, so that its elements are named {@code x[0]}, {@code x[1]}...
 * @param values what it holds before: one value, or as many as the array is long
 */
public record Location(String name, DataType type, boolean array, List<Value> values) {
    public Location {
        values = List.copyOf(values);
    }

    public int bytes() {
        return type.bytes() * values.size();
    }

    /** As the initial state declares it. */
    @Override
    public String toString() {
        String all = values.stream().map(Value::toString).collect(Collectors.joining(","));
        return array ? "%s %s[%d]={%s}".formatted(type, name, values.size(), all) : type + " " + name + "=" + all;
    }
}
