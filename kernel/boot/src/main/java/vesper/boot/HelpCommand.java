package vesper.boot;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** {@code vesper help}: what {@code vesper -help} prints, or a subcommand's {@code --help}. */
public final class HelpCommand extends Subcommand {
    public HelpCommand() {
        this(System.out, System.err);
    }

    /** For tests, which look at what is printed. */
    HelpCommand(PrintStream out, PrintStream err) {
        super("help", "print the help of the machine, or of a command", out, err);
    }

    @Override
    protected Callable<Integer> task(List<String> args) {
        return new Run();
    }

    private final class Run implements Callable<Integer> {
        @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "whose help; the machine's if none is named")
        private @Nullable String name;

        @Override
        public Integer call() throws Exception {
            if (name == null) {
                Help.print(out);
                return 0;
            }
            Command command = Commands.named(name, "; vesper help lists them");
            if (command instanceof Subcommand subcommand) {
                new SubcommandWords(subcommand).help(out);
                return 0;
            }
            return command.run(new String[] {"--help"});
        }
    }
}
