package vesper.boot;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every word of {@code vesper}, the machine's and the subcommands', as one model of picocli's. Completion and the manual
 * are made of it, so that they know what the command knows; the machine's words themselves are read without it.
 */
final class OptionModel {
    private OptionModel() {}

    static CommandLine of(List<Command> commands) {
        CommandSpec spec = CommandSpec.create().name("vesper");
        for (Word word : Word.values()) {
            if (!word.refused()) {
                spec.addOption(option(word));
            }
        }
        CommandLine line = new CommandLine(spec);
        for (Command command : commands) {
            if (command instanceof Subcommand subcommand) {
                line.addSubcommand(command.name(), new SubcommandWords(subcommand).model());
            }
        }
        return line;
    }

    private static OptionSpec option(Word word) {
        OptionSpec.Builder option =
                OptionSpec.builder(word.spellings().toArray(String[]::new)).description(word.help());
        String parameter = word.parameter();
        if (parameter.isEmpty()) {
            return option.type(boolean.class).build();
        }
        option.paramLabel(parameter).arity("1");
        if (parameter.equals("FILE")) {
            return option.type(Path.class).build();
        }
        boolean literal = parameter.equals(parameter.toLowerCase(Locale.ROOT));
        return option.type(String.class)
                .completionCandidates(literal ? List.of(parameter) : List.of())
                .build();
    }
}
