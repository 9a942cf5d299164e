package vesper.stress.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import vesper.stress.bench.run.GuestRun;
import vesper.stress.bench.run.Job;
import vesper.stress.bench.run.Result;

/**
 * Something that a run costs, in seconds.
 *
 * @param name as a column's heading
 * @param inTable whether it is important enough for the table
 */
public record Measure(String name, boolean inTable, ToDoubleFunction<GuestRun> cost) {
    /** What is less than this is none, and nothing is divided by none. */
    private static final double LEAST = 1e-6;

    /** Of the second half's laps, the processor time. */
    public static final Measure STEADY_CPU = new Measure("steady CPU", true, GuestRun::steadyLapCpu);

    /** Of the second half's laps, the guest's own time. */
    public static final Measure STEADY_WALL = new Measure("steady wall", true, GuestRun::steadyLap);

    /** From the command to the guest's first line. */
    public static final Measure START = new Measure("first line", false, GuestRun::firstLine);

    /** The steady state, whole processes of so many seconds of the other machine's work, and the start. */
    public static List<Measure> all(List<Double> seconds) {
        List<Measure> measures = new ArrayList<>(List.of(STEADY_CPU, STEADY_WALL));
        for (double size : seconds) {
            int laps = Job.laps(size);
            String name = String.format(Locale.ROOT, "%s s ", format(size));
            measures.add(new Measure(name + "wall", true, run -> run.wall(laps)));
            measures.add(new Measure(name + "CPU", false, run -> run.cpu(laps)));
        }
        measures.add(START);
        return measures;
    }

    private static String format(double size) {
        return size == Math.rint(size) ? Long.toString((long) size) : Double.toString(size);
    }

    /** How many times ours is as fast as the other machine, pair by pair. */
    public Spread ratio(Result result) {
        return Spread.of(IntStream.range(0, result.ours().size())
                .mapToObj(i -> atLeastSome(result.theirs().get(i))
                        / atLeastSome(result.ours().get(i)))
                .toList());
    }

    private double atLeastSome(GuestRun run) {
        return Math.max(LEAST, cost.applyAsDouble(run));
    }

    /** Seconds. */
    public Spread cost(List<GuestRun> runs) {
        return Spread.of(runs.stream().map(cost::applyAsDouble).toList());
    }
}
