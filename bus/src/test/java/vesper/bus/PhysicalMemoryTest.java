package vesper.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhysicalMemoryTest {
    private static final int SIZE = 2 * PhysicalMemory.PAGE_SIZE;

    private final PhysicalMemory ram = new PhysicalMemory(SIZE);

    @Test
    void itStartsAsZerosAndIsClearedToZeros() {
        assertEquals(0, ram.loadOpaque64(SIZE - 8));
        ram.storeOpaque64(SIZE - 8, -1);
        ram.clear();
        assertEquals(0, ram.loadOpaque64(SIZE - 8));
    }

    @Test
    void narrowValuesLieInLittleEndianOrder() {
        ram.storeOpaque64(8, 0x8877_6655_4433_22f1L);
        assertEquals(0xf1, ram.loadOpaque8(8));
        assertEquals(0x22f1, ram.loadOpaque16(8));
        assertEquals(0x4433_22f1, ram.loadOpaque32(8));
        assertEquals(0x8877, ram.loadAcquire16(14));
        assertEquals(0x8877_6655, ram.loadAcquire32(12));
        ram.storeOpaque8(9, 0xabc);
        ram.storeOpaque16(10, 0x12345);
        assertEquals(0x8877_6655_2345_bcf1L, ram.loadAcquire64(8));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -8, SIZE, SIZE + 8L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40})
    void nothingOutsideIsReachable(long offset) {
        byte[] buffer = new byte[8];
        Executable[] accesses = {
            () -> ram.loadOpaque8(offset),
            () -> ram.loadOpaque16(offset),
            () -> ram.loadOpaque32(offset),
            () -> ram.loadOpaque64(offset),
            () -> ram.loadAcquire16(offset),
            () -> ram.loadAcquire32(offset),
            () -> ram.loadAcquire64(offset),
            () -> ram.storeOpaque8(offset, 1),
            () -> ram.storeOpaque16(offset, 1),
            () -> ram.storeOpaque32(offset, 1),
            () -> ram.storeOpaque64(offset, 1),
            () -> ram.storeRelease16(offset, 1),
            () -> ram.storeRelease32(offset, 1),
            () -> ram.storeRelease64(offset, 1),
            () -> ram.read(offset, buffer, 0, 8),
            () -> ram.write(offset, buffer, 0, 8)
        };
        for (Executable access : accesses) {
            assertThrows(IndexOutOfBoundsException.class, access);
        }
    }

    @Test
    void anAccessThatOnlyBeginsInsideIsRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> ram.loadOpaque64(SIZE - 7));
        assertThrows(IndexOutOfBoundsException.class, () -> ram.storeOpaque16(SIZE - 1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> ram.write(SIZE - 7, new byte[8], 0, 8));
    }

    @Test
    void aBufferIsNotReadOrWrittenOutside() {
        byte[] buffer = new byte[8];
        assertThrows(IndexOutOfBoundsException.class, () -> ram.read(0, buffer, 1, 8));
        assertThrows(IndexOutOfBoundsException.class, () -> ram.write(0, buffer, -1, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> ram.write(0, buffer, 0, -1));
    }

    @Test
    void atomicAccessesMustBeAligned() {
        assertThrows(IllegalArgumentException.class, () -> ram.getAndAdd32(2, 1));
        assertThrows(IllegalArgumentException.class, () -> ram.getAndSet64(4, 1));
        assertThrows(IllegalArgumentException.class, () -> ram.compareAndExchange64(4, 0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> ram.compareAndExchange32(SIZE, 0, 1));
    }

    @Test
    void atomicsReturnWhatWasThere() {
        ram.storeOpaque64(16, 5);
        assertEquals(5, ram.getAndAdd64(16, 2));
        assertEquals(7, ram.getAndSet64(16, 9));
        assertEquals(9, ram.compareAndExchange64(16, 8, 1));
        assertEquals(9, ram.compareAndExchange64(16, 9, 1));
        assertEquals(1, ram.getAndAdd32(16, -2));
        assertEquals(-1, ram.getAndSet32(16, 3));
        assertEquals(3, ram.loadOpaque64(16));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -4096, 1, 4095, 4097})
    void theSizeIsAPositiveNumberOfPages(long size) {
        assertThrows(IllegalArgumentException.class, () -> new PhysicalMemory(size));
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll byte[] bytes, @ForAll @IntRange(max = PhysicalMemory.PAGE_SIZE) int offset) {
        byte[] back = new byte[bytes.length];
        ram.write(offset, bytes, 0, bytes.length);
        ram.read(offset, back, 0, bytes.length);
        assertArrayEquals(bytes, back);
    }
}
