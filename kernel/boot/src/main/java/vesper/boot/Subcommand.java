package vesper.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A subcommand whose words picocli reads, with {@code --help} and {@code --version}. What the user can mend it says in one
 * line, {@code vesper: NAME: ...}, with exit status 2: words that make no sense, a {@link UsageError}, files that can't be
 * read or written.
 */
public abstract class Subcommand implements Command {
    /** What the user asked for. */
    protected final PrintStream out;

    /** Messages. */
    protected final PrintStream err;

    private final String name;
    private final String summary;
    private final ErrorLine errors;

    protected Subcommand(String name, String summary, PrintStream out, PrintStream err) {
        this.name = name;
        this.summary = summary;
        this.out = out;
        this.err = err;
        this.errors = new ErrorLine(err, "vesper: " + name + ": ");
    }

    /**
     * A new object with picocli's annotations, which gets the words' values and is then called for the exit status.
     *
     * @param args the words themselves, for who repeats them
     */
    protected abstract Callable<Integer> task(List<String> args);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final int run(String[] args) {
        return errors.around(() -> parseAndCall(args));
    }

    /** Says in a line why it came to nothing though the words made sense; {@return the exit status for that} */
    protected final int failed(String why) {
        return errors.failed(why);
    }

    private int parseAndCall(String[] args) throws Exception {
        Callable<Integer> task = task(List.of(args));
        if (new SubcommandWords(this, task).readOrAnswer(args, out)) {
            return 0;
        }
        try {
            return task.call();
        } catch (IOException e) {
            throw new UsageError(reason(e));
        }
    }

    /** A file-system exception's message is the file's name alone if the system gave no reason. */
    private static String reason(IOException e) {
        boolean bare = e instanceof FileSystemException file && file.getReason() == null;
        String message = String.valueOf(e.getMessage());
        return bare ? message + ": " + e.getClass().getSimpleName() : message;
    }
}
