package vesper.boot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of an option, and which of its values are taken: those that ask for what the machine is or does.
 *
 * @param name as QEMU has it
 * @param values what they look like, for {@code help}; several words with a bar between
 * @param taken a regular expression for the whole value
 * @param otherwise what is said of another value
 */
record Key(String name, String values, String taken, String otherwise) {
    private static final String ON = "on|yes|true|y";
    private static final String OFF = "off|no|false|n";

    /** Any value; who reads it judges it. */
    static Key text(String name) {
        return new Key(name, "TEXT", "(?s).*", "");
    }

    static Key flag(String name) {
        return new Key(name, "on|off", ON + "|" + OFF, "on or off");
    }

    /** On, which the machine is in any case. */
    static Key on(String name, String otherwise) {
        return new Key(name, "on", ON, otherwise);
    }

    /** Off, which the machine is in any case. */
    static Key off(String name, String otherwise) {
        return new Key(name, "off", OFF, otherwise);
    }

    /** A number that changes nothing. */
    static Key number(String name) {
        return new Key(name, "N", "\\d{1,18}|0[xX][0-9a-fA-F]{1,16}", "a number was expected");
    }

    /** One of a few words; {@code otherwise} may be empty. */
    static Key words(String name, String otherwise, String... words) {
        String all = String.join("|", words);
        String known = all.replace("|", ", ");
        return new Key(name, all, all.replace(".", "\\."), otherwise.isEmpty() ? "known: " + known : otherwise);
    }

    static @Nullable Key named(String name, List<Key> rows) {
        for (Key row : rows) {
            if (row.name.equals(name)) {
                return row;
            }
        }
        return null;
    }

    boolean takes(String value) {
        return value.matches(taken);
    }

    /** Why {@code value} isn't taken. */
    String refusal(String value) {
        String hint = value.length() < 3 ? "" : NearestWord.hint(value, List.of(values.split("\\|", -1)));
        return name + "=" + value + ": " + otherwise + hint;
    }

    static boolean isOn(String value) {
        return value.matches(ON);
    }
}
