package vesper.device.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.AccessFault;

class VirtioBlockTest {
    private static final int OK = 0;
    private static final int IOERR = 1;
    private static final int UNSUPP = 2;
    private static final int SECTORS = 1024;

    private final byte[] disk = new byte[SECTORS * 512];

    VirtioBlockTest() {
        new Random(1).nextBytes(disk);
    }

    private Guest started(boolean legacy) throws AccessFault {
        return started(new MemoryBackend(disk, false), legacy);
    }

    private static Guest started(BlockBackend backend, boolean legacy) throws AccessFault {
        Guest guest = new Guest(backend, legacy);
        guest.start();
        return guest;
    }

    @ParameterizedTest
    @CsvSource({"true, 512", "true, 300032", "false, 512", "false, 300032"})
    void aReadBringsTheSectors(boolean legacy, int length) throws AccessFault {
        try (Guest guest = started(legacy)) {
            assertEquals(OK, guest.read(3, length));
            assertArrayEquals(Arrays.copyOfRange(disk, 3 * 512, 3 * 512 + length), guest.bytes(Guest.DATA, length));
            assertEquals(length + 1, guest.lastUsedLength());
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 512", "true, 300032", "false, 512", "false, 300032"})
    void aWriteChangesThoseSectorsOnly(boolean legacy, int length) throws AccessFault {
        byte[] expected = disk.clone();
        byte[] data = new byte[length];
        new Random(2).nextBytes(data);
        System.arraycopy(data, 0, expected, 7 * 512, length);
        try (Guest guest = started(legacy)) {
            guest.bytes(Guest.DATA, data);
            assertEquals(OK, guest.write(7, length));
            assertEquals(1, guest.lastUsedLength());
            assertArrayEquals(expected, disk);
        }
    }

    @Test
    void moreRequestsThanTheQueueHasEntriesGoAround() throws AccessFault {
        try (Guest guest = started(true)) {
            for (int i = 0; i < 70_000; i += 1 + i / 50) {
                assertEquals(OK, guest.read(i % SECTORS, 512));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void flushAndGetIdAreAnswered(boolean legacy) throws AccessFault {
        try (Guest guest = started(legacy)) {
            assertEquals(OK, guest.request(4, 0, Guest.DATA, 0, true));
            assertEquals(OK, guest.request(8, 0, Guest.DATA, 20, true));
            byte[] id = Arrays.copyOf("a disk".getBytes(StandardCharsets.UTF_8), 20);
            assertArrayEquals(id, guest.bytes(Guest.DATA, 20));
            assertEquals(21, guest.lastUsedLength());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 11, 13, -1, 0x8000_0000})
    void unknownTypesAreUnsupported(int type) throws AccessFault {
        try (Guest guest = started(false)) {
            assertEquals(UNSUPP, guest.request(type, 0, Guest.DATA, 512, true));
        }
    }

    @ParameterizedTest
    @CsvSource({"1024, 512", "1023, 1024", "0, 100", "-1, 512", "9223372036854775807, 512", "36028797018963968, 512"})
    void whatIsNotWholeSectorsOfTheDiskIsAnError(long sector, long length) throws AccessFault {
        byte[] before = disk.clone();
        try (Guest guest = started(false)) {
            assertEquals(IOERR, guest.read(sector, length));
            assertEquals(IOERR, guest.write(sector, length));
            assertEquals(OK, guest.read(SECTORS - 1, 512));
        }
        assertArrayEquals(before, disk);
    }

    @Test
    void aReadOnlyDiskSaysSoAndRefusesWrites() throws AccessFault {
        byte[] before = disk.clone();
        try (Guest guest = started(new MemoryBackend(disk, true), true)) {
            assertEquals(1 << 5, guest.register(Registers.DEVICE_FEATURES) & (1 << 5));
            assertEquals(IOERR, guest.write(0, 512));
            assertEquals(OK, guest.read(0, 512));
        }
        assertArrayEquals(before, disk);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void descriptorsMayCutTheRequestAnywhere(boolean legacy) throws AccessFault {
        try (Guest guest = started(legacy)) {
            guest.header(0, 5);
            guest.descriptor(4, Guest.HEADER, 5, Guest.NEXT, 1);
            guest.descriptor(1, Guest.HEADER + 5, 11, Guest.NEXT, 6);
            guest.descriptor(6, Guest.DATA, 700, Guest.NEXT | Guest.WRITE, 2);
            guest.descriptor(2, 0, 0, Guest.NEXT | Guest.WRITE, 3);
            guest.descriptor(3, Guest.DATA + 700, 324, Guest.NEXT | Guest.WRITE, 0);
            guest.descriptor(0, Guest.STATUS_BYTE, 1, Guest.WRITE, 0);
            assertEquals(OK, guest.request(4));
            assertArrayEquals(Arrays.copyOfRange(disk, 5 * 512, 7 * 512), guest.bytes(Guest.DATA, 1024));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIndirectTableStandsForItsDescriptors(boolean legacy) throws AccessFault {
        try (Guest guest = started(legacy)) {
            guest.header(0, 9);
            guest.descriptorAt(Guest.TABLE, Guest.HEADER, 16, Guest.NEXT, 1);
            guest.descriptorAt(Guest.TABLE + 16, Guest.DATA, 512, Guest.NEXT | Guest.WRITE, 2);
            guest.descriptorAt(Guest.TABLE + 32, Guest.STATUS_BYTE, 1, Guest.WRITE, 0);
            guest.descriptor(5, Guest.TABLE, 48, Guest.INDIRECT, 0);
            assertEquals(OK, guest.request(5));
            assertArrayEquals(Arrays.copyOfRange(disk, 9 * 512, 10 * 512), guest.bytes(Guest.DATA, 512));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0x1000_0000L, Guest.RAM + Guest.RAM_SIZE - 100, -4096, Long.MAX_VALUE - 10})
    void dataOutsideRamIsAnErrorOfThatRequest(long data) throws AccessFault {
        try (Guest guest = started(false)) {
            assertEquals(IOERR, guest.request(0, 0, data, 512, true));
            assertEquals(IOERR, guest.request(1, 0, data, 512, false));
            assertEquals(OK, guest.read(0, 512));
        }
    }

    @Test
    void aHeaderTooShortIsAnError() throws AccessFault {
        try (Guest guest = started(false)) {
            guest.descriptor(0, Guest.HEADER, 15, Guest.NEXT, 1);
            guest.descriptor(1, Guest.STATUS_BYTE, 1, Guest.WRITE, 0);
            assertEquals(IOERR, guest.request(0));
        }
    }

    @Test
    void aHostThatFailsIsAnErrorOfThatRequest() throws AccessFault {
        BlockBackend failing = new FailingBackend(new MemoryBackend(disk, false));
        try (Guest guest = started(failing, false)) {
            assertEquals(IOERR, guest.read(0, 512));
            assertEquals(IOERR, guest.request(4, 0, Guest.DATA, 0, true));
            assertEquals(OK, guest.read(1, 512));
        }
    }
}
