package vesper.stress.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import vesper.stress.bench.run.GuestRun;
import vesper.stress.bench.run.Job;
import vesper.stress.bench.run.Result;

/**
 * How many times the work of one hart several harts do in the same time, in the steady state.
 *
 * @param job on several harts
 * @param theirs empty if ours ran alone, else one value
 * @param host the same of threads of plain Java
 */
public record Scaling(Job job, Spread ours, List<Spread> theirs, Spread host) {
    public Scaling {
        theirs = List.copyOf(theirs);
    }

    /** For each job on several harts whose guest ran on one as well. */
    public static List<Scaling> of(List<Result> results) {
        List<Scaling> scalings = new ArrayList<>();
        for (Result many : results) {
            results.stream()
                    .filter(one -> !many.host().isEmpty() && one.job().harts() == 1)
                    .filter(one -> one.job().guest().equals(many.job().guest()))
                    .filter(one -> one.job().mode() == many.job().mode())
                    .findFirst()
                    .ifPresent(one -> scalings.add(of(one, many)));
        }
        return scalings;
    }

    private static Scaling of(Result one, Result many) {
        Spread ours = times(one.job(), one.ours(), many.job(), many.ours());
        List<Spread> theirs = many.theirs().isEmpty()
                ? List.of()
                : List.of(times(one.job(), one.theirs(), many.job(), many.theirs()));
        return new Scaling(many.job(), ours, theirs, Spread.of(many.host()));
    }

    private static Spread times(Job one, List<GuestRun> alone, Job many, List<GuestRun> together) {
        return Spread.of(IntStream.range(0, alone.size())
                .mapToObj(i -> rate(many, together.get(i)) / rate(one, alone.get(i)))
                .toList());
    }

    /** Rounds of all harts in a second. */
    private static double rate(Job job, GuestRun run) {
        return job.harts() * job.rounds() / run.steadyLap();
    }
}
