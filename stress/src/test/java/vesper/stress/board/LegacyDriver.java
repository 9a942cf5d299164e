package vesper.stress.board;

/**
 * Writes a driver of a disk's only queue into a script: each request is one indirect descriptor, so that a queue of any
 * size will do, and reads a sector.
 */
final class LegacyDriver {
    static final int GUEST_PAGE_SIZE = 0x028;
    static final int QUEUE_SEL = 0x030;
    static final int QUEUE_NUM = 0x038;
    static final int QUEUE_ALIGN = 0x03c;
    static final int QUEUE_PFN = 0x040;
    static final int QUEUE_NOTIFY = 0x050;
    static final int INTERRUPT_STATUS = 0x060;
    static final int INTERRUPT_ACK = 0x064;
    static final int STATUS = 0x070;
    static final int DRIVER_OK = 7;

    private static final int INDIRECT = 4;
    private static final int NEXT = 1;
    private static final int WRITE = 2;
    private static final int SECTOR = 512;
    private static final int BETWEEN = 0x1_0000;

    private final RegisterScript script;
    private final long slot;
    private final int size;
    private final long descriptors;
    private final long avail;
    private final long used;
    private final long request;
    private int idx;

    /** Rings for {@code size} descriptors from {@code base} on; 128 KiB there are the driver's. */
    LegacyDriver(RegisterScript script, long slot, int size, long base, long align) {
        this.script = script;
        this.slot = slot;
        this.size = size;
        this.descriptors = base;
        this.avail = base + 16L * size;
        long end = avail + 2L * (3 + size);
        this.used = (end + align - 1) / align * align;
        this.request = base + BETWEEN;
    }

    LegacyDriver register(int register, long value) {
        script.store(slot + register, value, 4);
        return this;
    }

    /** Reads a sector, whose first doubleword must be that. */
    LegacyDriver read(long sector, long first) {
        int at = idx % size;
        idx++;
        long table = request;
        long header = request + 0x100;
        long data = request + 0x200;
        long status = request + 0x180;
        script.store(header, 0, 8)
                .store(header + 8, sector, 8)
                .store(status, 0xee, 1)
                .store(data, 0, 8);
        descriptor(table, header, 16, NEXT, 1);
        descriptor(table + 16, data, SECTOR, NEXT | WRITE, 2);
        descriptor(table + 32, status, 1, WRITE, 0);
        descriptor(descriptors + 16L * at, table, 48, INDIRECT, 0);
        script.store(avail + 4 + 2L * at, at, 2).store(avail + 2, idx, 2);
        register(QUEUE_NOTIFY, 0);
        script.await(used + 2, 2, idx).await(slot + INTERRUPT_STATUS, 4, 1);
        register(INTERRUPT_ACK, 1);
        script.load(used + 4 + 8L * at, 4, at).load(status, 1, 0).load(data, 8, first);
        return this;
    }

    private void descriptor(long at, long address, int length, int flags, int next) {
        script.store(at, address, 8)
                .store(at + 8, length, 4)
                .store(at + 12, flags, 2)
                .store(at + 14, next, 2);
    }
}
