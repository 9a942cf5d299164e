package vesper.stress.bench.run;

import java.util.List;

/**
 * A guest's run from the command to the end of its process.
 *
 * @param firstLine seconds from the command's start to the guest's first line
 * @param laps in order, at least one
 * @param wall seconds from the command's start to the end of the process
 */
public record GuestRun(double firstLine, List<Lap> laps, double wall) {
    public GuestRun {
        laps = List.copyOf(laps);
    }

    /** Whether the other run computed the same. */
    public boolean agreesWith(GuestRun other) {
        return checksums().equals(other.checksums());
    }

    private List<Long> checksums() {
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

    /** Processor seconds of a lap in the second half, on average. */
    public double steadyLapCpu() {
        int from = laps.size() / 2;
        double before = from == 0 ? 0 : laps.get(from - 1).cpu();
        return (laps.getLast().cpu() - before) / (laps.size() - from);
    }

    /** Instructions of the last lap, all harts together. */
    public long retired() {
        return laps.getLast().retired();
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
