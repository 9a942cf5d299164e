package vesper.boot;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * A subcommand's words, as picocli reads and describes them. Apart from {@link Subcommand}, which is in the cache that the
 * machine starts from: linking that would load picocli's exceptions, and open its jar, at each start.
 */
final class SubcommandWords {
    private final CommandLine line;

    /** @param task has picocli's annotations, and gets the values */
    SubcommandWords(Command command, Callable<Integer> task) {
        line = new CommandLine(task);
        line.getCommandSpec()
                .name("vesper " + command.name())
                .version(Vesper.version())
                .mixinStandardHelpOptions(true);
        line.getCommandSpec().usageMessage().description(command.summary()).sortOptions(false);
        line.setExpandAtFiles(false).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** To be described only. */
    SubcommandWords(Subcommand command) {
        this(command, command.task(List.of()));
    }

    /** The model of its words: for completion, and for its page of the manual. */
    CommandLine model() {
        return line;
    }

    void help(PrintStream out) {
        line.usage(out);
    }

    /**
     * Gives the task its values, or prints what {@code --help} and {@code --version} ask for.
     *
     * @return whether that was all
     * @throws UsageError if the words make no sense
     */
    boolean readOrAnswer(String[] args, PrintStream out) throws UsageError {
        try {
            line.parseArgs(args);
        } catch (CommandLine.ParameterException e) {
            throw new UsageError(e.getMessage() + hint(e));
        }
        if (line.isUsageHelpRequested()) {
            help(out);
            return true;
        }
        if (line.isVersionHelpRequested()) {
            line.printVersionHelp(out);
            return true;
        }
        return false;
    }

    private static String hint(CommandLine.ParameterException problem) {
        if (problem instanceof CommandLine.UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            String first = unmatched.getUnmatched().getFirst();
            return NearestWord.hint(
                    first,
                    problem.getCommandLine().getCommandSpec().optionsMap().keySet());
        }
        return "";
    }
}
