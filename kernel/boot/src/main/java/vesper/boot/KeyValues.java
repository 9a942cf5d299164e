package vesper.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An option's value in QEMU's form, {@code first,key=value,key=value}. Two commas are one that belongs to the value; a
 * key given twice keeps its last value; a key alone is {@code key=on}, and {@code nokey} is {@code key=off}.
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
        this(option, List.of(text), firstKey);
    }

    /** Of an option that was given several times, and whose values are one. */
    KeyValues(String option, List<String> texts, String firstKey) throws UsageError {
        this.option = option + " " + String.join(" ", texts);
        for (String text : texts) {
            add(split(text), firstKey);
        }
    }

    private void add(List<String> parts, String firstKey) throws UsageError {
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            int equals = part.indexOf('=');
            boolean commaAtTheEnd = part.isEmpty() && i > 0 && i == parts.size() - 1;
            if (commaAtTheEnd) {
                return;
            } else if (part.isEmpty() || equals == 0) {
                throw error(parts.size() == 1 ? "a value is missing" : "a key is missing");
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

    /** Refuses keys that have no row, and values that their row doesn't take. */
    KeyValues only(List<Key> rows) throws UsageError {
        for (String given : List.copyOf(values.keySet())) {
            String key = positive(given, rows);
            String value = values.getOrDefault(key, "");
            Key row = Key.named(key, rows);
            if (row == null) {
                throw error("unknown key " + key
                        + NearestWord.hint(key, rows.stream().map(Key::name).toList()));
            }
            if (!row.takes(value)) {
                throw error(row.refusal(value));
            }
        }
        return this;
    }

    /** QEMU's old {@code nokey} becomes {@code key=off}. */
    private String positive(String key, List<Key> rows) {
        String without = key.startsWith("no") ? key.substring(2) : "";
        boolean negated = Key.named(key, rows) == null && Key.named(without, rows) != null;
        if (!negated || !get(key).equals(Optional.of("on"))) {
            return key;
        }
        values.remove(key);
        values.put(without, "off");
        return without;
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value of a key whose row knows on and off. */
    boolean flag(String key, boolean otherwise) {
        return get(key).map(Key::isOn).orElse(otherwise);
    }

    /** A whole number from {@code least} to {@code most}. */
    Optional<Integer> number(String key, int least, int most) throws UsageError {
        String value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw error("%s must be a number from %d to %d".formatted(key, least, most));
        }
        return Optional.of(Integer.parseInt(value));
    }

    /** A number of 64 bits without sign, as C writes it: decimal, 0x... or octal. */
    OptionalLong number64(String key) throws UsageError {
        String value = values.get(key);
        if (value == null) {
            return OptionalLong.empty();
        }
        String lower = value.toLowerCase(Locale.ROOT);
        boolean hexadecimal = lower.startsWith("0x");
        String digits = hexadecimal ? lower.substring(2) : lower;
        int radix = hexadecimal ? 16 : digits.startsWith("0") ? 8 : 10;
        try {
            if (Character.isLetterOrDigit(digits.isEmpty() ? ' ' : digits.charAt(0))) {
                return OptionalLong.of(Long.parseUnsignedLong(digits, radix));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw error(key + "=" + value + ": not a number of 64 bits, such as 0x80200000");
    }

    UsageError error(String what) {
        return new UsageError(option + ": " + what);
    }
}
