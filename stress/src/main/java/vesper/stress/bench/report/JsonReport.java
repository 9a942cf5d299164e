package vesper.stress.bench.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import vesper.stress.JsonLine;
import vesper.stress.bench.run.Boot;
import vesper.stress.bench.run.BootResult;
import vesper.stress.bench.run.GuestRun;
import vesper.stress.bench.run.Job;
import vesper.stress.bench.run.Result;
import vesper.stress.bench.run.Side;

/**
 * An object a line: one for each run, then one for each job with its ratios, at the end the means. A job on several harts
 * has one more for each pair, with what {@link vesper.stress.bench.run.HostControl} said.
 */
public final class JsonReport {
    private final PrintWriter out;
    private final List<Measure> measures;
    private final String other;

    /** @param other the other machine's name, for its runs */
    public JsonReport(PrintWriter out, List<Measure> measures, String other) {
        this.out = out;
        this.measures = measures;
        this.other = other;
    }

    /** Where and with what it is measured, the first line. */
    public void facts(Map<String, String> facts) {
        JsonLine line = new JsonLine().put("kind", "host");
        facts.forEach(line::put);
        out.println(line);
    }

    /** A job's runs, and its ratios if there is another machine. */
    public void add(Result result) {
        runs(result.job(), Side.OURS, result.ours());
        runs(result.job(), other, result.theirs());
        for (int i = 0; i < result.host().size(); i++) {
            out.println(line("host scaling", result.job())
                    .put("pair", i)
                    .put("times", result.host().get(i)));
        }
        if (!result.theirs().isEmpty()) {
            for (Measure measure : measures) {
                Spread ratio = measure.ratio(result);
                out.println(line("ratio", result.job())
                        .put("measure", measure.name())
                        .put("median", ratio.median())
                        .put("least", ratio.least())
                        .put("most", ratio.most()));
            }
        }
        out.flush();
    }

    private void runs(Job job, String machine, List<GuestRun> runs) {
        for (int i = 0; i < runs.size(); i++) {
            GuestRun run = runs.get(i);
            JsonLine line = line("run", job)
                    .put("machine", machine)
                    .put("pair", i)
                    .put("rounds", job.rounds())
                    .put("laps", job.laps())
                    .put("instructions in a lap", run.retired());
            measures.forEach(measure -> line.put(measure.name(), measure.cost().applyAsDouble(run)));
            out.println(line);
        }
    }

    private static JsonLine line(String kind, Job job) {
        return new JsonLine()
                .put("kind", kind)
                .put("guest", job.guest().name())
                .put("group", job.guest().group().toString())
                .put("mode", job.mode().toString())
                .put("harts", job.harts());
    }

    /** An object for each boot of each machine. */
    public void boots(List<BootResult> boots) {
        for (BootResult boot : boots) {
            boots(boot.boot(), Side.OURS, boot.ours());
            boots(boot.boot(), other, boot.theirs());
        }
    }

    private void boots(Boot boot, String machine, List<Double> seconds) {
        for (int i = 0; i < seconds.size(); i++) {
            out.println(new JsonLine()
                    .put("kind", "boot")
                    .put("boot", boot.name())
                    .put("machine", machine)
                    .put("pair", i)
                    .put("seconds", seconds.get(i)));
        }
    }

    /** The geometric means. */
    public void means(List<Result> results) {
        for (Measure measure : measures) {
            for (Mean mean : Mean.over(results, measure)) {
                out.println(new JsonLine()
                        .put("kind", "mean")
                        .put("of", mean.of())
                        .put("mode", mean.mode().toString())
                        .put("harts", mean.harts())
                        .put("measure", measure.name())
                        .put("guests", mean.count())
                        .put("ratio", mean.ratio()));
            }
        }
        out.flush();
    }
}
