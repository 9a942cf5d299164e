package vesper.device.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.AccessFault;

/** QueueSel, and a device with two queues behind it. */
class QueuesTest {
    private static final int ABSENT = 2;
    private static final long SECOND = Guest.RAM + 0x2_0000;
    private static final long SECOND_AVAIL = SECOND + 16 * Guest.QUEUE_SIZE;
    private static final long SECOND_USED = SECOND + 0x1000;

    private final List<Integer> served = new CopyOnWriteArrayList<>();
    private Guest guest = new Guest(new RecordingDevice(2, served), true);

    @AfterEach
    void close() {
        guest.close();
    }

    private void use(boolean legacy) {
        if (!legacy) {
            guest.close();
            guest = new Guest(new RecordingDevice(2, served), false);
        }
    }

    /** Sets up the first queue, and then the second one. */
    private void start(boolean legacy) throws AccessFault {
        guest.start();
        guest.register(Registers.QUEUE_SEL, 1);
        guest.register(Registers.QUEUE_NUM, Guest.QUEUE_SIZE);
        if (legacy) {
            guest.register(Registers.QUEUE_PFN, (int) (SECOND >>> 12));
        } else {
            guest.register(Registers.QUEUE_DESC_LOW, (int) SECOND);
            guest.register(Registers.QUEUE_DRIVER_LOW, (int) SECOND_AVAIL);
            guest.register(Registers.QUEUE_DEVICE_LOW, (int) SECOND_USED);
            guest.register(Registers.QUEUE_READY, 1);
        }
    }

    private void offerToSecond(int idx) throws AccessFault {
        guest.descriptorAt(SECOND, Guest.DATA, 1, Guest.WRITE, 0);
        guest.store(SECOND_AVAIL + 4 + 2L * (idx - 1), 0, 2);
        guest.store(SECOND_AVAIL + 2, idx, 2);
        guest.register(Registers.QUEUE_NOTIFY, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachQueueIsServedByItsNumberAndGivenBackInItsOwnRing(boolean legacy) throws Exception {
        use(legacy);
        start(legacy);
        guest.descriptor(0, Guest.DATA, 1, Guest.WRITE, 0);
        offerToSecond(1);
        guest.settle();
        assertEquals(List.of(1), served);
        assertEquals(0, guest.usedIdx());
        guest.offer(0);
        offerToSecond(2);
        guest.settle();
        assertEquals(List.of(1, 0, 1), served);
        assertEquals(1, guest.usedIdx());
        assertEquals(2, guest.load(SECOND_USED + 2, 2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aQueueThatMakesNoSenseStopsAloneUntilAReset(boolean legacy) throws Exception {
        use(legacy);
        start(legacy);
        guest.store(SECOND_AVAIL + 2, 1000, 2);
        guest.register(Registers.QUEUE_NOTIFY, 1);
        guest.descriptor(0, Guest.DATA, 1, Guest.WRITE, 0);
        guest.offer(0);
        guest.settle();
        assertEquals(List.of(0), served);
        guest.store(SECOND_AVAIL + 2, 0, 2);
        start(legacy);
        offerToSecond(1);
        guest.settle();
        assertEquals(List.of(0, 1), served);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResetTakesEveryQueueOutOfUse(boolean legacy) throws Exception {
        use(legacy);
        start(legacy);
        guest.register(Registers.STATUS, 0);
        for (int queue = 0; queue < 2; queue++) {
            guest.register(Registers.QUEUE_SEL, queue);
            assertEquals(0, guest.register(legacy ? Registers.QUEUE_PFN : Registers.QUEUE_READY));
        }
        offerToSecond(1);
        guest.settle();
        assertEquals(List.of(), served);
    }

    @Test
    void legacyReadsBackThePfnOfTheQueueThatIsSelected() throws Exception {
        start(true);
        assertEquals((int) (SECOND >>> 12), guest.register(Registers.QUEUE_PFN));
        guest.register(Registers.QUEUE_SEL, 0);
        assertEquals((int) (Guest.DESCRIPTORS >>> 12), guest.register(Registers.QUEUE_PFN));
    }

    @ParameterizedTest
    @ValueSource(ints = {ABSENT, -1})
    void legacyRegistersOfAQueueThatIsNotThereReadZeroAndIgnoreWrites(int absent) throws Exception {
        start(true);
        guest.register(Registers.QUEUE_SEL, absent);
        assertEquals(0, guest.register(Registers.QUEUE_NUM_MAX));
        guest.register(Registers.QUEUE_NUM, 2);
        guest.register(Registers.QUEUE_ALIGN, 8192);
        guest.register(Registers.QUEUE_PFN, 7);
        assertEquals(0, guest.register(Registers.QUEUE_PFN));
        assertEquals(Guest.DRIVER_OK, guest.register(Registers.STATUS));
        guest.register(Registers.QUEUE_NOTIFY, absent);
        offerToSecond(1);
        guest.settle();
        assertEquals(List.of(1), served);
    }

    /** As on QEMU. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, ABSENT, -1})
    void aQueuePfnOfZeroResetsTheDeviceWhateverQueueSelSays(int selected) throws Exception {
        start(true);
        guest.register(Registers.QUEUE_SEL, selected);
        guest.register(Registers.QUEUE_PFN, 0);
        assertEquals(0, guest.register(Registers.STATUS));
    }

    @Test
    void version2RegistersOfAQueueThatIsNotThereReadZeroAndIgnoreWrites() throws Exception {
        use(false);
        start(false);
        guest.register(Registers.QUEUE_SEL, ABSENT);
        assertEquals(0, guest.register(Registers.QUEUE_NUM_MAX));
        guest.register(Registers.QUEUE_READY, 1);
        assertEquals(0, guest.register(Registers.QUEUE_READY));
        guest.register(Registers.QUEUE_READY, 0);
        offerToSecond(1);
        guest.settle();
        assertEquals(List.of(1), served);
    }

    @Test
    void theGuestsPageSizeIsTheDevicesWhateverQueueIsSelected() throws Exception {
        guest.start();
        guest.register(Registers.QUEUE_SEL, ABSENT);
        guest.register(Registers.GUEST_PAGE_SIZE, 0x2000);
        guest.register(Registers.QUEUE_SEL, 1);
        guest.register(Registers.QUEUE_NUM, Guest.QUEUE_SIZE);
        guest.register(Registers.QUEUE_PFN, (int) (SECOND >>> 13));
        offerToSecond(1);
        guest.settle();
        assertEquals(List.of(1), served);
    }
}
