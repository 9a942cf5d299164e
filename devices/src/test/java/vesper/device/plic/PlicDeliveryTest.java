package vesper.device.plic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import vesper.bus.AccessFault;
import vesper.device.HandTimer;
import vesper.device.TestLine;

class PlicDeliveryTest {
    private static final int M = 0;
    private static final int S = 1;

    private final TestLine[] lines = TestLine.lines(2);
    private final Plic plic = new Plic(95, lines, new HandTimer());
    private final PlicDriver driver = new PlicDriver(plic);

    @Test
    void anEnabledSourceNotifiesItsContextsOnly() throws AccessFault {
        driver.enable(S, 10);
        plic.source(10).set(true);
        assertTrue(lines[S].isHigh());
        assertFalse(lines[M].isHigh());
    }

    @Test
    void enablingNotifiesOfWhatIsPendingAlready() throws AccessFault {
        plic.source(10).set(true);
        assertFalse(lines[S].isHigh());
        driver.enable(S, 10);
        assertTrue(lines[S].isHigh());
        driver.enable(S);
        assertFalse(lines[S].isHigh());
    }

    @Test
    void claimTakesTheHighestPriorityThenTheLowestNumber() throws AccessFault {
        driver.priority(7, 2);
        driver.priority(40, 5);
        driver.priority(41, 5);
        driver.enable(S, 7, 40, 41);
        plic.source(7).set(true);
        plic.source(41).set(true);
        plic.source(40).set(true);
        assertEquals(40, driver.claim(S));
        assertEquals(41, driver.claim(S));
        assertTrue(lines[S].isHigh());
        assertEquals(7, driver.claim(S));
        assertFalse(lines[S].isHigh());
        assertEquals(0, driver.claim(S));
    }

    @Test
    void aClaimByOneContextTakesItFromTheOther() throws AccessFault {
        driver.enable(M, 3);
        driver.enable(S, 3);
        plic.source(3).set(true);
        assertTrue(lines[M].isHigh() && lines[S].isHigh());
        assertEquals(3, driver.claim(M));
        assertFalse(lines[M].isHigh() || lines[S].isHigh());
        assertEquals(0, driver.claim(S));
        assertFalse(driver.isPending(3));
    }

    @Test
    void theThresholdHoldsBackTheNotificationButNotTheClaim() throws AccessFault {
        driver.priority(3, 4);
        driver.enable(S, 3);
        driver.threshold(S, 4);
        plic.source(3).set(true);
        assertFalse(lines[S].isHigh());
        driver.threshold(S, 3);
        assertTrue(lines[S].isHigh());
        driver.threshold(S, 7);
        assertFalse(lines[S].isHigh());
        assertEquals(3, driver.claim(S));
    }

    @Test
    void priorityZeroNeverInterrupts() throws AccessFault {
        driver.enable(S, 3);
        driver.priority(3, 0);
        plic.source(3).set(true);
        assertTrue(driver.isPending(3));
        assertFalse(lines[S].isHigh());
        assertEquals(0, driver.claim(S));
        driver.priority(3, 1);
        assertTrue(lines[S].isHigh());
    }

    @Test
    void aSourceStillHighAtCompletionIsPendingAgain() throws AccessFault {
        driver.enable(S, 3);
        plic.source(3).set(true);
        driver.claim(S);
        assertFalse(lines[S].isHigh());
        driver.complete(S, 3);
        assertTrue(lines[S].isHigh());
        assertEquals(3, driver.claim(S));
    }

    @Test
    void aSourceThatFellBeforeCompletionIsDone() throws AccessFault {
        driver.enable(S, 3);
        plic.source(3).set(true);
        driver.claim(S);
        plic.source(3).set(false);
        driver.complete(S, 3);
        assertFalse(lines[S].isHigh());
        assertFalse(driver.isPending(3));
    }

    @Test
    void betweenClaimAndCompletionTheWireIsIgnored() throws AccessFault {
        driver.enable(S, 3);
        plic.source(3).set(true);
        driver.claim(S);
        plic.source(3).set(false);
        plic.source(3).set(true);
        assertFalse(driver.isPending(3));
        assertFalse(lines[S].isHigh());
        driver.complete(S, 3);
        assertTrue(lines[S].isHigh());
    }

    @Test
    void aRequestStaysWhenTheWireFallsBeforeTheClaim() throws AccessFault {
        driver.enable(S, 3);
        plic.source(3).set(true);
        plic.source(3).set(false);
        assertTrue(lines[S].isHigh());
        assertEquals(3, driver.claim(S));
    }

    @Test
    void completionByAContextThatHasItDisabledIsIgnored() throws AccessFault {
        driver.enable(S, 3);
        plic.source(3).set(true);
        driver.claim(S);
        driver.complete(M, 3);
        assertFalse(driver.isPending(3));
        driver.complete(S, 3);
        assertTrue(driver.isPending(3));
    }

    @Test
    void completionOfSourcesThatDoNotExistIsIgnored() throws AccessFault {
        driver.complete(S, 0);
        driver.complete(S, 96);
        driver.complete(S, -1);
        assertEquals(0, driver.claim(S));
    }
}
