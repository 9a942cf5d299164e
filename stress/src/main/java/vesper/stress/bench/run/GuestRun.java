package vesper.stress.bench.run;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A guest's run from the command to the end of its process.
 *
 * @param firstLine seconds from the command's start to the guest's first line
 * @param laps in order, at least one
 * @param wall seconds from the command's start to the end of the process, without the guest's rest
 */
public record GuestRun(double firstLine, List<Lap> laps, double wall) {
    /** Seconds; lines that were read closer together were not read when they were printed. */
    private static final double LEAST_WALL = 1e-3;

    /** Seconds: shorter than any lap, so that nothing is divided by 0. */
    private static final double LEAST_LAP = 1e-6;

    public GuestRun {
        laps = List.copyOf(laps);
    }

    /** Whether the other run computed the same. */
    public boolean agreesWith(GuestRun other) {
        return checksums().equals(other.checksums());
    }

    /** Of its laps. */
    public List<Long> checksums() {
        return laps.stream().map(Lap::checksum).toList();
    }

    /** The median of the second half's laps, in seconds, as the guest's clock tells it. */
    public double steadyLap() {
        long[] ticks = laps.subList(laps.size() / 2, laps.size()).stream()
                .mapToLong(Lap::ticks)
                .sorted()
                .toArray();
        return ticks[ticks.length / 2] / Lap.TICKS_A_SECOND;
    }

    /**
     * Processor seconds of a lap in the second half, on average: how busy the process was while the host read these
     * laps' lines, times how long they took by the guest's clock. So neither the printing between laps counts, nor that
     * a line may be read late.
     */
    public double steadyLapCpu() {
        List<Lap> steady = laps.subList(laps.size() / 2, laps.size());
        Lap before = laps.get(Math.max(0, laps.size() / 2 - 1));
        Lap last = laps.getLast();
        double wall = last.wall() - before.wall();
        double busy = wall < LEAST_WALL ? last.cpu() / last.wall() : (last.cpu() - before.cpu()) / wall;
        return busy * steady.stream().mapToLong(Lap::ticks).sum() / Lap.TICKS_A_SECOND / steady.size();
    }

    /** Instructions of the last lap, all harts together. */
    public long retired() {
        return laps.getLast().retired();
    }

    /** How much of the work was done so many seconds behind the command's start, in laps; see {@link #within}. */
    public double laps(double seconds) {
        return within(seconds, firstLine, Lap::wall);
    }

    /** The same when the process had taken so many seconds of processor time. */
    public double lapsByCpu(double seconds) {
        return within(seconds, 0, Lap::cpu);
    }

    /**
     * Where a lap is under way, the part of it by time. A run that has ended by then is thought to go on as in its second
     * half, by the same clock, and so with what lies between laps.
     *
     * @param begin of the first lap
     * @param end of a lap
     */
    private double within(double seconds, double begin, ToDoubleFunction<Lap> end) {
        double from = begin;
        for (int i = 0; i < laps.size(); i++) {
            double to = end.applyAsDouble(laps.get(i));
            if (to > seconds) {
                return i + Math.max(0, seconds - from) / (to - from);
            }
            from = to;
        }
        int half = laps.size() / 2;
        double halfBegan = half == 0 ? begin : end.applyAsDouble(laps.get(half - 1));
        double steady = Math.max((from - halfBegan) / (laps.size() - half), LEAST_LAP);
        return laps.size() + (seconds - from) / steady;
    }

    /** Seconds that the whole process would have taken with so many laps: as many of this one, and its end. */
    public double wall(int count) {
        return laps.get(count - 1).wall() + wall - laps.getLast().wall();
    }

    /** Processor seconds from the start to the end of so many laps. */
    public double cpu(int count) {
        return laps.get(count - 1).cpu();
    }
}
