package vesper.stress.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import vesper.boot.Command;
import vesper.isa.Program;

/** {@code vesper bench}: how fast the harts are, and how much two are faster than one, as ratios of one run. */
public final class Bench implements Command {
    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String summary() {
        return "measure the harts' speed on an integer mix, alone and side by side";
    }

    @Override
    public int run(String[] args) {
        return new CommandLine(new Run()).execute(args);
    }

    @CommandLine.Command(name = "bench", mixinStandardHelpOptions = true)
    private static final class Run implements Callable<Integer> {
        private static final int WARM_UP_ROUNDS = 30_000;
        private static final long CONTROL_ITERATIONS = 300_000_000;

        @Option(names = "--rounds", description = "rounds of the mix a hart does in a measurement (${DEFAULT-VALUE})")
        private long rounds = 30_000;

        @Option(names = "--pairs", description = "measurements of each kind, taken in turn (${DEFAULT-VALUE})")
        private int pairs = 5;

        @Option(names = "--harts", description = "harts side by side (${DEFAULT-VALUE})")
        private int harts = 2;

        @Override
        public Integer call() throws Exception {
            PrintStream out = System.out;
            InProcess.run(IntegerMix.program(1, WARM_UP_ROUNDS), 1);
            Program alone = IntegerMix.program(1, rounds);
            Program together = IntegerMix.program(harts, rounds);
            List<Double> aloneMips = new ArrayList<>();
            List<Double> togetherMips = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            List<Double> hostRatios = new ArrayList<>();
            HostControl.rate(1, CONTROL_ITERATIONS);
            for (int i = 0; i < pairs; i++) {
                double one = InProcess.run(alone, 1).mips();
                double many = InProcess.run(together, harts).mips();
                aloneMips.add(one);
                togetherMips.add(many);
                ratios.add(many / one);
                hostRatios.add(HostControl.rate(harts, CONTROL_ITERATIONS) / HostControl.rate(1, CONTROL_ITERATIONS));
            }
            out.printf("integer mix, %d rounds a hart, %d pairs, median (least - most)%n", rounds, pairs);
            report(out, "1 hart, MIPS", aloneMips);
            report(out, harts + " harts, MIPS in sum", togetherMips);
            report(out, harts + " harts against 1", ratios);
            report(out, "host: " + harts + " threads against 1", hostRatios);
            return 0;
        }

        private static void report(PrintStream out, String what, List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            double median = sorted.get(sorted.size() / 2);
            out.printf("%-28s %8.2f  (%.2f - %.2f)%n", what, median, sorted.getFirst(), sorted.getLast());
        }
    }
}
