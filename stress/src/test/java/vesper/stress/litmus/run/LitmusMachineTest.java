package vesper.stress.litmus.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vesper.stress.Engine;
import vesper.stress.litmus.model.Checker;
import vesper.stress.litmus.model.Model;
import vesper.stress.litmus.model.ZalasrReading;
import vesper.stress.litmus.test.FinalState;

@ParameterizedClass
@EnumSource
class LitmusMachineTest {
    private static final int HARTS = 4;
    private static final int ROUNDS = 2_000;

    private static final FinalState WEAK = FinalState.parse("0:x7=0; 1:x7=0;");

    private final LitmusMachine machine;

    LitmusMachineTest(Engine engine) {
        machine = new LitmusMachine(HARTS, engine.acceleration());
    }

    @AfterEach
    void stop() {
        machine.close();
    }

    @Test
    void storeBufferingShowsAllFourStates() {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "two harts must run at the same time");
        Set<String> seen = new HashSet<>();
        for (int round = 0; round < ROUNDS && seen.size() < 4; round++) {
            seen.addAll(Tests.states(Tests.run(machine, Tests.SB, 5_000)));
        }
        assertEquals(Set.of("0:x7=0; 1:x7=0;", "0:x7=0; 1:x7=1;", "0:x7=1; 1:x7=0;", "0:x7=1; 1:x7=1;"), seen);
    }

    @Test
    void fencesForbidTheWeakStates() {
        assertEquals(0, Tests.run(machine, Tests.SB_FENCED, 20_000).count(WEAK));
        FinalState stale = FinalState.parse("1:x5=1; 1:x7=0;");
        assertEquals(0, Tests.run(machine, Tests.MP_FENCED, 20_000).count(stale));
    }

    @Test
    void aStateOutsideTheAllowedOnesIsSeenAsSuch() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "two harts must run at the same time");
        // What runs lacks the fences that the model is asked about: a machine that drops them.
        Set<FinalState> allowed = Checker.allowed(Tests.parse(Tests.SB_FENCED), Model.RVWMO, ZalasrReading.RCSC)
                .states();
        List<FinalState> outside = List.of();
        for (int round = 0; round < ROUNDS && outside.isEmpty(); round++) {
            outside = Tests.run(machine, Tests.SB, 5_000).outside(allowed);
        }
        assertEquals(List.of(WEAK), outside);
    }

    @Test
    void everyIterationIsCountedOnce() {
        for (int iterations : new int[] {1, 2, 4095, 4096, 4097, 10_000}) {
            assertEquals(iterations, Tests.run(machine, Tests.SB, iterations).total());
        }
    }

    @Test
    void asManyThreadsRunAsThereAreHarts() {
        Histogram three = Tests.run(machine, """
                RISCV ISA2+fences
                { 0:x5=1; 0:x6=x; 0:x7=y; 1:x6=y; 1:x7=z; 1:x8=1; 2:x6=z; 2:x7=x; }
                 P0          | P1             | P2          ;
                 sw x5,0(x6) | lw x5,0(x6)    | lw x5,0(x6) ;
                 fence rw,rw | fence rw,rw    | fence rw,rw ;
                 sw x5,0(x7) | sw x8,0(x7)    | lw x8,0(x7) ;
                exists (1:x5=1 /\\ 2:x5=1 /\\ 2:x8=0)
                """, 5_000);
        assertEquals(5_000, three.total());
        assertEquals(0, three.count(FinalState.parse("1:x5=1; 2:x5=1; 2:x8=0;")));

        Histogram four = Tests.run(machine, """
                RISCV IRIW+fences
                { 0:x5=1; 0:x6=x; 1:x6=x; 1:x8=y; 2:x5=1; 2:x6=y; 3:x6=y; 3:x8=x; }
                 P0          | P1          | P2          | P3          ;
                 sw x5,0(x6) | lw x5,0(x6) | sw x5,0(x6) | lw x5,0(x6) ;
                             | fence rw,rw |             | fence rw,rw ;
                             | lw x7,0(x8) |             | lw x7,0(x8) ;
                exists (1:x5=1 /\\ 1:x7=0 /\\ 3:x5=1 /\\ 3:x7=0)
                """, 5_000);
        assertEquals(5_000, four.total());
        assertEquals(0, four.count(FinalState.parse("1:x5=1; 1:x7=0; 3:x5=1; 3:x7=0;")));
        assertTrue(four.counts().size() > 1, "all harts went through in the same order each time");
    }

    @Test
    void aMachineHasHartsButNotTooMany() {
        assertThrows(IllegalArgumentException.class, () -> new LitmusMachine(0));
        assertThrows(IllegalArgumentException.class, () -> new LitmusMachine(LitmusMachine.MAX_HARTS + 1));
        assertThrows(IllegalArgumentException.class, () -> machine.run(Tests.parse(Tests.SB), 0, 1));
    }
}
