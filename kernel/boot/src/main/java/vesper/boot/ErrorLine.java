package vesper.boot;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import vesper.machine.BadInput;

/** What went wrong, in one line: the command's and each subcommand's way to say it, and their exit statuses. */
final class ErrorLine {
    private static final int BAD_USAGE = 2;
    private static final int FAILED = 1;

    private final PrintStream err;
    private final String head;

    /** @param head what each line begins with: who speaks */
    ErrorLine(PrintStream err, String head) {
        this.err = err;
        this.head = head;
    }

    /** Does it; {@return its exit status; 2 for what the user can mend; 130 if interrupted; 1 for a bug of ours} */
    int around(Callable<Integer> body) {
        try {
            return body.call();
        } catch (UsageError | BadInput e) {
            say(String.valueOf(e.getMessage()));
            return BAD_USAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Interruption.STATUS;
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            StackTraceElement[] trace = e.getStackTrace();
            return failed("a bug: " + e + (trace.length == 0 ? "" : " at " + trace[0]));
        }
    }

    /** Says why it came to nothing; {@return the exit status for that} */
    int failed(String why) {
        say(why);
        return FAILED;
    }

    private void say(String what) {
        err.println(head + what.strip().replaceAll("\\R\\s*", " "));
    }
}
