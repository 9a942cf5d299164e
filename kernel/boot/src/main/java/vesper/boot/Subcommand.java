package vesper.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A subcommand whose words picocli reads, with {@code --help} and {@code --version}. What the user can mend it says in one
 * line, {@code vesper: NAME: ...}, with exit status 2: words that make no sense, a {@link UsageError}, files that can't be
 * read or written.
 *
 * <p>On Ctrl-C and SIGTERM the thread of its task is interrupted. The task prints what it has found, removes what it has
 * left in temporary folders, and goes by {@link InterruptedException}: exit status 130 or 143.
 */
public abstract class Subcommand implements Command {
    /** Set by the launcher. */
    private static final String TTY_PROPERTY = "vesper.stderr.tty";

    /** What the user asked for. */
    protected final PrintStream out;

    /** Messages. */
    protected final PrintStream err;

    private final String name;
    private final String summary;
    private final ErrorLine errors;
    private final StatusLine status;

    protected Subcommand(String name, String summary, PrintStream out, PrintStream err) {
        this.name = name;
        this.summary = summary;
        this.status = new StatusLine(err, Boolean.getBoolean(TTY_PROPERTY));
        this.out = status.before(out);
        this.err = status.messages();
        this.errors = new ErrorLine(this.err, "vesper: " + name + ": ");
    }

    /**
     * A new object with picocli's annotations, which gets the words' values and is then called for the exit status.
     *
     * @param args the words themselves, for who repeats them
     */
    protected abstract Callable<Integer> task(List<String> args);

    /** Whether it can do without words; then it is not asked for picocli, which takes longer to load than it saves. */
    protected boolean needsNoWords() {
        return false;
    }

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
        try (Interruption interruption = new Interruption()) {
            return errors.around(() -> interruption.around(() -> parseAndCall(args)));
        }
    }

    /** Says in a line why it came to nothing though the words made sense; {@return the exit status for that} */
    protected final int failed(String why) {
        return errors.failed(why);
    }

    /** Begins to tell how far it is, of so many; for a task that may take more than two seconds. */
    protected final Progress progress(String what, long total) {
        return new Progress(what, total, status);
    }

    /** A file to write, or standard output for {@code -}. */
    protected final OutputFile file(Path path) {
        return new OutputFile(path, out);
    }

    /**
     * Where a report for people goes: standard output, or standard error if one of these files is {@code -}.
     *
     * @throws UsageError if two are
     */
    protected final PrintStream reportBeside(@Nullable Path... files) throws UsageError {
        long taken = Stream.of(files)
                .filter(Objects::nonNull)
                .filter(OutputFile::isStandardOutput)
                .count();
        if (taken > 1) {
            throw new UsageError("-: only one file can be standard output");
        }
        return taken == 1 ? err : out;
    }

    private int parseAndCall(String[] args) throws Exception {
        Callable<Integer> task = task(List.of(args));
        boolean asked = args.length > 0 || !needsNoWords();
        if (asked && new SubcommandWords(this, task).readOrAnswer(args, out)) {
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
