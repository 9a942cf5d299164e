package vesper.boot;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Splits a command line into words and their values; what the values mean is {@link OptionReader}'s business. */
final class CommandLineReader {
    private final Map<Word, List<String>> values = new EnumMap<>(Word.class);

    CommandLineReader(String[] args) throws UsageError {
        ParseResult result = parse(args);
        if (!result.unmatched().isEmpty()) {
            throw unknown(result.unmatched().getFirst());
        }
        for (Word word : Word.values()) {
            OptionSpec option = result.matchedOption(word.dashed());
            if (option != null) {
                if (word.later()) {
                    throw new UsageError(word.dashed() + ": not there yet; it comes in a later chapter");
                }
                values.put(word, List.copyOf(option.originalStringValues()));
            }
        }
    }

    private static ParseResult parse(String[] args) throws UsageError {
        CommandSpec spec = CommandSpec.create();
        for (Word word : Word.values()) {
            spec.addOption(option(word));
        }
        CommandLine reader = new CommandLine(spec);
        reader.setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false)
                .setOverwrittenOptionsAllowed(true)
                .setAllowOptionsAsOptionParameters(true)
                .setUnmatchedArgumentsAllowed(true);
        spec.parser().collectErrors(false).toggleBooleanFlags(false);
        try {
            return reader.parseArgs(args);
        } catch (MissingParameterException e) {
            String last = args[args.length - 1];
            throw new UsageError(last + " needs a value");
        } catch (CommandLine.ParameterException e) {
            throw new UsageError(String.valueOf(e.getMessage()).replace('\n', ' '));
        }
    }

    private static OptionSpec option(Word word) {
        OptionSpec.Builder builder = OptionSpec.builder(word.spellings());
        if (word.hasParameter()) {
            builder.type(List.class).auxiliaryTypes(String.class).arity("1");
        } else if (word.later()) {
            // whatever follows, the word itself is what is refused
            builder.type(List.class).auxiliaryTypes(String.class).arity("0..1");
        } else {
            builder.type(boolean.class).arity("0");
        }
        return builder.build();
    }

    private static UsageError unknown(String argument) {
        if (!argument.startsWith("-")) {
            return new UsageError(argument + ": not an option; an image is given with -kernel");
        }
        String oneDash = argument.startsWith("--") ? argument.substring(1) : argument;
        int equals = oneDash.indexOf('=');
        String name = equals < 0 ? oneDash : oneDash.substring(0, equals);
        return new UsageError(argument + ": unknown option" + NearestWord.hint(name, Word.known()));
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
}
