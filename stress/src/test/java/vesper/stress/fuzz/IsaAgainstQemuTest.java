package vesper.stress.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vesper.stress.Engine;

/** Random instruction streams do here, interpreted, translated and mixed, what they do on QEMU. The seed is fixed, so that CI is; {@code -Dfuzz.seed=N} takes another. */
class IsaAgainstQemuTest {
    private static final long CASES = Long.getLong("vesper.fuzz.cases", 200_000);
    private static final long SEED = 1;
    private static final int PRINTED = 3;

    @Test
    void streamsOfAnyInstructionsDoTheSameOnEachEngineAndOnQemu() throws Exception {
        Path qemu = Referee.require();
        long seed = Long.getLong("fuzz.seed", SEED);
        List<Mismatch> mismatches = new ArrayList<>();
        try (Fuzzer fuzzer = new Fuzzer(seed, Engine.ALL, qemu)) {
            long started = System.nanoTime();
            for (long next = 0; next < CASES; next = Math.min(CASES, Fuzzer.imageEnd(next))) {
                mismatches.addAll(fuzzer.run(next, Math.min(CASES, Fuzzer.imageEnd(next))));
            }
            System.out.printf(
                    "fuzz: seed %d, %d cases against QEMU in %d runs and %.0f s, %d mismatches, ended on none: %s%n",
                    seed,
                    fuzzer.cases(),
                    fuzzer.qemuRuns(),
                    (System.nanoTime() - started) / 1e9,
                    mismatches.size(),
                    fuzzer.hung());
            assertEquals(CASES, fuzzer.cases());
            assertTrue(fuzzer.hung().size() * 1000L < CASES, "too many cases end on none: " + fuzzer.hung());
        }
        mismatches.stream().limit(PRINTED).forEach(each -> System.out.println(each.report()));
        assertEquals(
                List.of(),
                mismatches.stream()
                        .map(each -> each.engine() + " " + each.each().number())
                        .toList(),
                "seed " + seed);
    }
}
