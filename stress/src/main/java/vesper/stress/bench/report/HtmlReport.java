package vesper.stress.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import vesper.stress.bench.run.BootResult;
import vesper.stress.bench.run.GuestRun;
import vesper.stress.bench.run.Job;
import vesper.stress.bench.run.Result;

/** A page about a run: where it was, pictures, and all figures. It needs no other file. */
public final class HtmlReport {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Benchmark</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 66em; padding: 0 1em; color: #222 }
            table { border-collapse: collapse; margin: .5em 0 }
            td, th { padding: .1em .8em; text-align: left; border-bottom: 1px solid #ddd; white-space: nowrap }
            td { font-variant-numeric: tabular-nums }
            div { overflow-x: auto }
            </style></head><body>
            <h1>Benchmark</h1>
            """;

    private static final String LEGEND = """
            <p>Ratios are speed of ours / speed of the other machine, above 1 ours is faster: the median of the pairs,
            and the least and the most. Both ran the same file. Steady: laps of the second half of a run. N s: work done in
            the first N seconds of the process, its start included. N s of work: a whole process with the work that takes
            the other machine about N seconds. CPU: processor time of all threads of the process; wall: time.</p>
            """;

    private final List<Measure> measures;
    private final StringBuilder page = new StringBuilder(HEAD);

    /** @param facts where and with what, by name */
    public HtmlReport(List<Measure> measures, Map<String, String> facts) {
        this.measures = measures;
        table(
                List.of(),
                facts.entrySet().stream()
                        .map(fact -> List.of(fact.getKey(), fact.getValue()))
                        .toList());
    }

    /** The picture of a measure's ratios. */
    public static BarChart chart(Measure measure, List<Result> results) {
        BarChart chart = new BarChart("speed of ours / speed of the other machine, " + measure.name());
        for (Result result : results) {
            Job job = result.job();
            chart.add(job.guest().name() + " " + job.mode() + " " + job.harts(), measure.ratio(result));
        }
        return chart;
    }

    /** The whole page. */
    public String page(List<Result> results, List<BootResult> boots) {
        boolean against = !results.isEmpty() && !results.getFirst().theirs().isEmpty();
        if (against) {
            page.append(LEGEND);
            measures.stream()
                    .filter(Measure::inTable)
                    .forEach(measure -> page.append("<div>\n")
                            .append(chart(measure, results).svg())
                            .append("</div>\n"));
            means(results);
        }
        figures(results, against);
        scaling(Scaling.of(results));
        boots(boots);
        return page.append("</body></html>\n").toString();
    }

    private void means(List<Result> results) {
        heading("Geometric means of the medians");
        List<List<Mean>> columns =
                measures.stream().map(measure -> Mean.over(results, measure)).toList();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < columns.getFirst().size(); i++) {
            Mean mean = columns.getFirst().get(i);
            List<String> row = new ArrayList<>(List.of(
                    mean.of() + " (" + mean.count() + ")", mean.mode().toString(), Integer.toString(mean.harts())));
            for (List<Mean> column : columns) {
                row.add(String.format(Locale.ROOT, "%.2f", column.get(i).ratio()));
            }
            rows.add(row);
        }
        table(headings("guests"), rows);
    }

    private void figures(List<Result> results, boolean against) {
        if (results.isEmpty()) {
            return;
        }
        heading(against ? "Ratios" : "Seconds");
        List<List<String>> rows = new ArrayList<>();
        for (Result result : results) {
            List<GuestRun> ours = result.ours();
            List<String> row = start(result.job());
            measures.forEach(measure -> row.add((against ? measure.ratio(result) : measure.cost(ours)).toString()));
            rows.add(row);
        }
        table(headings("guest"), rows);
    }

    private List<String> headings(String first) {
        List<String> headings = new ArrayList<>(List.of(first, "mode", "harts"));
        measures.forEach(measure -> headings.add(measure.name()));
        return headings;
    }

    private static List<String> start(Job job) {
        return new ArrayList<>(List.of(job.guest().name(), job.mode().toString(), Integer.toString(job.harts())));
    }

    private void scaling(List<Scaling> scalings) {
        if (scalings.isEmpty()) {
            return;
        }
        heading("Work of several harts / work of one in the same time; host: of threads of plain Java");
        boolean against = !scalings.getFirst().theirs().isEmpty();
        List<String> machines = against ? List.of("ours", "theirs", "host") : List.of("ours", "host");
        table(
                Stream.concat(Stream.of("guest", "mode", "harts"), machines.stream())
                        .toList(),
                scalings.stream()
                        .map(scaling -> {
                            List<String> row = start(scaling.job());
                            row.add(scaling.ours().toString());
                            scaling.theirs().forEach(theirs -> row.add(theirs.toString()));
                            row.add(scaling.host().toString());
                            return row;
                        })
                        .toList());
    }

    private void boots(List<BootResult> boots) {
        if (boots.isEmpty()) {
            return;
        }
        heading("Seconds from the command");
        table(
                List.of("", "ours", "theirs"),
                boots.stream()
                        .map(boot -> List.of(
                                boot.boot().what(),
                                Spread.of(boot.ours()).toString(),
                                boot.theirs().isEmpty()
                                        ? ""
                                        : Spread.of(boot.theirs()).toString()))
                        .toList());
    }

    private void heading(String text) {
        page.append("<h2>").append(Markup.escaped(text)).append("</h2>\n");
    }

    private void table(List<String> headings, List<List<String>> rows) {
        page.append("<div><table>\n");
        row("th", headings);
        rows.forEach(row -> row("td", row));
        page.append("</table></div>\n");
    }

    private void row(String tag, List<String> cells) {
        if (!cells.isEmpty()) {
            page.append("<tr>");
            cells.forEach(cell -> page.append('<').append(tag).append('>').append(Markup.escaped(cell)));
            page.append("</tr>\n");
        }
    }
}
