package vesper.device.plic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.AccessFault;
import vesper.device.HandTimer;
import vesper.device.TestLine;

class PlicRegistersTest {
    private final Plic plic = new Plic(95, TestLine.lines(4), new HandTimer());
    private final PlicDriver driver = new PlicDriver(plic);

    @Test
    void aPriorityKeepsThreeBits() throws AccessFault {
        driver.priority(95, 0xff);
        assertEquals(7, driver.priority(95));
        driver.priority(1, 8 | 3);
        assertEquals(3, driver.priority(1));
    }

    @Test
    void sourceZeroAndThoseBeyondTheLastDoNotExist() throws AccessFault {
        driver.priority(0, 7);
        driver.priority(96, 7);
        assertEquals(0, driver.priority(0));
        assertEquals(0, driver.priority(96));
        for (int word = 0; word < 4; word++) {
            driver.enableWord(0, word, -1);
        }
        assertEquals(-2, driver.enableWord(0, 0));
        assertEquals(-1, driver.enableWord(0, 2));
        assertEquals(0, driver.enableWord(0, 3));
        assertThrows(IllegalArgumentException.class, () -> plic.source(0));
        assertThrows(IllegalArgumentException.class, () -> plic.source(96));
    }

    @Test
    void theLastWordHoldsOnlySourcesThatExist() throws AccessFault {
        PlicDriver small = new PlicDriver(new Plic(40, TestLine.lines(1), new HandTimer()));
        small.enableWord(0, 1, -1);
        assertEquals(0x1ff, small.enableWord(0, 1));
    }

    @Test
    void contextsHaveTheirOwnEnablesAndThresholds() throws AccessFault {
        driver.enableWord(3, 1, 0x10);
        driver.threshold(3, 5);
        assertEquals(0x10, driver.enableWord(3, 1));
        assertEquals(5, driver.threshold(3));
        assertEquals(0, driver.enableWord(2, 1));
        assertEquals(0, driver.threshold(2));
    }

    @Test
    void absentContextsReadZeroAndIgnoreStores() throws AccessFault {
        driver.enableWord(4, 0, -1);
        driver.threshold(4, 1);
        assertEquals(0, driver.enableWord(4, 0));
        assertEquals(0, driver.threshold(4));
        assertEquals(0, driver.claim(4));
        assertEquals(0, plic.load(0x5ff_ffc, 4));
    }

    @Test
    void pendingIsReadOnly() throws AccessFault {
        plic.store(0x1000, -1, 4);
        assertFalse(driver.isPending(1));
        plic.source(33).set(true);
        plic.store(0x1004, 0, 4);
        assertTrue(driver.isPending(33));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void onlyFourBytesAnswer(int width) {
        assertThrows(AccessFault.class, () -> plic.load(0x200000, width));
        assertThrows(AccessFault.class, () -> plic.store(0x200000, 1, width));
    }
}
