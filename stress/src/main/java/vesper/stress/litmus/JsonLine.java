package vesper.stress.litmus;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** One JSON object, on one line. */
final class JsonLine {
    private final StringBuilder text = new StringBuilder();

    JsonLine put(String name, String value) {
        return raw(name, quoted(value));
    }

    JsonLine put(String name, long value) {
        return raw(name, Long.toString(value));
    }

    /** An array of strings. */
    JsonLine put(String name, Collection<?> values) {
        return raw(
                name,
                values.stream().map(value -> quoted(value.toString())).collect(Collectors.joining(",", "[", "]")));
    }

    /** An object of numbers. */
    JsonLine put(String name, Map<?, Long> values) {
        return raw(
                name,
                values.entrySet().stream()
                        .map(entry -> quoted(entry.getKey().toString()) + ":" + entry.getValue())
                        .collect(Collectors.joining(",", "{", "}")));
    }

    private JsonLine raw(String name, String value) {
        text.append(text.isEmpty() ? "" : ",").append(quoted(name)).append(':').append(value);
        return this;
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return "{" + text + "}";
    }
}
