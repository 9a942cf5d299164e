package vesper.stress.bench;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import vesper.boot.Progress;
import vesper.boot.UsageError;
import vesper.stress.bench.guest.Guest;
import vesper.stress.bench.guest.Mode;
import vesper.stress.bench.report.BootTable;
import vesper.stress.bench.report.HtmlReport;
import vesper.stress.bench.report.JsonReport;
import vesper.stress.bench.report.Measure;
import vesper.stress.bench.report.TextTable;
import vesper.stress.bench.run.BootResult;
import vesper.stress.bench.run.Contest;
import vesper.stress.bench.run.HostControl;
import vesper.stress.bench.run.Launcher;
import vesper.stress.bench.run.Result;
import vesper.stress.bench.run.RunFailure;
import vesper.stress.bench.run.Side;

/**
 * A plan carried out and told.
 *
 * @param facts where and with what, by name
 */
record Session(Plan plan, Side ours, Optional<Side> theirs, Outputs outputs, Map<String, String> facts) {
    /** How many runs there will be, those of calibration left out. */
    long runs() {
        long guests =
                (long) plan.guests().size() * plan.modes().size() * plan.harts().size();
        return (guests + plan.boots().size()) * plan.pairs() * (theirs.isPresent() ? 2 : 1);
    }

    /** What is known when it breaks off, by Ctrl-C or since a machine fails, is told as well. */
    void run(PrintStream out, Progress progress) throws IOException, RunFailure, InterruptedException, UsageError {
        Launcher.prepare(ours);
        facts.forEach((name, value) -> out.printf("%-10s %s%n", name, value));
        out.println();
        List<Measure> measures = Measure.all(plan.seconds());
        List<Result> results = new ArrayList<>();
        List<BootResult> boots = new ArrayList<>();
        AtomicLong runs = new AtomicLong();
        try (PrintWriter lines = new PrintWriter(json());
                Contest contest = new Contest(
                        ours,
                        theirs,
                        HostControl::scaling,
                        plan.pairs(),
                        plan.seconds().getLast())) {
            contest.afterEachRun(() -> progress.at(runs.incrementAndGet()));
            JsonReport report =
                    new JsonReport(lines, measures, theirs.map(Side::name).orElse(""));
            report.facts(facts);
            try {
                guests(contest, new TextTable(out, measures, theirs.isPresent()), report, results);
                for (String name : plan.boots()) {
                    contest.boot(name)
                            .ifPresentOrElse(boots::add, () -> out.println(name + ": its software isn't installed"));
                }
            } finally {
                report.boots(boots);
            }
        } finally {
            BootTable.print(out, boots);
            pictures(measures, results, boots);
        }
    }

    private void guests(Contest contest, TextTable table, JsonReport report, List<Result> results)
            throws RunFailure, InterruptedException {
        if (plan.guests().isEmpty()) {
            return;
        }
        table.heading();
        try {
            for (Guest guest : plan.guests()) {
                for (Mode mode : plan.modes()) {
                    List<Result> found = contest.run(guest, mode, plan.harts());
                    found.forEach(table::add);
                    found.forEach(report::add);
                    results.addAll(found);
                }
            }
        } finally {
            summary(table, report, results);
        }
    }

    private void summary(TextTable table, JsonReport report, List<Result> results) {
        if (results.isEmpty()) {
            return;
        }
        table.summary(results);
        if (theirs.isPresent()) {
            report.means(results);
        }
    }

    private Writer json() throws UsageError {
        return outputs.json().isPresent()
                ? new OutputStreamWriter(outputs.json().get().open(), StandardCharsets.UTF_8)
                : Writer.nullWriter();
    }

    private void pictures(List<Measure> measures, List<Result> results, List<BootResult> boots) throws UsageError {
        if (outputs.html().isPresent()) {
            outputs.html().get().write(new HtmlReport(measures, facts).page(results, boots));
        }
        if (outputs.svg().isPresent()) {
            outputs.svg()
                    .get()
                    .write(HtmlReport.chart(Measure.STEADY_CPU, results).svg());
        }
    }
}
