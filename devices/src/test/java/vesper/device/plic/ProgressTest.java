package vesper.device.plic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.AccessFault;
import vesper.device.HandTimer;
import vesper.device.TestLine;
import vesper.device.uart.SerialSink;
import vesper.device.uart.Uart;

/**
 * A serial port that gets on is never held back, whatever its driver leaves undone at each interrupt. The clock stands
 * still: what was held back would be so for good.
 */
class ProgressTest {
    private static final int S = 1;
    private static final int IRQ = 10;
    private static final int BYTES = 3000;

    private static final int RBR = 0;
    private static final int IER = 1;
    private static final int FCR = 2;
    private static final int LSR = 5;
    private static final int IER_RECEIVED = 1;
    private static final int IER_THR_EMPTY = 2;
    private static final int FCR_CLEAR_RECEIVE = 2;

    private final HandTimer timer = new HandTimer();
    private final PlicDriver driver = new PlicDriver(new Plic(95, TestLine.lines(2), timer));
    private final SerialSink sink = (bytes, offset, length) -> {};
    private final Uart uart = new Uart(driver.plic().source(IRQ), sink, failure -> {});

    @AfterEach
    void close() {
        uart.close();
    }

    private void type(int bytes) {
        for (int i = 0; i < bytes; i++) {
            assertTrue(uart.receive((byte) i));
        }
    }

    /** Takes an interrupt, or fails: there is none. */
    private void claim(int which) throws AccessFault {
        assertEquals(IRQ, driver.claim(S), () -> "interrupt " + which);
    }

    /** FIFOs off, on, and with a trigger of 14 bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0xc1})
    void noByteWaitsForADriverThatTakesOneAnInterrupt(int fcr) throws AccessFault {
        uart.store(FCR, fcr, 1);
        uart.store(IER, IER_RECEIVED, 1);
        driver.enable(S, IRQ);
        type(BYTES);
        for (int i = 0; i < BYTES; i++) {
            claim(i);
            assertEquals(i & 0xff, uart.load(RBR, 1));
            driver.complete(S, IRQ);
        }
        assertEquals(0, driver.claim(S));
        assertEquals(0, timer.ticks());
    }

    @Test
    void norForOneThatThrowsThemAway() throws AccessFault {
        uart.store(FCR, 1, 1);
        uart.store(IER, IER_RECEIVED, 1);
        driver.enable(S, IRQ);
        type(BYTES);
        int interrupts = 0;
        while (driver.claim(S) != 0) {
            uart.store(FCR, 1 | FCR_CLEAR_RECEIVE, 1);
            driver.complete(S, IRQ);
            interrupts++;
        }
        assertEquals(0, uart.load(LSR, 1) & 1);
        assertEquals(Math.ceilDiv(BYTES, 16), interrupts);
    }

    @Test
    void norForOneThatReadsAfterTheInterruptHasBeenHeldBack() throws AccessFault {
        uart.store(IER, IER_RECEIVED, 1);
        driver.enable(S, IRQ);
        type(BYTES);
        for (int i = 0; i < BYTES; i++) {
            while (driver.claim(S) != 0) {
                driver.complete(S, IRQ); // "later"
            }
            assertEquals(i & 0xff, uart.load(RBR, 1));
        }
        assertEquals(0, driver.claim(S));
    }

    @Test
    void norDoesADriverThatSendsOneByteAnInterrupt() throws AccessFault {
        uart.store(IER, IER_THR_EMPTY, 1);
        driver.enable(S, IRQ);
        for (int i = 0; i < BYTES; i++) {
            claim(i);
            uart.store(RBR, i, 1);
            driver.complete(S, IRQ);
        }
    }

    /** As xv6's of 2022, which leaves a transmitter's interrupt up: looking is not getting on. */
    @Test
    void oneThatOnlyLooksIsHeldBack() throws AccessFault {
        uart.store(IER, IER_RECEIVED | IER_THR_EMPTY, 1);
        driver.enable(S, IRQ);
        int interrupts = 0;
        while (driver.claim(S) != 0) {
            uart.load(LSR, 1);
            uart.load(RBR, 1);
            driver.complete(S, IRQ);
            interrupts++;
        }
        assertEquals(Gateways.PATIENCE + 1, interrupts);
    }
}
