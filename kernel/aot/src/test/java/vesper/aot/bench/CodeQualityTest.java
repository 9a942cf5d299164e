package vesper.aot.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Holds the code to what gcc makes of the same algorithms. {@link CodeQuality} prints the whole table. */
class CodeQualityTest {
    private static final double WORST = 1.4;
    private static final double WORST_MEAN = 1.2;

    @Test
    void benchmarksExecuteHardlyMoreInstructionsThanGccs() throws Exception {
        StringBuilder table = new StringBuilder();
        double worst = 0;
        double product = 1;
        for (Twin twin : Twin.ALL) {
            long instructions = twin.runJava().instructions();
            double ratio = (double) instructions / twin.gccInstructions();
            table.append(twin.name())
                    .append(' ')
                    .append(instructions)
                    .append(' ')
                    .append(ratio)
                    .append('\n');
            worst = Math.max(worst, ratio);
            product *= ratio;
        }
        double mean = Math.pow(product, 1.0 / Twin.ALL.size());
        assertTrue(worst <= WORST && mean <= WORST_MEAN, table + "mean " + mean);
    }
}
