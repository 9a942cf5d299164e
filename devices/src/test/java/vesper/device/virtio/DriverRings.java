package vesper.device.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import vesper.bus.AccessFault;

/**
 * A driver's side of one queue, of any size and anywhere. Its requests are a byte that the device may write, each in the
 * next descriptor.
 */
final class DriverRings {
    private final Guest guest;
    private final int queue;
    private final int size;
    private final long descriptors;
    private final long avail;
    private final long used;
    private int idx; // of both rings, when all is served

    private DriverRings(Guest guest, int queue, int size, long descriptors, long avail, long used) {
        this.guest = guest;
        this.queue = queue;
        this.size = size;
        this.descriptors = descriptors;
        this.avail = avail;
        this.used = used;
    }

    /** In one piece from {@code base} on, as legacy devices want it (virtio 1.2, section 2.7.2). */
    static DriverRings legacy(Guest guest, int queue, int size, long base, long align) {
        long avail = base + 16L * size;
        long end = avail + 2L * (3 + size);
        long used = (end + align - 1) / align * align;
        return new DriverRings(guest, queue, size, base, avail, used);
    }

    /** Each part on pages of its own. */
    static DriverRings apart(Guest guest, int queue, int size, long base) {
        return new DriverRings(guest, queue, size, base + 0x8000, base, base + 0x4000);
    }

    /** Tells the device where it lies and has it in use. */
    DriverRings register(boolean legacy) throws AccessFault {
        guest.register(Registers.QUEUE_SEL, queue);
        guest.register(Registers.QUEUE_NUM, size);
        if (legacy) {
            guest.register(Registers.QUEUE_PFN, (int) descriptors);
        } else {
            guest.register(Registers.QUEUE_DESC_LOW, (int) descriptors);
            guest.register(Registers.QUEUE_DRIVER_LOW, (int) avail);
            guest.register(Registers.QUEUE_DEVICE_LOW, (int) used);
            guest.register(Registers.QUEUE_READY, 1);
        }
        return this;
    }

    /** Makes requests, at most as many as there are descriptors, and says that each has come back in its turn. */
    void serve(int requests) throws AccessFault, InterruptedException {
        for (int i = 0; i < requests; i++) {
            int at = next(i) % size;
            guest.descriptorAt(descriptors + 16L * at, Guest.DATA, 1, Guest.WRITE, 0);
            guest.store(avail + 4 + 2L * at, at, 2);
        }
        guest.store(avail + 2, next(requests), 2);
        guest.register(Registers.QUEUE_NOTIFY, queue);
        guest.settle();
        assertEquals(next(requests), guest.load(used + 2, 2), () -> "used.idx of " + size);
        for (int i = 0; i < requests; i++) {
            int at = next(i) % size;
            assertEquals(at, guest.load(used + 4 + 8L * at, 4), () -> "used element of " + size);
        }
        idx = next(requests);
    }

    private int next(int ahead) {
        return (idx + ahead) & 0xffff;
    }
}
