package vesper.stress.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vesper.stress.bench.guest.Guest;
import vesper.stress.bench.guest.Mode;
import vesper.stress.bench.report.JsonReport;
import vesper.stress.bench.report.Measure;
import vesper.stress.bench.report.TextTable;
import vesper.stress.bench.run.Contest;
import vesper.stress.bench.run.Launcher;
import vesper.stress.bench.run.Result;
import vesper.stress.bench.run.RunFailure;
import vesper.stress.bench.run.Side;

/** A plan carried out and told. */
record Session(Plan plan, Side ours, Optional<Side> theirs, Optional<Path> json) {
    void run(PrintStream out) throws IOException, RunFailure, InterruptedException {
        Launcher.prepare(ours);
        List<Measure> measures = Measure.all(plan.seconds());
        String other = theirs.map(Side::name).orElse("");
        TextTable table = new TextTable(out, measures, theirs.isPresent());
        table.heading(other);
        List<Result> results = new ArrayList<>();
        try (PrintWriter lines = new PrintWriter(writer());
                Contest contest =
                        new Contest(ours, theirs, plan.pairs(), plan.seconds().getLast())) {
            JsonReport report = new JsonReport(lines, measures, other);
            for (Guest guest : plan.guests()) {
                for (Mode mode : plan.modes()) {
                    List<Result> found = contest.run(guest, mode, plan.harts());
                    found.forEach(table::add);
                    found.forEach(report::add);
                    results.addAll(found);
                }
            }
            if (theirs.isPresent()) {
                report.summary(results);
            }
        }
        table.summary(results);
    }

    private Writer writer() throws IOException {
        return json.isPresent() ? Files.newBufferedWriter(json.get(), StandardCharsets.UTF_8) : Writer.nullWriter();
    }
}
