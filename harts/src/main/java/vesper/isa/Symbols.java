package vesper.isa;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the names in a program stand for: addresses of labels, and constants. */
final class Symbols implements Places {
    private final Map<String, Long> values = new HashMap<>();
    private final long[] marks;

    Symbols(int marks) {
        this.marks = new long[marks];
    }

    void define(String name, long value) {
        values.put(name, value);
    }

    void mark(Mark mark, long address) {
        marks[mark.index()] = address;
    }

    @Override
    public long address(Mark mark) {
        return marks[mark.index()];
    }

    @Override
    public long symbol(String name) {
        Long value = find(name);
        if (value == null) {
            throw new IllegalArgumentException("no symbol '" + name + "'");
        }
        return value;
    }

    /** The value of a label or constant, or null. */
    @Nullable
    Long find(String name) {
        return values.get(name);
    }

    /**
     * The value of {@code name}, {@code name+4} or {@code name-4}.
     *
     * @param user the instruction or directive that asks, for the message
     */
    long resolve(String expression, String user) {
        Long whole = values.get(expression);
        if (whole != null) {
            return whole;
        }
        int sign = Math.max(expression.lastIndexOf('+'), expression.lastIndexOf('-'));
        String name = sign > 0 ? expression.substring(0, sign) : expression;
        Long value = values.get(name);
        if (value == null) {
            // A numbered label has its count in its name; only one ahead can be missing.
            String written = name.replaceFirst("^\\.L(\\d+)\\.\\d+$", "$1f");
            throw new IllegalArgumentException(user + ": undefined label '" + written + "'");
        }
        try {
            return value + Long.decode(expression.substring(sign));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(user + ": '" + expression + "' is no label plus or minus a number", e);
        }
    }
}
