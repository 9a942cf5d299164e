package vesper.stress.bench.run;

import java.util.List;

/**
 * A job's runs.
 *
 * @param ours one for each pair
 * @param theirs the other machine's, in the same order; empty if there is none
 * @param host what {@link HostControl} said behind each pair; empty if nothing is compared with one hart
 */
public record Result(Job job, List<GuestRun> ours, List<GuestRun> theirs, List<Double> host) {
    public Result {
        ours = List.copyOf(ours);
        theirs = List.copyOf(theirs);
        host = List.copyOf(host);
    }
}
