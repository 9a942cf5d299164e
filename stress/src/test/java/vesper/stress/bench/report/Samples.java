package vesper.stress.bench.report;

import java.util.List;
import java.util.stream.IntStream;
import vesper.stress.bench.guest.Guests;
import vesper.stress.bench.guest.Mode;
import vesper.stress.bench.run.GuestRun;
import vesper.stress.bench.run.Job;
import vesper.stress.bench.run.Lap;
import vesper.stress.bench.run.Result;

/** Results that are easily reckoned with. */
final class Samples {
    static final int LAPS = 20;

    private Samples() {}

    /** A start of half a second, laps that take this each in wall and processor time, and an end of half a second. */
    static GuestRun run(double lap) {
        List<Lap> laps = IntStream.rangeClosed(1, LAPS)
                .mapToObj(i -> new Lap(Math.round(lap * 10e6), i, 1_000_000, 0.5 + i * lap, 0.5 + i * lap))
                .toList();
        return new GuestRun(0.5, laps, 1 + LAPS * lap);
    }

    /** With a run in each pair whose laps take this long. */
    static Result result(String guest, int harts, List<Double> ours, List<Double> theirs) {
        Job job = new Job(Guests.of(guest).orElseThrow(), Mode.SV39, harts, 100, LAPS);
        return new Result(
                job,
                ours.stream().map(Samples::run).toList(),
                theirs.stream().map(Samples::run).toList(),
                harts == 1 ? List.of() : List.of(1.5));
    }
}
