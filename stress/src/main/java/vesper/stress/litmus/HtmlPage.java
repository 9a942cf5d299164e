package vesper.stress.litmus;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vesper.boot.OutputFile;
import vesper.boot.UsageError;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.LitmusPrinter;

/** A page about a run: the sums, and of each test what it is and what was seen. It needs no other file. */
final class HtmlPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Litmus tests</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 62em; padding: 0 1em; color: #222 }
            table { border-collapse: collapse; margin: .5em 0 }
            td, th { padding: .1em .8em; text-align: left; border-bottom: 1px solid #ddd }
            td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
            pre { background: #f6f6f4; padding: .7em; overflow-x: auto }
            summary { cursor: pointer; padding: .15em 0 } summary b { display: inline-block; min-width: 7em }
            .ok b { color: #186a3b } .forbidden b, tr.forbidden { color: #b00020; font-weight: bold }
            .unsupported b, .error b { color: #9a6700 } tr.weak { background: #fff3d6 } tr.unseen { color: #888 }
            </style></head><body>
            <h1>Litmus tests</h1>
            """;

    private static final String LEGEND = """
            <p>For each test: its text, and each state with how often it was seen. <span style="background:#fff3d6">
            Weak</span> states are those that no interleaving of the threads gives; grey ones RVWMO allows, but they were
            not seen. A state that RVWMO does not allow would be red.</p>
            """;

    private final @Nullable OutputFile file;
    private final StringBuilder bad = new StringBuilder();
    private final StringBuilder good = new StringBuilder();

    private HtmlPage(@Nullable OutputFile file) {
        this.file = file;
    }

    /** A page to be written to a file, or none at all if that is null. */
    static HtmlPage to(@Nullable OutputFile file) throws UsageError {
        if (file != null) {
            file.create();
        }
        return new HtmlPage(file);
    }

    void add(Trial trial) {
        if (file == null) {
            return;
        }
        StringBuilder part = trial.kind() == Trial.Kind.OK ? good : bad;
        part.append("<details class=\"%s\"><summary><b>%s</b>%s%s</summary>%n"
                .formatted(trial.kind(), trial.kind(), escaped(trial.file().path()), trial.isWeak() ? " (weak)" : ""));
        if (!trial.why().isEmpty()) {
            part.append("<p>").append(escaped(trial.why())).append("</p>\n");
        }
        if (trial.test() != null) {
            part.append("<pre>")
                    .append(escaped(LitmusPrinter.print(trial.test())))
                    .append("</pre>\n");
        }
        if (!trial.allowed().isEmpty()) {
            states(part, trial);
        }
        part.append("</details>\n");
    }

    private static void states(StringBuilder part, Trial trial) {
        part.append("<table><tr><th>state<th class=\"n\">seen</tr>\n");
        SortedSet<FinalState> all = new TreeSet<>(trial.allowed());
        all.addAll(trial.histogram().counts().keySet());
        for (FinalState state : all) {
            long count = trial.histogram().count(state);
            String kind = !trial.allowed().contains(state)
                    ? "forbidden"
                    : count == 0 ? "unseen" : trial.isWeak(state) ? "weak" : "seen";
            part.append("<tr class=\"%s\"><td>%s<td class=\"n\">%d</tr>%n"
                    .formatted(kind, escaped(state.toString()), count));
        }
        part.append("</table>\n");
    }

    /** Writes the page. */
    void finish(Sums sums, double seconds) throws UsageError {
        if (file == null) {
            return;
        }
        List<String> table = sums.table(seconds);
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<pre>").append(escaped(String.join("\n", table))).append("</pre>\n");
        page.append(LEGEND).append(bad).append(good).append("</body></html>\n");
        file.write(page.toString());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
