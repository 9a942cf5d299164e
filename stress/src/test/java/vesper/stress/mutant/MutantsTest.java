package vesper.stress.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault shows the one outcome that its scenario forbids; the machine as shipped, tried as often, never does. */
class MutantsTest {
    /** A scenario needs HotSpot's compiled code, and the host's cores at the same time: it is tried until it has both. */
    private static final long PATIENCE_SECONDS = 120;

    private static final int LEAST_CONTROLS = 2;

    private static final MachineLoader SHIPPED = new MachineLoader(MutantsTest.class.getClassLoader(), List.of());

    @ParameterizedTest
    @EnumSource
    void isCaughtWhereTheShippedMachinePasses(Mutant mutant) throws Exception {
        MachineLoader faulty = new MachineLoader(MutantsTest.class.getClassLoader(), mutant.edits());
        Scenario scenario = faulty.scenario(mutant.scenario());
        Scenario control = SHIPPED.scenario(mutant.scenario());
        long start = System.nanoTime();
        long caught = 0;
        int runs = 0;
        while (caught == 0) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                fail("%s: %s shows nothing in %d runs".formatted(mutant, mutant.scenario(), runs));
            }
            caught = scenario.run();
            runs++;
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        for (int run = 0; run < Math.max(runs, LEAST_CONTROLS); run++) {
            assertEquals(0, control.run(), mutant.scenario() + " on the machine as shipped");
        }
        System.out.printf(
                "%s: caught by %s in run %d of %,d rounds, %d times, after %d ms%n",
                mutant, mutant.scenario(), runs, scenario.rounds(), caught, millis);
    }
}
