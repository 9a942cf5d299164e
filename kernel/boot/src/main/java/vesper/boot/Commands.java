package vesper.boot;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The subcommands of all modules on the class path. */
final class Commands {
    private Commands() {}

    /** By name. */
    static List<Command> all() {
        return ServiceLoader.load(Command.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Command::name))
                .toList();
    }

    /**
     * The command of this name.
     *
     * @param otherwise what to say if none has a name like it
     * @throws UsageError with the nearest name, if there is none of this one
     */
    static Command named(String name, String otherwise) throws UsageError {
        List<Command> all = all();
        for (Command command : all) {
            if (command.name().equals(name)) {
                return command;
            }
        }
        String hint = NearestWord.hint(name, all.stream().map(Command::name).toList());
        throw new UsageError(name + ": not a command" + (hint.isEmpty() ? otherwise : hint));
    }
}
