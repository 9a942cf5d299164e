package vesper.stress.bench.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vesper.stress.bench.guest.Mode;
import vesper.stress.bench.run.Job;
import vesper.stress.bench.run.Result;

/** Lines for people, each printed as soon as it is known. */
public final class TextTable {
    /** Columns without a spread have at least so many characters. */
    private static final int NARROW = 8;

    private final PrintStream out;
    private final List<Measure> measures;
    private final boolean against;

    /**
     * Of these measures shows those for tables.
     *
     * @param against whether there is another machine, so that ratios are shown
     */
    public TextTable(PrintStream out, List<Measure> measures, boolean against) {
        this.out = out;
        this.measures = measures.stream().filter(Measure::inTable).toList();
        this.against = against;
    }

    /** What the columns are. */
    public void heading() {
        out.println(
                against
                        ? "speed of ours / speed of theirs, median (least-most); above 1 ours is faster"
                        : "seconds of a lap, median (least-most); steady: in the second half of a run");
        StringBuilder line = new StringBuilder(row("guest", "mode", "harts"));
        measures.forEach(measure -> line.append(cell(measure, measure.name())));
        line.append(cell(against ? "MIPS ours / theirs" : "MIPS"));
        line.append(cell(against ? "us a round, both" : "us a round"));
        out.println(line.toString().stripTrailing());
    }

    /** A job's figures. */
    public void add(Result result) {
        Job job = result.job();
        StringBuilder line =
                new StringBuilder(row(job.guest().name(), job.mode().toString(), Integer.toString(job.harts())));
        for (Measure measure : measures) {
            line.append(cell(measure, shown(measure, result)));
        }
        double instructions = result.ours().getFirst().retired();
        line.append(rates(result, "%.0f", lap -> instructions / lap / 1e6));
        line.append(rates(result, "%.4g", lap -> lap * 1e6 / job.rounds()));
        out.println(line.toString().stripTrailing());
        out.flush();
    }

    /** Something that follows from the seconds of a steady lap, of each machine. */
    private static String rates(Result result, String format, DoubleUnaryOperator rate) {
        return cell(Stream.of(result.ours(), result.theirs())
                .filter(runs -> !runs.isEmpty())
                .map(runs -> rate.applyAsDouble(Measure.STEADY_WALL.cost(runs).median()))
                .map(value -> String.format(Locale.ROOT, format, value))
                .collect(Collectors.joining(" / ")));
    }

    private String shown(Measure measure, Result result) {
        Spread spread = against ? measure.ratio(result) : measure.cost(result.ours());
        if (measure.place() == Measure.Place.MEDIAN) {
            return String.format(Locale.ROOT, against ? "%.2f" : "%.3f", spread.median());
        }
        return against
                ? spread.toString()
                : String.format(Locale.ROOT, "%.3f (%.3f-%.3f)", spread.median(), spread.least(), spread.most());
    }

    /** Means and scaling. */
    public void summary(List<Result> results) {
        List<Scaling> scalings = Scaling.of(results);
        if (!scalings.isEmpty()) {
            out.println();
            out.println(
                    "work of several harts / work of one in the same time, steady wall; host: of threads of plain Java");
            for (Scaling scaling : scalings) {
                Job job = scaling.job();
                StringBuilder line = new StringBuilder(
                        row(job.guest().name(), job.mode().toString(), Integer.toString(job.harts())));
                line.append(cell("ours " + scaling.ours()));
                scaling.theirs().forEach(theirs -> line.append(cell("theirs " + theirs)));
                line.append(cell("host " + scaling.host()));
                out.println(line.toString().stripTrailing());
            }
        }
        if (against) {
            means(results);
        }
        Spread start = Measure.START.cost(
                results.stream().flatMap(result -> result.ours().stream()).toList());
        out.println();
        out.println("first line after, s: ours " + start
                + (against
                        ? ", theirs "
                                + Measure.START.cost(results.stream()
                                        .flatMap(result -> result.theirs().stream())
                                        .toList())
                        : ""));
    }

    private void means(List<Result> results) {
        List<List<Mean>> columns =
                measures.stream().map(measure -> Mean.over(results, measure)).toList();
        if (columns.getFirst().isEmpty()) {
            return;
        }
        out.println();
        out.println("geometric means of the medians");
        for (int i = 0; i < columns.getFirst().size(); i++) {
            Mean mean = columns.getFirst().get(i);
            Mode mode = mean.mode();
            StringBuilder line = new StringBuilder(
                    row(mean.of() + " (" + mean.count() + ")", mode.toString(), Integer.toString(mean.harts())));
            for (int j = 0; j < measures.size(); j++) {
                double ratio = columns.get(j).get(i).ratio();
                line.append(cell(measures.get(j), String.format(Locale.ROOT, "%.2f", ratio)));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static String row(String guest, String mode, String harts) {
        return "%-18s %-10s %5s".formatted(guest, mode, harts);
    }

    /** As wide as what the measure's column has. */
    private static String cell(Measure measure, String text) {
        if (measure.place() != Measure.Place.MEDIAN) {
            return cell(text);
        }
        int width = Math.max(NARROW, measure.name().length());
        return "  " + text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String cell(String text) {
        return "  %-19s".formatted(text);
    }
}
