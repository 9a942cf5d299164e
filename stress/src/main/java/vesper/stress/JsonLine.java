package vesper.stress;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One JSON object, on one line. */
public final class JsonLine {
    private final StringBuilder text = new StringBuilder();

    public JsonLine put(String name, String value) {
        return raw(name, quoted(value));
    }

    public JsonLine put(String name, long value) {
        return raw(name, Long.toString(value));
    }

    /** Six significant digits. */
    public JsonLine put(String name, double value) {
        return raw(name, String.format(Locale.ROOT, "%.6g", value));
    }

    /** An array of strings. */
    public JsonLine put(String name, Collection<?> values) {
        return raw(
                name,
                values.stream().map(value -> quoted(value.toString())).collect(Collectors.joining(",", "[", "]")));
    }

    /** An object of numbers. */
    public JsonLine put(String name, Map<?, Long> values) {
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
