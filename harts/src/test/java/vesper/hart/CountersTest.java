package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import org.junit.jupiter.api.Test;

class CountersTest {
    private final Guest guest = new Guest();

    @Test
    void minstretCountsInstructions() {
        guest.run(a -> {
            a.csrr(S2, MINSTRET);
            a.nop();
            a.j("over");
            a.nop();
            a.label("over");
            a.beqz(ZERO, "taken");
            a.nop();
            a.label("taken");
            a.csrr(S3, MINSTRET);
        });
        assertEquals(4, guest.x(S3) - guest.x(S2));
    }

    /** Section 3.1.10: the value is there for the next instruction to read. */
    @Test
    void aWriteStandsInForItsOwnIncrement() {
        guest.run(a -> {
            a.li(S4, 1000);
            a.csrw(MINSTRET, S4);
            a.csrr(S2, MINSTRET);
            a.csrr(S3, INSTRET);
        });
        assertEquals(1000, guest.x(S2));
        assertEquals(1001, guest.x(S3));
    }

    /** An instruction that raises an exception does not retire. */
    @Test
    void anInstructionThatTrapsIsNotCounted() {
        guest.run(a -> {
            a.la(S5, "skip");
            a.csrw(MTVEC, S5);
            a.csrr(S2, MINSTRET);
            a.ebreak();
            a.align(2);
            a.label("skip");
            a.csrr(S3, MINSTRET);
        });
        assertEquals(1, guest.x(S3) - guest.x(S2));
    }

    @Test
    void aLoadThatTrapsInTheMiddleOfABlockCountsWhatCameBefore() {
        guest.run(a -> {
            a.la(S5, "skip");
            a.csrw(MTVEC, S5);
            a.csrr(S2, MINSTRET);
            a.nop();
            a.nop();
            a.ld(S6, 0, ZERO);
            a.nop();
            a.align(2);
            a.label("skip");
            a.csrr(S3, MINSTRET);
        });
        assertEquals(3, guest.x(S3) - guest.x(S2));
    }

    @Test
    void mcountinhibitStopsEachCounterAlone() {
        guest.run(a -> {
            a.csrwi(MCOUNTINHIBIT, 4);
            a.csrr(S2, MINSTRET);
            a.csrr(S4, MCYCLE);
            a.nop();
            a.nop();
            a.csrr(S3, MINSTRET);
            a.csrr(S5, MCYCLE);
        });
        assertEquals(0, guest.x(S3) - guest.x(S2));
        assertEquals(4, guest.x(S5) - guest.x(S4));
    }

    @Test
    void aStoppedCounterMayBeWrittenAndGoesOnFromThere() {
        guest.run(a -> {
            a.csrwi(MCOUNTINHIBIT, 5);
            a.li(S4, 500);
            a.csrw(MCYCLE, S4);
            a.csrr(S2, MCYCLE);
            a.csrwi(MCOUNTINHIBIT, 0);
            a.csrr(S3, MCYCLE);
        });
        assertEquals(500, guest.x(S2));
        assertEquals(500, guest.x(S3));
    }

    @Test
    void timeIsTheClocks() {
        guest.timer.setTicks(0x1234_5678_9abc_def0L);
        guest.run(a -> a.csrr(S2, TIME));
        assertEquals(0x1234_5678_9abc_def0L, guest.x(S2));
    }
}
