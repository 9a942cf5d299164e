package vesper.stress.litmus.test;

import java.util.List;

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
}
