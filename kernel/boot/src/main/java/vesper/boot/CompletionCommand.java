package vesper.boot;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Parameters;

/** {@code vesper completion}: prints what has a shell complete the command's words. */
public final class CompletionCommand extends Subcommand {
    /** The shells that know the script, as they are written; it is the same for both, since zsh can do as bash does. */
    enum Shell {
        bash,
        zsh
    }

    public CompletionCommand() {
        this(System.out, System.err);
    }

    /** For tests, which look at what is printed. */
    CompletionCommand(PrintStream out, PrintStream err) {
        super(
                "completion",
                "print a script that has bash or zsh complete words: source <(vesper completion)",
                out,
                err);
    }

    @Override
    protected Callable<Integer> task(List<String> args) {
        return new Run();
    }

    private final class Run implements Callable<Integer> {
        @Parameters(paramLabel = "SHELL", arity = "0..1", description = "bash or zsh; the script is the same")
        @SuppressWarnings("UnusedVariable") // that it is one of them is all that matters
        private Shell shell = Shell.bash;

        @Override
        public Integer call() {
            out.print(AutoComplete.bash("vesper", OptionModel.of(Commands.all())));
            return 0;
        }
    }
}
