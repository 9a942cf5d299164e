package vesper.device.rom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RomTest {
    private final Rom rom = new Rom(new byte[] {1, 2, 3, 4, 5, 6, 7, (byte) 0x88, (byte) 0x99});

    @Test
    void everyWidthIsLittleEndianAndZeroExtended() {
        assertEquals(0x99, rom.load(8, 1));
        assertEquals(0x8807, rom.load(6, 2));
        assertEquals(0x8807_0605L, rom.load(4, 4));
        assertEquals(0x8807_0605_0403_0201L, rom.load(0, 8));
    }

    @Test
    void pastTheContentsItReadsZero() {
        assertEquals(0x99, rom.load(8, 8));
        assertEquals(0, rom.load(16, 8));
        assertEquals(0, rom.load(1 << 20, 1));
    }

    @Test
    void storesChangeNothing() {
        rom.store(0, -1, 8);
        assertEquals(1, rom.load(0, 1));
    }
}
