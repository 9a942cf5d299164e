package vesper.device.finisher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vesper.bus.AccessFault;
import vesper.bus.PowerControl;

class FinisherTest {
    private final List<String> log = new ArrayList<>();
    private final Finisher finisher = new Finisher(new PowerControl() {
        @Override
        public void off(int status) {
            log.add("off " + status);
        }

        @Override
        public void reset() {
            log.add("reset");
        }
    });

    @Test
    void passPowersOffWithZero() throws AccessFault {
        finisher.store(0, 0x5555, 4);
        assertEquals(List.of("off 0"), log);
    }

    @Test
    void failPowersOffWithTheUpperHalf() throws AccessFault {
        finisher.store(0, 0x002a_3333, 4);
        finisher.store(0, 0xffff_3333L, 4);
        finisher.store(0, 0x3333, 2);
        assertEquals(List.of("off 42", "off 65535", "off 0"), log);
    }

    @Test
    void resetResets() throws AccessFault {
        finisher.store(0, 0x7777, 2);
        assertEquals(List.of("reset"), log);
    }

    @Test
    void otherValuesAndOffsetsDoNothing() throws AccessFault {
        finisher.store(0, 0x1234, 4);
        finisher.store(0, 0, 4);
        finisher.store(4, 0x5555, 4);
        assertEquals(List.of(), log);
        assertEquals(0, finisher.load(0, 4));
    }

    @Test
    void bytesAndDoublewordsFault() {
        assertThrows(AccessFault.class, () -> finisher.store(0, 0x55, 1));
        assertThrows(AccessFault.class, () -> finisher.store(0, 0x5555, 8));
        assertThrows(AccessFault.class, () -> finisher.load(0, 1));
        assertEquals(List.of(), log);
    }
}
