package vesper.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every write to an armed page moves the version of its line, and of no other. */
class ArmedPagesTest {
    private static final long RAM = 0x8000_0000L;
    private static final int PAGE = PhysicalMemory.PAGE_SIZE;

    private final PhysicalMemory ram = new PhysicalMemory(4 * PAGE);
    private final Bus bus = Bus.builder(RAM, ram).build();
    private final ArmedPages pages = bus.armedPages();
    private final Dma dma = new Dma(bus);

    @Test
    void armingTwiceGivesTheSameVersions() {
        assertNull(pages.versionsAt(PAGE));
        LineVersions versions = pages.arm(PAGE);
        assertSame(versions, pages.arm(2 * PAGE - 1));
        assertSame(versions, pages.versionsAt(PAGE + 8));
        assertNull(pages.versionsAt(2 * PAGE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void aStoreMovesItsLineEvenWithTheSameValue(int width) {
        LineVersions versions = pages.arm(0);
        long before = versions.awaitAcquire(1);
        pages.store(64 + 8, 0, width);
        assertFalse(versions.unchanged(1, before));
        assertEquals(before + 2, versions.awaitAcquire(1));
        assertEquals(0, versions.awaitAcquire(0));
        assertEquals(0, versions.awaitAcquire(2));
    }

    @Test
    void aCompareAndSetMovesItsLine() {
        LineVersions versions = pages.arm(0);
        assertTrue(pages.compareAndSet64(8, 0, 5));
        assertFalse(pages.compareAndSet64(8, 0, 6));
        assertEquals(5, ram.loadOpaque64(8));
        assertTrue(versions.awaitAcquire(0) >= 2);
        assertTrue(pages.compareAndSet64(PAGE, 0, 7));
        assertEquals(7, ram.loadOpaque64(PAGE));
    }

    @Test
    void aDevicesStoreMovesItsLine() throws AccessFault {
        LineVersions versions = pages.arm(0);
        dma.storeRelease(RAM + 128, 3, 2);
        assertEquals(2, versions.awaitAcquire(2));
        assertEquals(3, dma.loadAcquire(RAM + 128, 2));
    }

    @Test
    void aDevicesBufferMovesEveryLineItTouches() throws AccessFault {
        LineVersions armed = pages.arm(PAGE);
        byte[] buffer = new byte[2 * 64 + 2];
        buffer[0] = 1;
        buffer[buffer.length - 1] = 2;
        dma.write(RAM + PAGE - 65, buffer, 0, buffer.length);
        assertEquals(2, armed.awaitAcquire(0));
        assertEquals(2, armed.awaitAcquire(1));
        byte[] back = new byte[buffer.length];
        dma.read(RAM + PAGE - 65, back, 0, back.length);
        assertArrayEquals(buffer, back);
    }

    @ParameterizedTest
    @CsvSource({"0x7fffffff, 1", "0x80003fff, 2", "0x80000001, 2", "0x80000004, 8", "0, 8", "-8, 8"})
    void aDeviceIsRefusedOutsideRamAndMisaligned(String address, int width) {
        long paddr = Long.decode(address);
        assertThrows(AccessFault.class, () -> dma.storeRelease(paddr, 1, width));
        if (width > 1) {
            assertThrows(AccessFault.class, () -> dma.loadAcquire(paddr, width));
        }
    }

    @Test
    void aDevicesBufferMustLieWhollyInRam() {
        byte[] buffer = new byte[16];
        assertThrows(AccessFault.class, () -> dma.write(RAM + 4 * PAGE - 15, buffer, 0, 16));
        assertThrows(AccessFault.class, () -> dma.read(RAM - 1, buffer, 0, 16));
    }

    @Test
    void aLineIsLockedByOneAtATime() {
        LineVersions versions = pages.arm(0);
        long version = versions.lock(0);
        assertFalse(versions.tryLock(0, version));
        assertFalse(versions.unchanged(0, version));
        versions.unlockRelease(0, version);
        assertFalse(versions.tryLock(0, version), "a version that is past");
        assertTrue(versions.tryLock(0, version + 2));
    }

    @Test
    void noReservationOutlivesDisarming() {
        LineVersions versions = pages.arm(PAGE);
        versions.setStoresDiverted();
        long reserved = versions.awaitAcquire(3);
        pages.disarm(PAGE + 8, versions);
        assertNull(pages.versionsAt(PAGE));
        assertFalse(versions.tryLock(3, reserved));
        assertEquals(LineVersions.DISARMED, versions.awaitAcquire(3));
        assertEquals(LineVersions.DISARMED, versions.lock(0));
        assertNull(pages.lock(PAGE));
    }

    @Test
    void aPageThatWasDisarmedIsArmedWithOtherVersions() {
        LineVersions first = pages.arm(0);
        first.setStoresDiverted();
        pages.disarm(0, first);
        LineVersions second = pages.arm(0);
        assertNotSame(first, second);
        assertFalse(second.storesDiverted());
        pages.disarm(0, first); // it is long past, and has no say
        assertSame(second, pages.versionsAt(0));
    }

    @Test
    void aPageIsNotDisarmedWhileItIsArmedOrWhenLoadsLookAtItsVersions() {
        LineVersions versions = pages.arm(0);
        pages.disarm(0, versions);
        assertSame(versions, pages.versionsAt(0));
        versions.setStoresDiverted();
        versions.publishLoadsVersioned();
        pages.disarm(0, versions);
        assertSame(versions, pages.versionsAt(0));
    }

    @Test
    void storesAreEnoughWhenNobodyReservesBetweenThemAndTwiceAsManyTheNextTime() {
        int first = storesUntilEnough(pages.arm(0));
        LineVersions versions = pages.arm(0);
        versions.setStoresDiverted();
        pages.disarm(0, versions);
        LineVersions again = pages.arm(0);
        assertFalse(again.countStore());
        again.noteReservation();
        assertEquals(2 * first, storesUntilEnough(again) + 1);
    }

    /** A kernel that reserves in a page each second must not lose its process's stores to it for good. */
    @Test
    void aPageThatIsArmedEachSecondIsAlwaysDisarmedAfterATenthOfAMillionStores() {
        for (int second = 0; second < 100; second++) {
            LineVersions versions = pages.arm(0);
            versions.setStoresDiverted();
            assertTrue(storesUntilEnough(versions) <= 100_000);
            pages.disarm(0, versions);
        }
    }

    private static int storesUntilEnough(LineVersions versions) {
        int stores = 1;
        while (!versions.countStore()) {
            stores++;
        }
        return stores;
    }

    @Test
    void linesOfAPageAreCountedFromItsStart() {
        assertEquals(0, LineVersions.lineOf(0));
        assertEquals(0, LineVersions.lineOf(63));
        assertEquals(1, LineVersions.lineOf(64));
        assertEquals(63, LineVersions.lineOf(PAGE - 1));
        assertEquals(0, LineVersions.lineOf(PAGE));
    }

    @Test
    void theStepsOfArmingAreRemembered() {
        LineVersions versions = pages.arm(0);
        assertFalse(versions.storesDiverted() || versions.loadsVersioned() || versions.loadsDiverted());
        versions.setStoresDiverted();
        versions.publishLoadsVersioned();
        assertTrue(versions.storesDiverted() && versions.loadsVersioned());
        assertFalse(versions.loadsDiverted());
        versions.setLoadsDiverted();
        versions.publishLoadsVersioned();
        assertTrue(versions.loadsDiverted());
    }
}
