package vesper.device.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.AccessFault;
import vesper.bus.MmioDevice;
import vesper.device.Await;

class VirtioTransportTest {
    private static final int SECTORS = 0x1_0203;
    private static final int FEATURES_OK = 8;

    private static Guest guest(boolean legacy) {
        return new Guest(new MemoryBackend(new byte[SECTORS * 512], false), legacy);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itSaysWhatItIs(boolean legacy) throws AccessFault {
        try (Guest guest = guest(legacy)) {
            assertEquals(0x7472_6976, guest.register(Registers.MAGIC_VALUE));
            assertEquals(legacy ? 1 : 2, guest.register(Registers.VERSION));
            assertEquals(2, guest.register(Registers.DEVICE_ID));
            assertEquals(0x554d_4551, guest.register(Registers.VENDOR_ID));
            assertEquals(1024, guest.register(Registers.QUEUE_NUM_MAX));
            guest.register(Registers.QUEUE_SEL, 1);
            assertEquals(0, guest.register(Registers.QUEUE_NUM_MAX));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVacantSlotHasDeviceIdZero(boolean legacy) throws AccessFault {
        MmioDevice slot = VirtioMmio.vacant(legacy);
        assertEquals(0x7472_6976, slot.load(0, 4));
        assertEquals(legacy ? 1 : 2, slot.load(4, 4));
        assertEquals(0, slot.load(8, 4));
        assertEquals(0x554d_4551, slot.load(12, 4));
        assertEquals(0x554d_4551_0000_0000L, slot.load(8, 8));
        slot.store(Registers.STATUS, 1, 4);
        assertEquals(0, slot.load(Registers.STATUS, 4));
        assertEquals(0x76, slot.load(0, 1));
        assertEquals(0, slot.load(1, 1));
    }

    @Test
    void featuresComeInTwoWordsInVersion2AndOneInLegacy() throws AccessFault {
        try (Guest legacy = guest(true);
                Guest modern = guest(false)) {
            legacy.register(Registers.DEVICE_FEATURES_SEL, 1);
            modern.register(Registers.DEVICE_FEATURES_SEL, 1);
            assertEquals(0, legacy.register(Registers.DEVICE_FEATURES));
            assertEquals(1, modern.register(Registers.DEVICE_FEATURES));
            legacy.register(Registers.DEVICE_FEATURES_SEL, 0);
            modern.register(Registers.DEVICE_FEATURES_SEL, 0);
            assertEquals(0x1800_0244, legacy.register(Registers.DEVICE_FEATURES));
            assertEquals(0x1000_0244, modern.register(Registers.DEVICE_FEATURES));
        }
    }

    @Test
    void featuresAreOkWithoutVersion1() throws AccessFault {
        try (Guest guest = guest(false)) {
            guest.register(Registers.STATUS, 0xb);
            assertEquals(0xb, guest.register(Registers.STATUS));
        }
    }

    @Test
    void featuresAreNotOkWithBitsNotOffered() throws AccessFault {
        try (Guest guest = guest(false)) {
            guest.register(Registers.DRIVER_FEATURES_SEL, 1);
            guest.register(Registers.DRIVER_FEATURES, 3);
            guest.register(Registers.STATUS, 0xb);
            assertEquals(0, guest.register(Registers.STATUS) & FEATURES_OK);
            guest.register(Registers.DRIVER_FEATURES, 1);
            guest.register(Registers.STATUS, 0xb);
            assertEquals(FEATURES_OK, guest.register(Registers.STATUS) & FEATURES_OK);
        }
    }

    @Test
    void theConfigurationIsReadInAnyWidth() throws AccessFault {
        try (Guest guest = guest(true)) {
            assertEquals(SECTORS, guest.slot.load(0x100, 8));
            assertEquals(SECTORS, guest.slot.load(0x100, 4));
            assertEquals(0x0203, guest.slot.load(0x100, 2));
            assertEquals(0x02, guest.slot.load(0x101, 1));
            assertEquals(254, guest.slot.load(0x10c, 4));
            assertEquals(512, guest.slot.load(0x114, 4));
            assertEquals(0xff, guest.slot.load(0x13c, 1));
            guest.slot.store(0x100, 0, 8);
            assertEquals(SECTORS, guest.slot.load(0x100, 8));
        }
    }

    @Test
    void registersAnswerToFourBytesOnly() throws AccessFault {
        try (Guest guest = guest(true)) {
            assertEquals(0, guest.slot.load(Registers.MAGIC_VALUE, 1));
            assertEquals(0, guest.slot.load(Registers.MAGIC_VALUE, 2));
            assertEquals(0x1_7472_6976L, guest.slot.load(Registers.MAGIC_VALUE, 8));
            guest.slot.store(Registers.STATUS, 3, 1);
            assertEquals(0, guest.register(Registers.STATUS));
        }
    }

    @Test
    void beyondTheConfigurationSpaceNothingAnswers() {
        try (Guest guest = guest(true)) {
            for (MmioDevice slot : List.of(guest.slot, VirtioMmio.vacant(true))) {
                assertThrows(AccessFault.class, () -> slot.load(0x200, 4));
                assertThrows(AccessFault.class, () -> slot.store(0xffc, 0, 4));
            }
        }
    }

    @Test
    void legacyReadsBackItsPfnUntilZeroResetsIt() throws AccessFault {
        try (Guest guest = guest(true)) {
            guest.start();
            assertEquals((int) (Guest.DESCRIPTORS >>> 12), guest.register(Registers.QUEUE_PFN));
            guest.register(Registers.QUEUE_PFN, 0);
            assertEquals(0, guest.register(Registers.QUEUE_PFN));
            assertEquals(0, guest.register(Registers.STATUS));
        }
    }

    @Test
    void version2ReadsBackWhetherItsQueueIsReady() throws AccessFault {
        try (Guest guest = guest(false)) {
            guest.start();
            assertEquals(1, guest.register(Registers.QUEUE_READY));
            assertEquals(0xf, guest.register(Registers.STATUS));
            assertEquals(0, guest.register(Registers.CONFIG_GENERATION));
            guest.register(Registers.STATUS, 0);
            assertEquals(0, guest.register(Registers.QUEUE_READY));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aUsedBufferInterruptsUntilItIsAcknowledged(boolean legacy) throws AccessFault {
        try (Guest guest = guest(legacy)) {
            guest.start();
            guest.read(0, 512);
            Await.until("the interrupt", guest.line::isHigh);
            assertEquals(1, guest.register(Registers.INTERRUPT_STATUS));
            guest.register(Registers.INTERRUPT_ACK, 1);
            assertFalse(guest.line.isHigh());
            assertEquals(0, guest.register(Registers.INTERRUPT_STATUS));
        }
    }

    /** The line falls and rises, so that no interrupt controller takes it for one that nobody does anything about. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachUsedBufferRaisesTheLineAnewThoughTheLastIsNotAcknowledged(boolean legacy) throws Exception {
        try (Guest guest = guest(legacy)) {
            guest.start();
            for (int requests = 1; requests <= 100; requests++) {
                guest.read(0, 512);
                guest.settle();
                assertEquals(requests, guest.line.rises());
            }
            assertTrue(guest.line.isHigh());
            guest.register(Registers.INTERRUPT_ACK, 2);
            assertEquals(100, guest.line.rises());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDriverThatPollsIsNotInterrupted(boolean legacy) throws Exception {
        try (Guest guest = guest(legacy)) {
            guest.start();
            guest.store(Guest.AVAIL, 1, 2);
            guest.read(0, 512);
            guest.settle();
            assertEquals(0, guest.line.rises());
        }
    }

    @Test
    void aResetTakesTheInterruptBack() throws Exception {
        try (Guest guest = guest(false)) {
            guest.start();
            guest.read(0, 512);
            guest.settle();
            assertTrue(guest.line.isHigh());
            guest.register(Registers.STATUS, 0);
            assertFalse(guest.line.isHigh());
        }
    }

    @Test
    void version2GoesOnWhereItsQueueIsWhenItIsMadeReadyAgain() throws Exception {
        try (Guest guest = guest(false)) {
            guest.start();
            for (int requests = 1; requests <= 20; requests++) {
                assertEquals(0, guest.read(requests, 512));
                guest.register(Registers.QUEUE_READY, requests % 3);
                guest.register(Registers.QUEUE_READY, 2);
                assertEquals(1, guest.register(Registers.QUEUE_READY));
            }
            assertEquals(20, guest.usedIdx());
        }
    }

    @Test
    void version2IgnoresLegacyRegisters() throws AccessFault {
        try (Guest guest = guest(false)) {
            guest.start();
            guest.register(Registers.GUEST_PAGE_SIZE, 64);
            guest.register(Registers.QUEUE_ALIGN, 64);
            guest.register(Registers.QUEUE_PFN, 7);
            assertEquals(0, guest.register(Registers.QUEUE_PFN));
            guest.register(Registers.QUEUE_PFN, 0);
            assertEquals(Guest.DRIVER_OK, guest.register(Registers.STATUS));
            assertEquals(0, guest.read(0, 512));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResetLeavesTheSelectorsOfFeaturesAlone(boolean legacy) throws AccessFault {
        try (Guest guest = guest(legacy)) {
            guest.register(Registers.DEVICE_FEATURES_SEL, 1);
            guest.register(Registers.STATUS, 0);
            assertEquals(legacy ? 0 : 1, guest.register(Registers.DEVICE_FEATURES));
        }
    }

    @Test
    void thereIsNoSharedMemory() throws AccessFault {
        try (Guest guest = guest(false)) {
            assertEquals(-1, guest.slot.load(Registers.SHM_LEN_LOW, 8));
            assertEquals(-1, guest.slot.load(Registers.SHM_BASE_LOW, 8));
        }
    }

    @Test
    void version2WaitsForDriverOkAndThenLooksByItself() throws Exception {
        try (Guest guest = guest(false)) {
            guest.start();
            guest.register(Registers.STATUS, 0xb);
            guest.descriptor(0, Guest.STATUS_BYTE, 1, Guest.WRITE, 0);
            guest.offer(0);
            guest.settle();
            assertEquals(0, guest.usedIdx());
            guest.register(Registers.STATUS, Guest.DRIVER_OK);
            guest.settle();
            assertEquals(1, guest.usedIdx());
        }
    }
}
