package vesper.device.uart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vesper.bus.AccessFault;
import vesper.device.Await;
import vesper.device.Threads;

class UartTransmitTest extends UartFixture {
    private void send(String text) throws AccessFault {
        for (int i = 0; i < text.length(); i++) {
            store(THR, text.charAt(i));
        }
    }

    /** Sends as long as the port says that it may, with the sink blocked; returns how many bytes that were. */
    private int sendUntilNotReady() throws AccessFault {
        int sent = 0;
        while ((load(LSR) & THR_EMPTY) != 0) {
            store(THR, sent++ % 251);
        }
        return sent;
    }

    @Test
    void bytesReachTheSinkByThemselvesAndAreFlushed() throws AccessFault {
        send("a");
        Await.until("a flush", () -> sink.flushes() > 0);
        assertArrayEquals(new byte[] {'a'}, sink.bytes());
    }

    @Test
    void drainReturnsWhenAllIsWrittenInOrder() throws Exception {
        String text = "the quick brown fox ".repeat(2000);
        send(text);
        uart.drain();
        assertEquals(text, new String(sink.bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void closeWritesWhatWasSent() throws AccessFault {
        sink.block();
        send("last words");
        sink.unblock();
        uart.close();
        assertEquals("last words", new String(sink.bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void anEmptyTransmitterInterruptsUntilIirIsReadOrThrWritten() throws AccessFault {
        store(IER, 2);
        assertTrue(line.isHigh());
        assertEquals(0x02, load(IIR));
        assertFalse(line.isHigh());
        assertEquals(0x01, load(IIR));
        store(THR, 'a');
        assertTrue(line.isHigh());
        store(IER, 0);
        assertFalse(line.isHigh());
    }

    @Test
    void receivedDataComesBeforeAnEmptyTransmitter() throws AccessFault {
        store(IER, 3);
        uart.receive((byte) 'a');
        assertEquals(0x04, load(IIR));
        load(RBR);
        assertEquals(0x02, load(IIR));
    }

    @Test
    void whenTheHostIsSlowThrIsNotEmptyUntilThereIsRoomAgain() throws Exception {
        store(IER, 2);
        sink.block();
        int sent = sendUntilNotReady();
        assertFalse(line.isHigh());
        sink.unblock();
        Await.until("room", line::isHigh);
        uart.drain();
        assertEquals(sent, sink.bytes().length);
    }

    @Test
    void aWriteWithoutRoomWaitsAndLosesNothing() throws Exception {
        sink.block();
        int sent = sendUntilNotReady();
        int more = 20_000;
        AtomicInteger done = new AtomicInteger();
        Thread hart = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < more; i++) {
                    store(THR, (sent + i) % 251);
                    done.incrementAndGet();
                }
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        });
        Await.until("a waiting hart", () -> hart.getState() == Thread.State.WAITING);
        assertTrue(done.get() < more);
        assertEquals(0, load(LSR) & THR_EMPTY); // other registers answer meanwhile
        sink.unblock();
        hart.join();
        uart.drain();
        byte[] bytes = sink.bytes();
        assertEquals(sent + more, bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            assertEquals(i % 251, bytes[i] & 0xff, "byte " + i);
        }
    }

    @Test
    void closingFreesAHartThatWaitsForRoom() throws Exception {
        sink.block();
        sendUntilNotReady();
        Thread hart = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < 20_000; i++) {
                    store(THR, 'x');
                }
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        });
        Await.until("a waiting hart", () -> hart.getState() == Thread.State.WAITING);
        Thread closer = Thread.ofPlatform().start(uart::close);
        hart.join();
        sink.unblock();
        closer.join();
        assertFalse(hart.isAlive());
    }

    @Test
    void aBrokenSinkIsReportedOnceAndHangsNobody() throws Exception {
        sink.breakPipe();
        send("a");
        uart.drain();
        send("b".repeat(50_000));
        uart.drain();
        assertEquals(1, failures.size());
        assertEquals(THR_EMPTY, load(LSR) & THR_EMPTY);
        assertEquals(0, sink.bytes().length);
    }

    @Test
    void noByteOfSeveralHartsIsLostOrOutOfOrder() throws Exception {
        int each = 50_000;
        Threads.together(3, hart -> {
            for (int i = 0; i < each; i++) {
                store(THR, (hart << 6) | (i % 61));
            }
        });
        uart.drain();
        byte[] bytes = sink.bytes();
        assertEquals(3 * each, bytes.length);
        int[] next = new int[3];
        for (byte b : bytes) {
            int hart = (b & 0xff) >> 6;
            assertEquals(next[hart]++ % 61, b & 0x3f);
        }
    }
}
