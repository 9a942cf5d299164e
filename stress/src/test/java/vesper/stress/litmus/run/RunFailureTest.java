package vesper.stress.litmus.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that can't be run, or don't end as they should: one line says why, and the next test runs. */
class RunFailureTest {
    private final LitmusMachine machine = new LitmusMachine(2);

    @AfterEach
    void stop() {
        machine.close();
    }

    private String failure(RunFailure.Kind kind, String text) {
        RunFailure failure = assertThrows(RunFailure.class, () -> machine.run(Tests.parse(text), 500, 1));
        assertEquals(kind, failure.kind(), failure.getMessage());
        assertEquals(500, Tests.run(machine, Tests.SB, 500).total(), "the next test");
        return String.valueOf(failure.getMessage());
    }

    @Test
    void aTrapIsToldWithItsLine() {
        String why = failure(RunFailure.Kind.ERROR, """
                RISCV trap
                { 0:x6=16; 1:x6=x; }
                 P0          | P1          ;
                 addi x7,x0,1 | addi x7,x0,1 ;
                 lw x5,0(x6) | lw x5,0(x6) ;
                exists (0:x5=1)
                """);
        assertEquals("P0, line 5, lw x5,0(x6): LoadAccessFault, mtval 0x10", why);
    }

    @Test
    void aThreadThatNeverEndsIsStopped() {
        String why = failure(RunFailure.Kind.ERROR, """
                RISCV endless
                { 0:x6=x; 1:x6=x; }
                 P0             | P1          ;
                 LC00:          | lw x5,0(x6) ;
                 beq x0,x0,LC00 |             ;
                exists (1:x5=1)
                """);
        assertTrue(why.startsWith("P0, line "), why);
        assertTrue(why.endsWith(" does not end"), why);
    }

    @Test
    void aTestThatWritesOverItsHarnessHarmsNoOther() {
        String why = failure(RunFailure.Kind.ERROR, """
                RISCV hostile
                { 0:x6=%d; 1:x6=x; }
                 P0              | P1          ;
                 LC00:           | lw x5,0(x6) ;
                 sd x0,0(x6)     |             ;
                 addi x6,x6,8    |             ;
                 beq x0,x0,LC00  |             ;
                exists (1:x5=1)
                """.formatted(GuestMap.RAM));
        assertTrue(why.startsWith("P"), why);
    }

    @Test
    void aThreadThatClaimsToBeDoneIsFoundOut() {
        failure(RunFailure.Kind.ERROR, """
                RISCV liar
                { 0:x6=%d; 1:x6=x; 1:x7=%d; }
                 P0            | P1            ;
                 sd x0,0(x6)   | sd x0,0(x7)   ;
                exists (x=1)
                """.formatted(
                        GuestMap.DEVICE + Rendezvous.DONE, GuestMap.DEVICE + Rendezvous.register(1, Rendezvous.DONE)));
    }

    @Test
    void anInstructionThatATestMayNotHaveIsNamed() {
        String why = failure(RunFailure.Kind.UNSUPPORTED, """
                RISCV unsupported
                { 0:x6=x; }
                 P0        ;
                 ecall     ;
                exists (x=1)
                """);
        assertEquals("instruction ecall", why);
    }

    @Test
    void moreThreadsThanHartsAreNotRun() {
        String why = failure(RunFailure.Kind.UNSUPPORTED, """
                RISCV three
                { 0:x6=x; 1:x6=x; 2:x6=x; }
                 P0          | P1          | P2          ;
                 lw x5,0(x6) | lw x5,0(x6) | lw x5,0(x6) ;
                exists (2:x5=1)
                """);
        assertEquals("3 threads, on a machine of 2 harts", why);
    }
}
