package vesper.device.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.AccessFault;

/** Queues of all sizes, each queue and each slot with its own. */
@ParameterizedClass(name = "legacy={0}")
@ValueSource(booleans = {true, false})
class QueueSizesTest {
    private static final long FIRST = Guest.RAM + 0x2_0000;
    private static final long SECOND = Guest.RAM + 0x4_0000;
    private static final int POWER_ON_ALIGN = 4096;

    private final List<Integer> served = new CopyOnWriteArrayList<>();
    private final boolean legacy;
    private final Guest guest;

    QueueSizesTest(boolean legacy) throws AccessFault {
        this.legacy = legacy;
        guest = started(new RecordingDevice(2, served));
    }

    private Guest started(VirtioDevice device) throws AccessFault {
        Guest started = new Guest(device, legacy);
        started.register(Registers.STATUS, Guest.DRIVER_OK);
        return started;
    }

    @AfterEach
    void close() {
        guest.close();
    }

    private DriverRings rings(Guest of, int queue, int size, long base) throws AccessFault {
        DriverRings rings = legacy
                ? DriverRings.legacy(of, queue, size, base, POWER_ON_ALIGN)
                : DriverRings.apart(of, queue, size, base);
        return rings.register(legacy);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 100, 128, 255, 256, 257, 512, 1000, 1023, 1024})
    void everySizeUpTo1024IsServedRoundAndRound(int size) throws Exception {
        DriverRings rings = rings(guest, 0, size, FIRST);
        rings.serve(size);
        rings.serve(size);
        rings.serve(Math.ceilDiv(size, 2));
        assertEquals(2 * size + Math.ceilDiv(size, 2), served.size());
    }

    /** As on QEMU, an index modulo the size; the indices themselves end at 65,536. */
    @ParameterizedTest
    @ValueSource(ints = {100, 1000, 1024})
    void theIndicesGoAroundWhateverTheSize(int size) throws Exception {
        DriverRings rings = rings(guest, 0, size, FIRST);
        for (int done = 0; done < 66_000; done += size) {
            rings.serve(size);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1025, 0x1_0000, -1, Integer.MIN_VALUE})
    void aSizeThatNoQueueCanHaveChangesNothing(int size) throws Exception {
        DriverRings rings = rings(guest, 0, 5, FIRST);
        guest.register(Registers.QUEUE_NUM, size);
        rings.serve(5);
        rings.serve(3);
    }

    @Test
    void aDriverThatSaysNoSizeHas256() throws Exception {
        DriverRings rings = rings(guest, 0, 256, FIRST);
        guest.register(Registers.STATUS, 0);
        guest.register(Registers.STATUS, Guest.DRIVER_OK);
        guest.register(legacy ? Registers.QUEUE_PFN : Registers.QUEUE_READY, legacy ? (int) FIRST : 1);
        rings.serve(256);
        rings.serve(10);
    }

    @Test
    void queuesOfOneDeviceHaveSizesOfTheirOwn() throws Exception {
        DriverRings first = rings(guest, 0, 1024, FIRST);
        DriverRings second = rings(guest, 1, 6, SECOND);
        second.serve(6);
        first.serve(1000);
        second.serve(5);
        first.serve(1024);
        second.serve(1);
    }

    @Test
    void devicesHaveQueuesOfTheirOwn() throws Exception {
        List<Integer> servedByOther = new CopyOnWriteArrayList<>();
        try (Guest other = started(new RecordingDevice(1, servedByOther))) {
            DriverRings first = rings(guest, 0, 8, FIRST);
            DriverRings second = rings(other, 0, 300, FIRST);
            first.serve(8);
            second.serve(300);
            guest.register(Registers.STATUS, 0);
            second.serve(300);
            assertEquals(8, served.size());
            assertEquals(600, servedByOther.size());
        }
    }
}
