package vesper.boot;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vesper.machine.BadInput;
import vesper.machine.Machine;

/** The command: a machine, or a subcommand if the first word has no dash. */
final class Vesper {
    /** Whose machine and whose words it follows. Scripts read it from the first line of {@code --version}. */
    private static final String QEMU = "QEMU emulator version 7.2.0";

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
            List<String> rest = List.of(args).subList(1, args.length);
            return Commands.named(args[0], "; an image is given with -kernel, and -h is help")
                    .run(rest.toArray(String[]::new));
        }
        CommandLineReader words = new CommandLineReader(args);
        PrintStream out = new PrintStream(streams.out(), true, StandardCharsets.UTF_8);
        if (words.has(Word.HELP)) {
            Help.print(out);
            return 0;
        }
        if (words.has(Word.VERSION)) {
            out.println(version());
            return 0;
        }
        Optional<String> list = Lists.asked(words);
        if (list.isPresent()) {
            out.print(list.get());
            return 0;
        }
        Launch launch = OptionReader.read(words);
        launch.notes().forEach(note -> streams.err().println("vesper: " + note));
        Path dumpDtb = launch.dumpDtb();
        return dumpDtb == null ? new Session(launch, streams).run() : dump(launch, new OutputFile(dumpDtb, out));
    }

    private static int dump(Launch launch, OutputFile file) throws BadInput {
        byte[] tree = Machine.deviceTree(launch.config());
        try {
            file.write(tree);
            return 0;
        } catch (UsageError e) {
            throw new BadInput("-machine dumpdtb=" + launch.dumpDtb() + ": can't be written");
        }
    }

    /** What {@code -version} prints, and each subcommand's {@code --version}: one line, with QEMU's words first. */
    static String version() {
        String version = Vesper.class.getPackage().getImplementationVersion();
        return QEMU + " is what Vesper " + (version == null ? "(not packaged)" : version) + " follows";
    }
}
