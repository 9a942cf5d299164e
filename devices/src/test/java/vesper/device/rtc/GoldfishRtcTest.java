package vesper.device.rtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import vesper.bus.AccessFault;
import vesper.device.HandTimer;
import vesper.device.TestLine;

class GoldfishRtcTest {
    private static final int TIME_LOW = 0x00;
    private static final int TIME_HIGH = 0x04;
    private static final int ALARM_LOW = 0x08;
    private static final int ALARM_HIGH = 0x0c;
    private static final int IRQ_ENABLED = 0x10;
    private static final int CLEAR_ALARM = 0x14;
    private static final int ALARM_STATUS = 0x18;
    private static final int CLEAR_INTERRUPT = 0x1c;
    private static final long START = 0x1234_5678_9abc_def0L; // in 2011

    private final HandTimer time = new HandTimer();
    private final TestLine line = new TestLine();
    private final GoldfishRtc rtc =
            new GoldfishRtc(() -> Instant.ofEpochSecond(0, START + time.ticks() * 100), time, line);

    private long load(int register) throws AccessFault {
        return rtc.load(register, 4);
    }

    private void store(int register, long value) throws AccessFault {
        rtc.store(register, value, 4);
    }

    private void alarm(long nanos) throws AccessFault {
        store(ALARM_HIGH, nanos >>> 32);
        store(ALARM_LOW, nanos & 0xffff_ffffL);
    }

    @Test
    void loadingTheLowHalfLatchesTheHighHalf() throws AccessFault {
        assertEquals(START & 0xffff_ffffL, load(TIME_LOW));
        time.setTicks(1L << 40);
        assertEquals(START >>> 32, load(TIME_HIGH));
        assertEquals((START + (100L << 40)) & 0xffff_ffffL, load(TIME_LOW));
        assertEquals((START + (100L << 40)) >>> 32, load(TIME_HIGH));
    }

    @Test
    void theTimeCanBeSetAndRunsOn() throws AccessFault {
        store(TIME_HIGH, 7);
        store(TIME_LOW, 1000);
        time.setTicks(5);
        assertEquals(1500, load(TIME_LOW));
        assertEquals(7, load(TIME_HIGH));
    }

    @Test
    void anAlarmInterruptsWhenItsTimeComes() throws AccessFault {
        store(IRQ_ENABLED, 1);
        alarm(START + 1050);
        assertEquals(1, load(ALARM_STATUS));
        assertEquals((START + 1050) & 0xffff_ffffL, load(ALARM_LOW));
        assertEquals((START + 1050) >>> 32, load(ALARM_HIGH));
        time.setTicks(10);
        assertFalse(line.isHigh());
        time.setTicks(11);
        assertTrue(line.isHigh());
        assertEquals(0, load(ALARM_STATUS));
        store(CLEAR_INTERRUPT, 0);
        assertFalse(line.isHigh());
    }

    @Test
    void anAlarmAlreadyPastInterruptsAtOnce() throws AccessFault {
        store(IRQ_ENABLED, 1);
        alarm(START);
        assertTrue(line.isHigh());
        assertEquals(0, load(ALARM_STATUS));
    }

    @Test
    void aSecondAlarmInterruptsAgain() throws AccessFault {
        store(IRQ_ENABLED, 1);
        for (int i = 1; i < 4; i++) {
            alarm(START + 1000L * i);
            time.setTicks(10L * i);
            assertTrue(line.isHigh(), "alarm " + i);
            store(CLEAR_INTERRUPT, 0);
        }
    }

    @Test
    void aClearedAlarmDoesNotCome() throws AccessFault {
        store(IRQ_ENABLED, 1);
        alarm(START + 1000);
        store(CLEAR_ALARM, 0);
        assertEquals(0, load(ALARM_STATUS));
        time.setTicks(100);
        assertFalse(line.isHigh());
    }

    @Test
    void enablingShowsAnInterruptThatIsPending() throws AccessFault {
        alarm(START);
        assertFalse(line.isHigh());
        store(IRQ_ENABLED, 1);
        assertTrue(line.isHigh());
        assertEquals(1, load(IRQ_ENABLED));
        store(IRQ_ENABLED, 0);
        assertFalse(line.isHigh());
    }

    @Test
    void eightBytesAreTwoRegisters() throws AccessFault {
        rtc.store(ALARM_LOW, START + 5000, 8);
        assertEquals(START + 5000, rtc.load(ALARM_LOW, 8));
        assertEquals(START + 5000, load(ALARM_LOW) | (load(ALARM_HIGH) << 32));
    }

    @Test
    void narrowAccessesAndThoseBeyondTheRegistersFault() {
        assertThrows(AccessFault.class, () -> rtc.load(0, 2));
        assertThrows(AccessFault.class, () -> rtc.load(0x24, 4));
        assertThrows(AccessFault.class, () -> rtc.load(0x20, 8));
        assertThrows(AccessFault.class, () -> rtc.store(0, 0, 1));
    }
}
