package vesper.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An option's value in QEMU's form, {@code first,key=value,key=value}. Two commas are one that belongs to the value; a
 * key given twice keeps its last value; a key alone is {@code key=on}.
 */
final class KeyValues {
    private final String option;
    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Splits a value.
     *
     * @param option for messages
     * @param firstKey what a first part without {@code =} is the value of; empty if there is no such key
     */
    KeyValues(String option, String text, String firstKey) throws UsageError {
        this.option = option + " " + text;
        List<String> parts = split(text);
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            int equals = part.indexOf('=');
            if (part.isEmpty() || equals == 0) {
                throw new UsageError(this.option + ": a key is missing");
            } else if (equals > 0) {
                values.put(part.substring(0, equals), part.substring(equals + 1));
            } else if (i == 0 && !firstKey.isEmpty()) {
                values.put(firstKey, part);
            } else {
                values.put(part, "on");
            }
        }
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean comma = c == ',';
            if (comma && i + 1 < text.length() && text.charAt(i + 1) == ',') {
                i++;
            } else if (comma) {
                parts.add(part.toString());
                part.setLength(0);
                continue;
            }
            part.append(c);
        }
        parts.add(part.toString());
        return parts;
    }

    /** Refuses keys that aren't in {@code known}. */
    KeyValues onlyKeys(Set<String> known) throws UsageError {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                throw new UsageError(option + ": unknown key " + key + NearestWord.hint(key, known));
            }
        }
        return this;
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value, which must be one of {@code known}. */
    Optional<String> oneOf(String key, Set<String> known) throws UsageError {
        String value = values.get(key);
        if (value != null && !known.contains(value)) {
            throw new UsageError(option + ": unknown " + key + " " + value + NearestWord.hint(value, known));
        }
        return Optional.ofNullable(value);
    }

    boolean flag(String key, boolean otherwise) throws UsageError {
        return oneOf(key, Set.of("on", "off", "yes", "no", "true", "false"))
                .map(value -> value.equals("on") || value.equals("yes") || value.equals("true"))
                .orElse(otherwise);
    }

    /** A whole number from {@code least} to {@code most}. */
    Optional<Integer> number(String key, int least, int most) throws UsageError {
        String value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new UsageError("%s: %s must be a number from %d to %d".formatted(option, key, least, most));
        }
        return Optional.of(Integer.parseInt(value));
    }

    UsageError error(String what) {
        return new UsageError(option + ": " + what);
    }
}
