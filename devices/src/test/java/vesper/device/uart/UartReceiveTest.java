package vesper.device.uart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import vesper.bus.AccessFault;
import vesper.device.Threads;

class UartReceiveTest extends UartFixture {
    private void type(String text) {
        for (int i = 0; i < text.length(); i++) {
            assertTrue(uart.receive((byte) text.charAt(i)));
        }
    }

    @Test
    void aByteIsReadyAndReadOnce() throws AccessFault {
        type("a");
        assertEquals(DATA_READY, load(LSR) & DATA_READY);
        assertEquals('a', load(RBR));
        assertEquals(0, load(LSR) & DATA_READY);
        assertEquals(0, load(RBR));
    }

    @Test
    void bytesAreNotSignExtended() throws AccessFault {
        uart.receive((byte) 0xff);
        assertEquals(0xff, load(RBR));
    }

    @Test
    void anInterruptComesOnlyIfEnabledAndGoesWithTheLastByte() throws AccessFault {
        type("ab");
        assertFalse(line.isHigh());
        store(IER, 1);
        assertTrue(line.isHigh());
        assertEquals(0x04, load(IIR));
        load(RBR);
        assertTrue(line.isHigh());
        load(RBR);
        assertFalse(line.isHigh());
        assertEquals(0x01, load(IIR));
    }

    @Test
    void belowTheTriggerLevelItIsATimeout() throws AccessFault {
        store(FCR, 0x81); // on, trigger at 8
        store(IER, 1);
        type("1234567");
        assertEquals(0xcc, load(IIR));
        type("8");
        assertEquals(0xc4, load(IIR));
        load(RBR);
        assertEquals(0xcc, load(IIR));
    }

    @Test
    void clearingTheFifoDropsWhatIsInIt() throws AccessFault {
        store(FCR, 0x01);
        type("abc");
        store(FCR, 0x03);
        assertEquals(0, load(LSR) & DATA_READY);
        type("d");
        assertEquals('d', load(RBR));
    }

    @Test
    void aFullQueueRefusesAndKeepsEverythingInOrder() throws AccessFault {
        int accepted = 0;
        while (uart.receive((byte) (accepted * 7))) {
            accepted++;
        }
        assertTrue(accepted >= 4096);
        for (int i = 0; i < accepted; i++) {
            assertEquals(i * 7 & 0xff, load(RBR), "byte " + i);
        }
        assertEquals(0, load(LSR) & DATA_READY);
        assertTrue(uart.receive((byte) 1));
    }

    @Test
    void inLoopbackSentBytesComeBackAndTheHostsWait() throws AccessFault {
        store(FCR, 0x01);
        store(MCR, 0x10);
        type("x");
        store(THR, 'y');
        assertEquals('y', load(RBR));
        assertEquals(0, load(LSR) & DATA_READY);
        store(MCR, 0);
        assertEquals('x', load(RBR));
        assertEquals(0, sink.bytes().length);
    }

    @Test
    void inLoopbackAFullFifoOverrunsAndReadingLsrForgetsIt() throws AccessFault {
        store(IER, 4);
        store(MCR, 0x10);
        store(THR, 'a');
        assertFalse(line.isHigh());
        store(THR, 'b');
        assertTrue(line.isHigh());
        assertEquals(0x06, load(IIR));
        assertEquals(0x63, load(LSR));
        assertFalse(line.isHigh());
        assertEquals(0x61, load(LSR));
        assertEquals('b', load(RBR));
    }

    @Test
    void inLoopbackAFullFifoKeepsItsSixteenBytes() throws AccessFault {
        store(FCR, 0x01);
        store(MCR, 0x10);
        for (int i = 0; i < 17; i++) {
            store(THR, 'a' + i);
        }
        assertEquals(0x63, load(LSR));
        for (int i = 0; i < 16; i++) {
            assertEquals('a' + i, load(RBR));
        }
        assertEquals(0x60, load(LSR));
    }

    @Test
    void noByteIsLostBetweenAHostThreadAndAHart() throws Exception {
        int bytes = 200_000;
        store(FCR, 0xc1);
        store(IER, 1);
        Threads.together(2, index -> {
            if (index == 0) {
                for (int i = 0; i < bytes; i++) {
                    while (!uart.receive((byte) (i % 251))) {
                        Thread.onSpinWait();
                    }
                }
            } else {
                for (int i = 0; i < bytes; i++) {
                    while (!line.isHigh()) {
                        Thread.onSpinWait(); // the line must tell of every byte
                    }
                    assertEquals(i % 251, load(RBR), "byte " + i);
                }
            }
        });
        assertFalse(line.isHigh());
    }
}
