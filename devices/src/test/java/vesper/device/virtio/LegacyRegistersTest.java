package vesper.device.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.AccessFault;

/** What version 1's registers are at power on, what a reset leaves of them, and in which order drivers may write them. */
class LegacyRegistersTest {
    private static final long BASE = Guest.RAM + 0x2_0000;
    private static final int SIZE = 10;

    private final List<Integer> served = new CopyOnWriteArrayList<>();
    private final Guest guest = new Guest(new RecordingDevice(2, served), true);

    @AfterEach
    void close() {
        guest.close();
    }

    private DriverRings rings(long align) {
        return DriverRings.legacy(guest, 0, SIZE, BASE, align);
    }

    @Test
    void atPowerOnAQueuePfnIsAnAddressInBytes() throws Exception {
        rings(4096).register(true).serve(SIZE);
        assertEquals((int) BASE, guest.register(Registers.QUEUE_PFN));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "0x1000, 12", "0x3000, 12", "0x80000000, 31", "0, 0", "-1, 0"})
    void theLowestBitOfGuestPageSizeIsThePagesSize(String size, int shift) throws Exception {
        guest.register(Registers.QUEUE_PFN, (int) BASE);
        guest.register(Registers.GUEST_PAGE_SIZE, Long.decode(size).intValue());
        assertEquals((int) (BASE >>> shift), guest.register(Registers.QUEUE_PFN));
    }

    @Test
    void aPageNumberMayLieFarBehindFourGibibytes() throws Exception {
        guest.register(Registers.GUEST_PAGE_SIZE, 1 << 31);
        guest.register(Registers.QUEUE_PFN, -1);
        assertEquals(-1, guest.register(Registers.QUEUE_PFN));
        guest.register(Registers.QUEUE_NOTIFY, 0);
        guest.settle();
        assertEquals(List.of(), served);
    }

    /** Drivers were seen that write it before they reset the device. */
    @Test
    void aResetLeavesPageSizeAndAlignmentAlone() throws Exception {
        guest.register(Registers.GUEST_PAGE_SIZE, 4096);
        guest.register(Registers.QUEUE_ALIGN, 64);
        guest.register(Registers.STATUS, 0);
        guest.register(Registers.QUEUE_NUM, SIZE);
        guest.register(Registers.QUEUE_PFN, (int) (BASE >>> 12));
        rings(64).serve(SIZE);
        guest.register(Registers.QUEUE_PFN, 0);
        guest.register(Registers.QUEUE_NUM, SIZE);
        guest.register(Registers.QUEUE_PFN, (int) (BASE >>> 12));
        DriverRings again = rings(64);
        for (long at = BASE; at < BASE + 0x1000; at += 8) {
            guest.store(at, 0, 8);
        }
        again.serve(SIZE);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 12, 64, 100, 4096, 8192, 10_000})
    void theUsedRingLiesAtTheNextMultipleOfAnyAlignment(int align) throws Exception {
        guest.register(Registers.QUEUE_ALIGN, align);
        rings(align).register(true).serve(SIZE);
    }

    @Test
    void anAlignmentOfZeroChangesNothing() throws Exception {
        guest.register(Registers.QUEUE_ALIGN, 64);
        guest.register(Registers.QUEUE_ALIGN, 0);
        rings(64).register(true).serve(SIZE);
    }

    static List<List<Integer>> ordersOfLayout() {
        List<List<Integer>> orders = new ArrayList<>();
        List<Integer> registers = List.of(Registers.QUEUE_NUM, Registers.QUEUE_ALIGN, Registers.QUEUE_PFN);
        for (int turn = 0; turn < registers.size(); turn++) {
            List<Integer> turned = new ArrayList<>(registers);
            Collections.rotate(turned, turn);
            orders.add(turned);
            orders.add(turned.reversed());
        }
        return orders;
    }

    @ParameterizedTest
    @MethodSource("ordersOfLayout")
    void sizeAlignmentAndPlaceMayBeSaidInAnyOrder(List<Integer> order) throws Exception {
        for (int register : order) {
            guest.register(register, layout(register));
        }
        rings(64).serve(SIZE);
    }

    private static int layout(int register) {
        return switch (register) {
            case Registers.QUEUE_NUM -> SIZE;
            case Registers.QUEUE_ALIGN -> 64;
            default -> (int) BASE;
        };
    }

    @Test
    void theSameAgainGoesOnWhereTheQueueIs() throws Exception {
        DriverRings rings = rings(4096).register(true);
        rings.serve(7);
        rings.register(true);
        rings.serve(7);
        assertEquals(14, served.size());
    }

    @Test
    void aStatusWithoutLowBitsIsAReset() throws AccessFault {
        guest.register(Registers.STATUS, Guest.DRIVER_OK);
        guest.register(Registers.QUEUE_PFN, (int) BASE);
        guest.register(Registers.STATUS, 0x100);
        assertEquals(0, guest.register(Registers.STATUS));
        assertEquals(0, guest.register(Registers.QUEUE_PFN));
    }

    @Test
    void whatTheDriverWritesToStatusItCanTakeBack() throws AccessFault {
        guest.register(Registers.STATUS, 0xff);
        assertEquals(0xff, guest.register(Registers.STATUS));
        guest.register(Registers.STATUS, 0x1_0001);
        assertEquals(1, guest.register(Registers.STATUS));
    }

    @Test
    void registersOfVersion2DoNothing() throws Exception {
        DriverRings rings = rings(4096).register(true);
        for (int register = Registers.QUEUE_DESC_LOW; register <= Registers.QUEUE_DEVICE_HIGH; register += 4) {
            guest.register(register, 0x5a5a_5a5a);
        }
        guest.register(Registers.QUEUE_READY, 0);
        assertEquals(0, guest.register(Registers.QUEUE_READY));
        rings.serve(SIZE);
    }
}
