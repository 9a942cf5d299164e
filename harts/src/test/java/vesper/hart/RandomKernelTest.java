package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import vesper.hart.state.Translation;

/**
 * Kernels in miniature leave the same registers, memory and traps behind on each engine, and begin as many
 * loads, stores and atomics: every other one has them counted. {@code
 * -Dvesper.kernels=N} takes as many, {@code -Dvesper.kernelSeed=S} begins with another.
 */
class RandomKernelTest {
    private static final int KERNELS = Integer.getInteger("vesper.kernels", 1000);
    private static final long SEED = Long.getLong("vesper.kernelSeed", 1);

    @Test
    void eachEngineLeavesTheSame() {
        long traps = LongStream.range(SEED, SEED + KERNELS)
                .parallel()
                .map(RandomKernelTest::traps)
                .sum();
        assertTrue(traps > 10L * KERNELS, "only " + traps + " traps");
    }

    /** {@return how many traps of M-mode the kernel had, on each engine} */
    private static long traps(long seed) {
        EachEngine.State expected = run(Translation.NEVER, seed);
        for (Translation translation : Translation.values()) {
            if (translation != Translation.NEVER) {
                assertEquals(expected, run(translation, seed), () -> translation + ", seed " + seed);
            }
        }
        return expected.traps().size();
    }

    private static EachEngine.State run(Translation translation, long seed) {
        UnaryOperator<Guest> prepare = RandomKernel::prepare;
        if (seed % 2 == 0) {
            prepare = EachEngine.counting(prepare);
        }
        try (Guest guest = EachEngine.run(translation, prepare, a -> RandomKernel.write(a, seed))) {
            return EachEngine.state(guest);
        }
    }
}
