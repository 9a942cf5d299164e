package vesper.boot;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How far a long command is, and how long it will take: told on standard error once it has taken two seconds. A thread of
 * its own tells it, so that the line moves while a step takes long.
 */
public final class Progress implements AutoCloseable {
    /** When to tell it, in milliseconds from the beginning, and from one time to the next. */
    record Pace(long first, long next) {
        private static final Pace ON_TERMINAL = new Pace(2_000, 200);
        private static final Pace ELSEWHERE = new Pace(2_000, 10_000);
    }

    /** How far it is, with a few words more; empty if there is nothing to add. */
    private record State(long done, String details) {}

    private final String what;
    private final long total;
    private final StatusLine line;
    private final Pace pace;
    private final long started = System.nanoTime();
    private final Thread teller = Thread.ofPlatform().daemon().name("progress").unstarted(this::tell);

    // the working thread writes, the teller reads; volatile
    private volatile State state = new State(0, "");

    Progress(String what, long total, StatusLine line) {
        this(what, total, line, line.onTerminal() ? Pace.ON_TERMINAL : Pace.ELSEWHERE);
    }

    Progress(String what, long total, StatusLine line, Pace pace) {
        this.what = what;
        this.total = total;
        this.line = line;
        this.pace = pace;
        teller.start();
    }

    /** Takes note of how many are done; cheap. */
    public void at(long done) {
        state = new State(done, state.details);
    }

    /** Takes note of how many are done, and of what else there is to say, such as {@code 3 mismatches}. */
    public void at(long done, String details) {
        state = new State(done, details);
    }

    /** Since the beginning. */
    public double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    private void tell() {
        try {
            Thread.sleep(pace.first);
            while (!Thread.interrupted()) {
                State now = state;
                line.show(line(what, now.done, total, seconds(), now.details));
                Thread.sleep(pace.next);
            }
        } catch (InterruptedException e) {
            // it is over
        }
    }

    /** Says nothing more, and clears the line. */
    @Override
    public void close() {
        teller.interrupt();
        boolean interrupted = false;
        while (teller.isAlive()) {
            try {
                teller.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        line.clear();
    }

    /** Such as {@code 1200/200000 cases, 12 s, about 33 min left, 0 mismatches}. */
    static String line(String what, long done, long total, double seconds, String details) {
        StringBuilder text = new StringBuilder();
        text.append(done).append('/').append(total).append(' ').append(what);
        text.append(", ").append(duration(seconds));
        if (done > 0 && done < total) {
            double left = seconds * (total - done) / done;
            text.append(", about ").append(duration(left)).append(" left");
        }
        return text.append(details.isEmpty() ? "" : ", " + details).toString();
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < TimeUnit.MINUTES.toSeconds(2)) {
            return whole + " s";
        }
        return whole < TimeUnit.HOURS.toSeconds(2)
                ? Math.round(seconds / 60) + " min"
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
