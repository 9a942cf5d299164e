package vesper.boot;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code vesper man}: prints a page of the manual, for {@code man -l -}. */
public final class ManCommand extends Subcommand {
    public ManCommand() {
        this(System.out, System.err);
    }

    /** For tests, which look at what is printed. */
    ManCommand(PrintStream out, PrintStream err) {
        super("man", "print the page of the manual, of the machine or of a command: vesper man | man -l -", out, err);
    }

    @Override
    protected Callable<Integer> task(List<String> args) {
        return new Run();
    }

    private final class Run implements Callable<Integer> {
        @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "whose page; the machine's if none is named")
        private @Nullable String name;

        @Override
        public Integer call() throws UsageError {
            List<Command> commands = Commands.all();
            CommandLine model = OptionModel.of(commands);
            if (name == null) {
                out.print(ManPage.ofMachine(model, commands));
                return 0;
            }
            Command command = Commands.named(name, "; vesper help lists them");
            CommandLine words = model.getSubcommands().get(command.name());
            if (words == null) {
                throw new UsageError(name + ": has no page");
            }
            out.print(ManPage.ofCommand(words.getCommandSpec(), command));
            return 0;
        }
    }
}
