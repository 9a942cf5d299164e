package vesper.boot;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a command line into words and their values; what the values mean is {@link OptionReader}'s business. A word's
 * value is the next argument, whatever it looks like. An argument without a dash that is nobody's value is a disk.
 *
 * <p>By hand, unlike the subcommands': picocli takes longer to set up than the JVM takes to start.
 */
final class CommandLineReader {
    /** A word with its value. */
    record Given(Word word, String value) {}

    private final Map<Word, List<String>> values = new EnumMap<>(Word.class);
    private final List<Given> given = new ArrayList<>();

    CommandLineReader(String... args) throws UsageError {
        int next = 0;
        while (next < args.length) {
            String argument = args[next++];
            Word word = Word.spelled(argument);
            if (!argument.isEmpty() && !argument.startsWith("-")) {
                add(Word.HDA, argument); // as QEMU has it
            } else if (word == null) {
                throw unknown(argument);
            } else if (!word.hasParameter()) {
                word.check("");
                values.put(word, List.of());
            } else if (next < args.length) {
                add(word, args[next++]);
            } else {
                throw new UsageError(argument + " needs a value");
            }
        }
    }

    private static UsageError unknown(String argument) {
        if (argument.isEmpty()) {
            return new UsageError("an empty word: not an option");
        }
        String oneDash = argument.startsWith("--") ? argument.substring(1) : argument;
        int equals = oneDash.indexOf('=');
        String name = equals < 0 ? oneDash : oneDash.substring(0, equals);
        return new UsageError(argument + ": unknown option" + NearestWord.hint(name, Word.known()));
    }

    /** As if the word with this value were the next on the command line. */
    void add(Word word, String value) throws UsageError {
        if (!Lists.isAsked(word, value)) {
            word.check(value);
        }
        values.computeIfAbsent(word, each -> new ArrayList<>()).add(value);
        given.add(new Given(word, value));
    }

    boolean has(Word word) {
        return values.containsKey(word);
    }

    /** The value given last. */
    Optional<String> last(Word word) {
        List<String> all = all(word);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    List<String> all(Word word) {
        return values.getOrDefault(word, List.of());
    }

    /** All of several words, in the order of the command line. */
    List<Given> all(Set<Word> of) {
        return given.stream().filter(each -> of.contains(each.word)).toList();
    }
}
