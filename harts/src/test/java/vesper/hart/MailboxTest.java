package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import vesper.bus.InterruptLine;
import vesper.hart.state.Interrupt;

class MailboxTest {
    private final Guest guest = new Guest(2);
    private final Hart hart = guest.hart(0);
    private final Mailbox mailbox = hart.mailbox();

    @Test
    void aLevelIsSeenOnceTheOwnerDrains() {
        hart.line(Interrupt.MSIP).set(true);
        assertTrue(mailbox.needsAttention());
        assertEquals(0, hart.state().csrs.linesHigh);
        mailbox.drain();
        assertEquals(Interrupt.MSIP.mask(), hart.state().csrs.linesHigh);
        assertFalse(mailbox.needsAttention());
    }

    @Test
    void aLevelThatComesAndGoesBeforeTheDrainIsNotSeen() {
        hart.line(Interrupt.MSIP).set(true);
        hart.line(Interrupt.MSIP).set(false);
        mailbox.drain();
        assertEquals(0, hart.state().csrs.linesHigh);
    }

    @Test
    void settingTheLevelThatALineHasAsksForNoAttention() {
        hart.line(Interrupt.MEIP).set(true);
        mailbox.drain();
        hart.line(Interrupt.MEIP).set(true);
        assertFalse(mailbox.needsAttention());
    }

    /** A storm that posted each change would fill the ring, and the poster would wait for ever. */
    @Test
    void aStormOnOneLineTakesOneMessage() {
        InterruptLine line = hart.line(Interrupt.MSIP);
        for (int i = 0; i < 1_000_001; i++) {
            line.set((i & 1) == 0);
        }
        mailbox.drain();
        assertEquals(Interrupt.MSIP.mask(), hart.state().csrs.linesHigh);
    }

    /** Agrona's ring gives at most what lies before its end in one read. */
    @Test
    void noLevelIsLeftInTheRingWhereItWraps() {
        InterruptLine line = hart.line(Interrupt.MSIP);
        for (int i = 0; i < 10_000; i++) {
            line.set(true);
            mailbox.drain();
            assertEquals(Interrupt.MSIP.mask(), hart.state().csrs.linesHigh, "after " + i);
            line.set(false);
            mailbox.drain();
            assertEquals(0, hart.state().csrs.linesHigh, "after " + i);
        }
    }

    @Test
    void linesAreIndependent() {
        for (Interrupt interrupt : Interrupt.values()) {
            hart.line(interrupt).set(true);
        }
        hart.line(Interrupt.MTIP).set(false);
        mailbox.drain();
        assertEquals(0xaaa & ~Interrupt.MTIP.mask(), hart.state().csrs.linesHigh);
    }

    @Test
    void aHartWithoutAThreadCountsAsHavingAnswered() {
        mailbox.requestDrop(0, false, 1, 1);
        assertTrue(mailbox.answered(1, 1));
    }

    @Test
    void aRunningHartAnswersWhenItDrains() {
        mailbox.setOwner(Thread.currentThread());
        mailbox.requestDrop(0, false, 1, 1);
        assertFalse(mailbox.answered(1, 1));
        mailbox.drain();
        assertTrue(mailbox.answered(1, 1));
        assertFalse(mailbox.answered(1, 2));
    }

    @Test
    void requestNumbersMayWrapAround() {
        mailbox.setOwner(Thread.currentThread());
        mailbox.requestDrop(0, false, 1, Integer.MAX_VALUE);
        mailbox.drain();
        assertFalse(mailbox.answered(1, Integer.MIN_VALUE));
        mailbox.requestDrop(0, false, 1, Integer.MIN_VALUE);
        mailbox.drain();
        assertTrue(mailbox.answered(1, Integer.MIN_VALUE));
    }

    @Test
    void parkingReturnsAtOnceWhenSomethingWasPosted() {
        mailbox.setOwner(Thread.currentThread());
        hart.line(Interrupt.SEIP).set(true);
        mailbox.park();
        mailbox.drain();
        assertEquals(Interrupt.SEIP.mask(), hart.state().csrs.linesHigh);
    }
}
