package vesper.stress.bench.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import vesper.stress.bench.run.BootResult;

/** How long boots take, a line each. */
public final class BootTable {
    private BootTable() {}

    /** Prints nothing if there are none. */
    public static void print(PrintStream out, List<BootResult> results) {
        if (results.isEmpty()) {
            return;
        }
        out.println();
        out.println("seconds from the command, median (least-most)");
        for (BootResult result : results) {
            Spread ours = Spread.of(result.ours());
            StringBuilder line =
                    new StringBuilder("%-46s  ours %s".formatted(result.boot().what(), ours));
            if (!result.theirs().isEmpty()) {
                Spread theirs = Spread.of(result.theirs());
                line.append(String.format(
                        Locale.ROOT, "  theirs %s  ours - theirs %+.2f", theirs, ours.median() - theirs.median()));
            }
            out.println(line);
        }
    }
}
