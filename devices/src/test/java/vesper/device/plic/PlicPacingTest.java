package vesper.device.plic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import vesper.bus.AccessFault;
import vesper.device.HandTimer;
import vesper.device.TestLine;

/** A source that its driver does not quiet comes back, but not so often that nothing else gets done. */
class PlicPacingTest {
    private static final int S = 1;
    private static final int IRQ = 10;
    private static final int OTHER = 33;
    private static final long HOLD = 10_000; // a millisecond

    private final HandTimer timer = new HandTimer();
    private final TestLine[] lines = TestLine.lines(2);
    private final Plic plic = new Plic(95, lines, timer);
    private final PlicDriver driver = new PlicDriver(plic);

    /** Raises sources and completes them with the wire high for as long as they come back at once. */
    private void insist(int... irqs) throws AccessFault {
        driver.enable(S, irqs);
        for (int irq : irqs) {
            plic.source(irq).set(true);
        }
        for (int irq = driver.claim(S); irq != 0; irq = driver.claim(S)) {
            driver.complete(S, irq);
        }
    }

    @Test
    void sixteenCompletionsOfAWireThatStaysHighForwardItAtOnce() throws AccessFault {
        driver.enable(S, IRQ);
        plic.source(IRQ).set(true);
        for (int i = 0; i < 16; i++) {
            assertEquals(IRQ, driver.claim(S));
            driver.complete(S, IRQ);
        }
        assertEquals(IRQ, driver.claim(S));
        driver.complete(S, IRQ);
        assertFalse(lines[S].isHigh());
        assertEquals(0, driver.claim(S));
    }

    /** As by a handler that completes every source there is. */
    @Test
    void completionsOfASourceThatNobodyClaimedDoNotCount() throws AccessFault {
        driver.enable(S, IRQ);
        plic.source(IRQ).set(true);
        for (int i = 0; i < 100; i++) {
            driver.complete(S, IRQ);
            assertTrue(lines[S].isHigh());
        }
        assertEquals(IRQ, driver.claim(S));
        driver.complete(S, IRQ);
        assertTrue(lines[S].isHigh());
    }

    @Test
    void afterAMillisecondAHeldSourceIsForwardedAndThenHeldAgain() throws AccessFault {
        insist(IRQ);
        for (int i = 0; i < 3; i++) {
            timer.pass(HOLD - 1);
            assertFalse(lines[S].isHigh());
            timer.pass(1);
            assertTrue(lines[S].isHigh());
            assertEquals(IRQ, driver.claim(S));
            driver.complete(S, IRQ);
            assertFalse(lines[S].isHigh());
        }
    }

    @Test
    void aRiseForwardsAHeldSourceAtOnceAndPatienceBeginsAnew() throws AccessFault {
        insist(IRQ);
        plic.source(IRQ).set(false);
        assertFalse(lines[S].isHigh());
        plic.source(IRQ).set(true);
        assertEquals(IRQ, driver.claim(S));
        driver.complete(S, IRQ);
        assertTrue(lines[S].isHigh());
    }

    @Test
    void aWireThatRoseWhileItsSourceWasClaimedIsForwardedAtOnce() throws AccessFault {
        insist(IRQ);
        timer.pass(HOLD);
        assertEquals(IRQ, driver.claim(S));
        plic.source(IRQ).set(false);
        plic.source(IRQ).set(true);
        driver.complete(S, IRQ);
        assertTrue(lines[S].isHigh());
    }

    @Test
    void aWireThatFallsWhileItsSourceIsHeldIsForgotten() throws AccessFault {
        insist(IRQ);
        plic.source(IRQ).set(false);
        timer.pass(HOLD);
        assertFalse(driver.isPending(IRQ));
    }

    @Test
    void anAlarmDoesNotForwardASourceThatIsClaimed() throws AccessFault {
        insist(IRQ);
        plic.source(IRQ).set(false);
        plic.source(IRQ).set(true);
        assertEquals(IRQ, driver.claim(S));
        timer.pass(HOLD);
        assertFalse(driver.isPending(IRQ));
        assertFalse(lines[S].isHigh());
        driver.complete(S, IRQ);
        assertTrue(lines[S].isHigh());
    }

    @Test
    void sourcesHeldTogetherComeBackWithTheFirst() throws AccessFault {
        insist(IRQ);
        timer.pass(HOLD / 2);
        insist(IRQ, OTHER);
        timer.pass(HOLD / 2);
        assertTrue(driver.isPending(IRQ));
        assertTrue(driver.isPending(OTHER));
    }

    @Test
    void othersAreNotHeldBack() throws AccessFault {
        insist(IRQ);
        driver.enable(S, IRQ, OTHER);
        plic.source(OTHER).set(true);
        assertEquals(OTHER, driver.claim(S));
    }

    @Test
    void aDeadlineThatIsPastWhenItIsSetForwardsTheSource() throws AccessFault {
        PlicDriver late = new PlicDriver(new Plic(95, lines, new LateTimer()));
        late.enable(S, IRQ);
        late.plic().source(IRQ).set(true);
        for (int i = 0; i < 100; i++) {
            assertEquals(IRQ, late.claim(S), "round " + i);
            late.complete(S, IRQ);
        }
    }

    /** Whoever asks for the time is then stopped for longer than any deadline of theirs. */
    private static final class LateTimer implements vesper.bus.Timer {
        private final HandTimer timer = new HandTimer();

        @Override
        public long ticks() {
            long now = timer.ticks();
            timer.pass(2 * HOLD);
            return now;
        }

        @Override
        public void setTicks(long ticks) {
            timer.setTicks(ticks);
        }

        @Override
        public Alarm alarm(vesper.bus.InterruptLine line) {
            return timer.alarm(line);
        }
    }
}
