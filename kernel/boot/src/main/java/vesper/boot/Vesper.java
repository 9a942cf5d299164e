package vesper.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import vesper.machine.BadInput;
import vesper.machine.Machine;

/** The command: a machine, or a subcommand if the first word has no dash. */
final class Vesper {
    private final Streams streams;

    Vesper(Streams streams) {
        this.streams = streams;
    }

    /** Returns the exit status: the guest's; 2 for what the user can mend; 1 for a bug of ours. */
    int run(String... args) {
        return new ErrorLine(streams.err(), "vesper: ").around(() -> dispatch(args));
    }

    private int dispatch(String... args) throws Exception {
        if (args.length > 0 && !args[0].startsWith("-")) {
            return subcommand(args);
        }
        CommandLineReader words = new CommandLineReader(args);
        if (words.has(Word.HELP)) {
            help(new PrintStream(streams.out(), true, StandardCharsets.UTF_8));
            return 0;
        }
        if (words.has(Word.VERSION)) {
            new PrintStream(streams.out(), true, StandardCharsets.UTF_8).println(version());
            return 0;
        }
        Optional<String> list = Lists.asked(words);
        if (list.isPresent()) {
            new PrintStream(streams.out(), true, StandardCharsets.UTF_8).print(list.get());
            return 0;
        }
        Launch launch = OptionReader.read(words);
        launch.notes().forEach(note -> streams.err().println("vesper: " + note));
        if (launch.dumpDtb() != null) {
            return dump(launch);
        }
        return new Session(launch, streams).run();
    }

    private static List<Command> commands() {
        return ServiceLoader.load(Command.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Command::name))
                .toList();
    }

    private static int subcommand(String... args) throws Exception {
        List<Command> commands = commands();
        for (Command command : commands) {
            if (command.name().equals(args[0])) {
                return command.run(List.of(args).subList(1, args.length).toArray(String[]::new));
            }
        }
        String hint =
                NearestWord.hint(args[0], commands.stream().map(Command::name).toList());
        throw new UsageError(args[0] + ": not a command"
                + (hint.isEmpty() ? "; an image is given with -kernel, and -h is help" : hint));
    }

    private int dump(Launch launch) throws BadInput {
        try {
            Files.write(launch.dumpDtb(), Machine.deviceTree(launch.config()));
            return 0;
        } catch (IOException e) {
            throw new BadInput("-machine dumpdtb=" + launch.dumpDtb() + ": can't be written");
        }
    }

    /** What {@code -version} prints, and each subcommand's {@code --version}. */
    static String version() {
        String version = Vesper.class.getPackage().getImplementationVersion();
        return "vesper " + (version == null ? "(not packaged)" : version);
    }

    private static void help(PrintStream out) {
        out.println("usage: vesper [OPTION]...             run a machine, as qemu-system-riscv64 -M virt does");
        out.println("       vesper COMMAND [ARGUMENT]...");
        out.println();
        out.println("Without -kernel and -bios it runs the bundled kernel, with its disk unless there is a -drive.");
        out.println();
        for (Word word : Word.values()) {
            word.helpLine().ifPresent(out::println);
        }
        List<Command> commands = commands();
        if (!commands.isEmpty()) {
            out.println();
            commands.forEach(command -> out.printf("  %-17s %s%n", command.name(), command.summary()));
        }
        out.println();
        out.println("On the console: Ctrl-A x quits, Ctrl-A h helps.");
        out.println("Exit status: the guest's; 2 for bad usage; 1 for a machine fault.");
    }
}
