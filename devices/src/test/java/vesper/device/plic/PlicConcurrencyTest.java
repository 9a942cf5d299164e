package vesper.device.plic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import vesper.bus.AccessFault;
import vesper.device.HandTimer;
import vesper.device.TestLine;
import vesper.device.Threads;

class PlicConcurrencyTest {
    private static final int ROUNDS = 100_000;
    private static final int HANDSHAKES = 10_000;

    @Test
    void twoClaimsAtTheSameTimeNeverReturnTheSameSource() throws Exception {
        Plic plic = new Plic(95, TestLine.lines(2), new HandTimer());
        PlicDriver driver = new PlicDriver(plic);
        int[] sources = {1, 2, 40};
        AtomicIntegerArray handlers = new AtomicIntegerArray(96);
        for (int context = 0; context < 2; context++) {
            driver.enable(context, sources);
        }
        for (int irq : sources) {
            plic.source(irq).set(true);
        }
        Threads.together(2, context -> {
            int claimed = 0;
            while (claimed < ROUNDS) {
                int irq = driver.claim(context);
                if (irq != 0) {
                    claimed++;
                    assertEquals(1, handlers.incrementAndGet(irq), "handlers of source " + irq);
                    handlers.decrementAndGet(irq);
                    plic.source(irq).set(false);
                    plic.source(irq).set(true); // or the gateway would hold it back
                    driver.complete(context, irq);
                }
            }
        });
    }

    @Test
    void raisesRaceWithClaimsAndNoneIsLost() throws Exception {
        TestLine[] lines = TestLine.lines(1);
        Plic plic = new Plic(95, lines, new HandTimer());
        PlicDriver driver = new PlicDriver(plic);
        driver.enable(0, 5);
        AtomicIntegerArray turn = new AtomicIntegerArray(1);
        Threads.together(2, index -> {
            if (index == 0) {
                for (int round = 0; round < HANDSHAKES; round++) {
                    plic.source(5).set(true);
                    turn.set(0, 1);
                    while (turn.get(0) == 1) {
                        Thread.onSpinWait();
                    }
                }
            } else {
                for (int round = 0; round < HANDSHAKES; round++) {
                    awaitClaim(driver);
                    while (turn.get(0) == 0) {
                        Thread.onSpinWait();
                    }
                    plic.source(5).set(false);
                    driver.complete(0, 5);
                    turn.set(0, 0);
                }
            }
        });
        assertFalse(lines[0].isHigh());
        assertFalse(driver.isPending(5));
    }

    private static void awaitClaim(PlicDriver driver) throws AccessFault {
        while (driver.claim(0) == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aFullRingMakesPostersHelpAndDropsNothing() throws Exception {
        int sources = 1023;
        int posters = 4;
        for (int round = 0; round < 50; round++) {
            TestLine[] lines = TestLine.lines(1);
            Plic plic = new Plic(sources, lines, new HandTimer(), 64);
            PlicDriver driver = new PlicDriver(plic);
            for (int word = 0; word < 32; word++) {
                driver.enableWord(0, word, -1);
            }
            Threads.together(posters, index -> {
                for (int irq = 1 + index; irq <= sources; irq += posters) {
                    plic.source(irq).set(true);
                }
            });
            for (int irq = 1; irq <= sources; irq++) {
                assertTrue(driver.isPending(irq), "source " + irq);
            }
        }
    }

    @Test
    void theLineEndsAtTheLevelDecidedLast() throws Exception {
        TestLine[] lines = TestLine.lines(2);
        Plic plic = new Plic(95, lines, new HandTimer());
        PlicDriver driver = new PlicDriver(plic);
        driver.enable(0, 1, 2);
        driver.enable(1, 1, 2);
        for (int round = 0; round < 500; round++) {
            Threads.together(2, index -> {
                for (int i = 0; i < 50; i++) {
                    plic.source(index + 1).set(true);
                    int irq = driver.claim(index);
                    plic.source(index + 1).set(false);
                    driver.complete(index, irq);
                }
            });
            int left = driver.claim(0);
            while (left != 0) {
                driver.complete(0, left);
                left = driver.claim(0);
            }
            assertFalse(lines[0].isHigh() || lines[1].isHigh());
            plic.source(1).set(true);
            assertTrue(lines[0].isHigh() && lines[1].isHigh());
            plic.source(1).set(false);
            driver.complete(0, driver.claim(0));
            assertFalse(lines[0].isHigh() || lines[1].isHigh());
        }
    }
}
