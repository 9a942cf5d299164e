package vesper.stress.bench.run;

import java.util.List;

/**
 * Seconds from the command to the end of a boot.
 *
 * @param ours one for each pair
 * @param theirs the other machine's; empty if there is none
 */
public record BootResult(Boot boot, List<Double> ours, List<Double> theirs) {
    public BootResult {
        ours = List.copyOf(ours);
        theirs = List.copyOf(theirs);
    }
}
