package vesper.stress.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import vesper.boot.Progress;
import vesper.hart.state.Acceleration;
import vesper.isa.Program;
import vesper.stress.bench.guest.MixAlone;
import vesper.stress.bench.run.HostControl;

/**
 * The integer mix in this process, on one hart and on several in turn, and beside it what the host can do: how fast a
 * hart is, and how much several are faster than one.
 *
 * @param rounds that a hart does in a measurement
 * @param pairs measurements of each kind
 * @param harts side by side
 * @param acceleration how they execute
 */
record SideBySide(long rounds, int pairs, int harts, Acceleration acceleration) {
    private static final int WARM_UP_ROUNDS = 30_000;

    /** Of the pairs that were measured before an interruption it tells, too. */
    void run(PrintStream out, Progress progress) throws InterruptedException, ExecutionException {
        InProcess.run(MixAlone.program(1, WARM_UP_ROUNDS), 1, acceleration);
        Program alone = MixAlone.program(1, rounds);
        Program together = MixAlone.program(harts, rounds);
        List<Double> aloneMips = new ArrayList<>();
        List<Double> togetherMips = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> hostRatios = new ArrayList<>();
        try {
            for (int i = 0; i < pairs; i++) {
                double one = InProcess.run(alone, 1, acceleration).mips();
                double many = InProcess.run(together, harts, acceleration).mips();
                double host = HostControl.scaling(harts);
                aloneMips.add(one);
                togetherMips.add(many);
                ratios.add(many / one);
                hostRatios.add(host);
                progress.at(i + 1);
            }
        } finally {
            report(out, aloneMips, togetherMips, ratios, hostRatios);
        }
    }

    private void report(
            PrintStream out,
            List<Double> aloneMips,
            List<Double> togetherMips,
            List<Double> ratios,
            List<Double> hostRatios) {
        if (ratios.isEmpty()) {
            return;
        }
        out.printf("integer mix, %d rounds a hart, %d pairs, median (least - most)%n", rounds, ratios.size());
        report(out, "1 hart, MIPS", aloneMips);
        report(out, harts + " harts, MIPS in sum", togetherMips);
        report(out, harts + " harts against 1", ratios);
        report(out, "host: " + harts + " threads against 1", hostRatios);
    }

    private static void report(PrintStream out, String what, List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        out.printf("%-28s %8.2f  (%.2f - %.2f)%n", what, median, sorted.getFirst(), sorted.getLast());
    }
}
