package vesper.stress.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import vesper.stress.fuzz.Referee;

/**
 * Random programs do the same on the JVM, and compiled on our machine and on QEMU. The seed is fixed, so that CI is;
 * {@code -Dvesper.compiler.fuzz.seed=N} takes another, {@code -Dvesper.compiler.fuzz.programs=N} more of them.
 */
class CompiledAgainstJvmTest {
    private static final long SEED = 1;
    private static final long PROGRAMS = 500;

    @Test
    void programsDoTheSameOnTheJvmHereAndOnQemu() throws Exception {
        long seed = Long.getLong("vesper.compiler.fuzz.seed", SEED);
        long programs = Long.getLong("vesper.compiler.fuzz.programs", PROGRAMS);
        try (CompilerFuzzer fuzzer = new CompilerFuzzer(seed, EnumSet.allOf(Side.class), Referee.require())) {
            long started = System.nanoTime();
            List<Finding> findings = fuzzer.run(0, programs);
            System.out.printf(
                    "compiler-fuzz: seed %d, %d programs in %.0f s, %d differ%n",
                    seed, programs, (System.nanoTime() - started) / 1e9, findings.size());
            findings.forEach(finding -> System.out.println(finding.report()));
            assertEquals(
                    List.of(),
                    findings.stream().map(finding -> finding.program().number()).toList(),
                    "seed " + seed);
        }
    }
}
