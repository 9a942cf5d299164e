package vesper.kernel.dev.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vesper.kernel.board.Board;
import vesper.kernel.board.FakeVirtioDisk;
import vesper.kernel.boot.BootFixture;
import vesper.kernel.boot.MemoryMap;
import vesper.metal.Addr;
import vesper.metal.Csr;
import vesper.metal.host.HostHart;

class BlockDeviceTest {
    private static final int SECTORS = 64;

    private final Board board = new Board(4 << 20);
    private final FakeVirtioDisk fake = board.disk(contents());

    @AfterEach
    void close() {
        board.close();
    }

    private static byte[] contents() {
        byte[] contents = new byte[SECTORS * 512];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = (byte) (i / 512 * 7 + i);
        }
        return contents;
    }

    private BlockDevice booted() {
        BootFixture.boot(board);
        return Objects.requireNonNull(board.kernel().virtio.disk(MemoryMap.VIRTIO_SLOTS));
    }

    private void assertReads(BlockDevice device, long first, int count) {
        Addr buffer = board.kernel().frames.allocate(8);
        assertTrue(device.read(first, count, buffer));
        byte[] contents = contents();
        for (int i = 0; i < count * 512; i++) {
            assertEquals(contents[(int) first * 512 + i], buffer.i8(i));
        }
        board.kernel().frames.deallocate(buffer);
    }

    @Test
    void deviceIsWokenUpInTheSpecificationsOrder() {
        BlockDevice device = booted();
        assertEquals(List.of(0, 1, 3, 11, 15), fake.statuses());
        assertEquals(1 << 9, fake.features());
        assertTrue(device.readOnly());
        assertEquals(SECTORS, device.sectors());
        assertEquals(List.of(), fake.breaches());
    }

    @Test
    void sectorsAreReadWhereTheyAreAskedFor() {
        BlockDevice device = booted();
        for (int i = 0; i < 20; i++) {
            assertReads(device, 3L * i, 1 + i % 4);
        }
        assertReads(device, SECTORS - 1, 1);
        assertEquals(List.of(), fake.breaches());
        assertFalse(fake.interruptPending());
    }

    @Test
    void ringIndicesWrapAround() {
        BlockDevice device = booted();
        Addr buffer = board.kernel().frames.allocate(1);
        for (int i = 0; i < 66_000; i++) {
            assertTrue(device.read(i % SECTORS, 1, buffer));
        }
        assertReads(device, 5, 2);
    }

    @Test
    void trapHandlerReadsWithoutAnyInterrupt() {
        BlockDevice device = booted();
        board.kernel().hart.enterTrap(Addr.ZERO);
        Addr buffer = board.kernel().frames.allocate(1);
        assertTrue(device.read(1, 1, buffer));
        assertEquals(contents()[512], buffer.i8(0));
        board.kernel().hart.leaveTrap(null);
        assertReads(device, 2, 2);
    }

    @Test
    void sectorsBeyondTheEndAreRefusedWithALine() {
        BlockDevice device = booted();
        board.uart().clear();
        Addr buffer = board.kernel().frames.allocate(1);
        assertFalse(device.read(SECTORS, 1, buffer));
        assertFalse(device.read(-1, 1, buffer));
        assertFalse(device.read(SECTORS - 1, 2, buffer));
        assertTrue(board.uart().output().startsWith("virtio: slot 8: no sectors 64 to 64: there are 64\n"));
    }

    @Test
    void deviceErrorIsTold() {
        BlockDevice device = booted();
        fake.failSector(9);
        board.uart().clear();
        assertFalse(device.read(8, 2, board.kernel().frames.allocate(1)));
        assertEquals(
                "virtio: slot 8: sector 8 can't be read (status 1)\n",
                board.uart().output());
        assertReads(device, 10, 1);
    }

    @Test
    void silentDeviceIsGivenUp() {
        BlockDevice device = booted();
        fake.fallSilent();
        board.uart().clear();
        long[] time = {0};
        HostHart.current().onRead(Csr.TIME, () -> time[0] += 1_000_000);
        Addr buffer = board.kernel().frames.allocate(1);
        assertFalse(device.read(8, 1, buffer));
        assertEquals(
                "virtio: slot 8: no answer within two seconds: not used any more\n",
                board.uart().output());
        assertFalse(device.read(8, 1, buffer));
    }

    @Test
    void versionTwoIsNamed() {
        fake.setVersion(2);
        BootFixture.boot(board);
        assertTrue(board.uart().output().contains("slot 8 at 0x10008000: version 2, and only legacy is known"));
        assertTrue(board.uart().output().contains("none: there will be no files"));
    }

    @Test
    void otherDeviceIsNamed() {
        fake.setDeviceId(4);
        BootFixture.boot(board);
        assertTrue(board.uart().output().contains("device 4, which nobody knows"));
    }

    @Test
    void refusedFeaturesAreNamed() {
        fake.refuseFeatures();
        BootFixture.boot(board);
        assertTrue(board.uart().output().contains("virtio: slot 8: the device refuses the features\n"));
    }
}
