package vesper.aot.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Verifier;

/** No pass changes what a graph does, on random graphs and arguments; each leaves it well formed. */
class PassPropertyTest {
    private static final int RUNS = 4;

    @Property(tries = 400)
    void eachPassByItselfKeepsWhatTheGraphDoes(@ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        List<Pass> passes = new ArrayList<>(Optimizer.basic());
        passes.addAll(Optimizer.loops());
        for (Pass pass : passes) {
            check(seed, List.of(pass));
        }
    }

    @Property(tries = 1000)
    void allPassesTogetherKeepWhatTheGraphDoes(@ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        List<Pass> passes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            passes.addAll(Optimizer.basic());
        }
        passes.addAll(Optimizer.loops());
        passes.addAll(Optimizer.basic());
        check(seed, passes);
    }

    private static void check(long seed, List<Pass> passes) {
        int[] array = {5, -3, 100, 0, 7, 1 << 30, -1, 12};
        Graph original = RandomGraphs.of(seed, array);
        Verifier.verify(original);
        Graph changed = RandomGraphs.of(seed, array);
        for (Pass pass : passes) {
            String before = changed.toString();
            try {
                pass.run(changed);
                Verifier.verify(changed);
            } catch (RuntimeException e) {
                throw new IllegalStateException(pass + " on " + before + "gave " + changed, e);
            }
        }
        Random random = new Random(seed);
        for (int i = 0; i < RUNS; i++) {
            long[] args = {random.nextInt(20) - 5, random.nextInt(), random.nextLong(), random.nextInt(1000)};
            Interpreter expected = new Interpreter(Map.of());
            Interpreter actual = new Interpreter(Map.of());
            assertEquals(expected.run(original, args), actual.run(changed, args), () -> original + "became " + changed);
            assertEquals(expected.ints(array), actual.ints(array), () -> original + "became " + changed);
        }
    }
}
