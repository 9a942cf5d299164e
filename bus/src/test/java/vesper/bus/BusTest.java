package vesper.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusTest {
    private static final long RAM = 0x8000_0000L;
    private static final int SIZE = 0x4000;

    private final PhysicalMemory ram = new PhysicalMemory(SIZE);
    private final Recorder first = new Recorder();
    private final Recorder second = new Recorder();
    private final Bus bus = Bus.builder(RAM, ram)
            .device("second", 0x2000, 0x100, second)
            .rom("first", 0x1000, 0x1000, first)
            .build();

    private static final class Recorder implements MmioDevice {
        private final List<String> calls = new ArrayList<>();

        @Override
        public long load(long offset, int width) {
            calls.add("load %x %d".formatted(offset, width));
            return 42;
        }

        @Override
        public void store(long offset, long value, int width) {
            calls.add("store %x %x %d".formatted(offset, value, width));
        }
    }

    @Test
    void aDeviceIsAskedByOffset() throws AccessFault {
        assertEquals(42, bus.load(0x1ffc, 4));
        bus.store(0x2000, 7, 1);
        assertEquals(List.of("load ffc 4"), first.calls);
        assertEquals(List.of("store 0 7 1"), second.calls);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0xfff, 1", "0xff8, 8", "0x2100, 1", "0x20fc, 8", "0x1ffc, 8", "-1, 1", "0x80004000, 8"})
    void nothingAnswersBetweenOrAcrossWindows(String address, int width) {
        long paddr = Long.decode(address);
        assertThrows(AccessFault.class, () -> bus.load(paddr, width));
        assertThrows(AccessFault.class, () -> bus.store(paddr, 0, width));
        assertNull(bus.regionAt(paddr, width));
    }

    @Test
    void ramIsLoadedZeroExtendedAndStored() throws AccessFault {
        bus.store(RAM, -1, 8);
        assertEquals(0xff, bus.load(RAM, 1));
        assertEquals(0xffff, bus.load(RAM, 2));
        assertEquals(0xffff_ffffL, bus.load(RAM, 4));
        assertEquals(-1, bus.load(RAM, 8));
        bus.store(RAM, 0, 2);
        assertEquals(0xffff_ffff_ffff_0000L, ram.loadOpaque64(0));
    }

    @Test
    void ramEndsWithItsLastByte() {
        assertTrue(bus.isRam(RAM + SIZE - 8, 8));
        assertFalse(bus.isRam(RAM + SIZE - 7, 8));
        assertFalse(bus.isRam(RAM - 1, 1));
        assertFalse(bus.isRam(0, 1));
        assertFalse(bus.isRam(Long.MIN_VALUE, 1));
    }

    @Test
    void regionsAreListedByAddress() {
        assertEquals(
                List.of("first", "second"),
                bus.regions().stream().map(Bus.Region::name).toList());
        assertTrue(bus.regions().getFirst().executable());
        assertFalse(bus.regions().getLast().executable());
        assertSame(second, bus.regions().getLast().device());
    }

    @ParameterizedTest
    @CsvSource({"0xf00, 0x101", "0x1fff, 1", "0x1800, 8", "0x7ffff000, 0x1001", "0x80003fff, 1", "0, 0x90000000"})
    void windowsThatOverlapAreRefused(String base, String size) {
        Bus.Builder builder = Bus.builder(RAM, ram).device("old", 0x1000, 0x1000, first);
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> builder.device("new", Long.decode(base), Long.decode(size), second));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("new overlaps "));
    }

    @ParameterizedTest
    @CsvSource({"0x1000, 0", "0x1000, -1", "-4096, 0x1000", "0x7fffffffffffffff, 2"})
    void windowsThatAreNoneAreRefused(String base, String size) {
        Bus.Builder builder = Bus.builder(RAM, ram);
        assertThrows(
                IllegalArgumentException.class,
                () -> builder.device("new", Long.decode(base), Long.decode(size), second));
    }
}
