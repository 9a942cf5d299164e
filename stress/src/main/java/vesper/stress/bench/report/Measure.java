package vesper.stress.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import vesper.stress.bench.run.GuestRun;
import vesper.stress.bench.run.Job;
import vesper.stress.bench.run.Result;

/**
 * Something that a run costs, in seconds.
 *
 * @param name as a column's heading
 */
public record Measure(String name, Place place, ToDoubleFunction<GuestRun> cost) {
    /** Where it is shown; JSON and the page's figures have all. */
    public enum Place {
        /** A column of the table with the least and the most, and a picture. */
        SPREAD,
        /** A column with the median, and a picture. */
        MEDIAN,
        /** Neither. */
        FIGURES
    }

    /** What is less than this is none, and nothing is divided by none. */
    private static final double LEAST = 1e-6;

    /** Of the second half's laps, the processor time. */
    public static final Measure STEADY_CPU = new Measure("steady CPU", Place.SPREAD, GuestRun::steadyLapCpu);

    /** Of the second half's laps, the guest's own time. */
    public static final Measure STEADY_WALL = new Measure("steady wall", Place.SPREAD, GuestRun::steadyLap);

    /** From the command to the guest's first line. */
    public static final Measure START = new Measure("first line", Place.FIGURES, GuestRun::firstLine);

    /**
     * The steady state; for each of so many seconds, a lap on average in the process's first seconds, and a whole process
     * with the work that takes the other machine so long; and the start.
     */
    public static List<Measure> all(List<Double> seconds) {
        List<Measure> measures = new ArrayList<>(List.of(STEADY_CPU, STEADY_WALL));
        for (double size : seconds) {
            int laps = Job.laps(size);
            String name = format(size) + " s ";
            measures.add(new Measure(name + "CPU", Place.MEDIAN, run -> average(size, run.lapsByCpu(size))));
            measures.add(new Measure(name + "wall", Place.MEDIAN, run -> average(size, run.laps(size))));
            measures.add(new Measure(name + "of work CPU", Place.FIGURES, run -> run.cpu(laps)));
            measures.add(new Measure(name + "of work wall", Place.FIGURES, run -> run.wall(laps)));
        }
        measures.add(START);
        return measures;
    }

    private static double average(double seconds, double laps) {
        return seconds / Math.max(laps, LEAST);
    }

    /** Whether the table has a column of it. */
    public boolean inTable() {
        return place != Place.FIGURES;
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
