package vesper.device.clint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vesper.bus.AccessFault;
import vesper.device.TestLine;
import vesper.device.Threads;

class ClintTest {
    private static final long MTIMECMP = 0x4000;
    private static final long MTIME = 0xbff8;

    private final MachineTimer timer = new MachineTimer();
    private final TestLine[] msip = TestLine.lines(2);
    private final TestLine[] mtip = TestLine.lines(2);
    private final Clint clint = new Clint(timer, msip, mtip);

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void msipDrivesTheLineOfItsHartByBitZero() throws AccessFault {
        clint.store(4, 1, 4);
        assertTrue(msip[1].isHigh());
        assertFalse(msip[0].isHigh());
        assertEquals(1, clint.load(4, 4));
        clint.store(4, 0xffff_fffeL, 4);
        assertFalse(msip[1].isHigh());
        assertEquals(0, clint.load(4, 4));
    }

    @Test
    void mtimecmpIsWrittenWholeOrByHalves() throws AccessFault {
        clint.store(MTIMECMP + 8, 0x1122_3344_5566_7788L, 8);
        clint.store(MTIMECMP + 12, 0xaabb_ccddL, 4);
        assertEquals(0xaabb_ccdd_5566_7788L, clint.load(MTIMECMP + 8, 8));
        clint.store(MTIMECMP + 8, 0x99, 4);
        assertEquals(0x99, clint.load(MTIMECMP + 8, 4));
        assertEquals(0xaabb_ccddL, clint.load(MTIMECMP + 12, 4));
    }

    @Test
    void mtimecmpDrivesTheTimerLineOfItsHart() throws AccessFault {
        clint.store(MTIMECMP, 0, 8);
        assertTrue(mtip[0].isHigh());
        assertFalse(mtip[1].isHigh());
        clint.store(MTIMECMP, -1, 8);
        assertFalse(mtip[0].isHigh());
    }

    @Test
    void mtimeIsWrittenWholeOrByHalvesAndMovesTheAlarms() throws AccessFault {
        clint.store(MTIMECMP, 0x55L << 32, 8);
        clint.store(MTIME + 4, 0x55, 4);
        assertEquals(0x55, clint.load(MTIME + 4, 4));
        assertTrue(mtip[0].isHigh());
        clint.store(MTIME, 0, 8);
        assertTrue(clint.load(MTIME, 8) < 1L << 32);
        assertFalse(mtip[0].isHigh());
    }

    @Test
    void registersOfAbsentHartsReadZeroAndIgnoreStores() throws AccessFault {
        clint.store(8, 1, 4);
        clint.store(MTIMECMP + 16, 5, 8);
        clint.store(0xc000, 5, 8);
        assertEquals(0, clint.load(8, 4));
        assertEquals(0, clint.load(MTIMECMP + 16, 8));
        assertEquals(0, clint.load(0xc000, 4));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 2", "0, 8", "16384, 1", "16384, 2", "49144, 2"})
    void otherWidthsFault(long offset, int width) {
        assertThrows(AccessFault.class, () -> clint.load(offset, width));
        assertThrows(AccessFault.class, () -> clint.store(offset, 0, width));
    }

    @Test
    void lineAndRegisterOfMsipAgreeAfterHartsStoredAtTheSameTime() throws Exception {
        for (int round = 0; round < 200; round++) {
            Threads.together(2, index -> {
                for (int i = 0; i < 100; i++) {
                    clint.store(0, (i + index) & 1, 4);
                }
            });
            assertEquals(clint.load(0, 4) == 1, msip[0].isHigh());
        }
    }
}
