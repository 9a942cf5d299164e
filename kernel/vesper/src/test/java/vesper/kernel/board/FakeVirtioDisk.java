package vesper.kernel.board;

import java.util.ArrayList;
import java.util.List;
import vesper.metal.Mem;
import vesper.metal.host.HostDevice;

/**
 * A virtio block device in the legacy layout, as strict as a device may be: it records every breach of the protocol. It
 * answers within the store that notifies it.
 */
public final class FakeVirtioDisk implements HostDevice {
    private static final int PAGE = 4096;
    private static final int SECTOR = 512;

    private final byte[] contents;
    private final Runnable interrupt;
    private final List<String> breaches = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();

    private int version = 1;
    private int deviceId = 2;
    private boolean refusesFeatures;
    private boolean silent;
    private int failingSector = -1;

    private int features = -1;
    private int status;
    private int queueNum;
    private long pageSize;
    private long queue;
    private int seen;
    private int interruptStatus;

    /** A disk with these contents; {@code interrupt} is run when its interrupt rises. */
    public FakeVirtioDisk(byte[] contents, Runnable interrupt) {
        this.contents = contents;
        this.interrupt = interrupt;
    }

    public void setVersion(int number) {
        version = number;
    }

    public void setDeviceId(int id) {
        deviceId = id;
    }

    public void refuseFeatures() {
        refusesFeatures = true;
    }

    /** Never answers again. */
    public void fallSilent() {
        silent = true;
    }

    public void failSector(int sector) {
        failingSector = sector;
    }

    public List<String> breaches() {
        return breaches;
    }

    /** What was written to the status register, in order. */
    public List<Integer> statuses() {
        return statuses;
    }

    public int features() {
        return features;
    }

    public boolean interruptPending() {
        return interruptStatus != 0;
    }

    @Override
    public long load(long offset, int width) {
        if (width != 4) {
            breaches.add("load of " + width + " bytes at " + offset);
        }
        long sectors = contents.length / SECTOR;
        return switch ((int) offset) {
            case 0x000 -> 0x7472_6976;
            case 0x004 -> version;
            case 0x008 -> deviceId;
            case 0x010 -> 1 << 5 | 1 << 9; // read-only, flush
            case 0x034 -> 1024;
            case 0x040 -> queue / PAGE;
            case 0x060 -> interruptStatus;
            case 0x070 -> refusesFeatures ? status & ~8 : status;
            case 0x100 -> sectors & 0xffff_ffffL;
            case 0x104 -> sectors >>> 32;
            default -> 0;
        };
    }

    @Override
    public void store(long offset, long value, int width) {
        if (width != 4) {
            breaches.add("store of " + width + " bytes at " + offset);
        }
        switch ((int) offset) {
            case 0x014, 0x024, 0x030 -> require(value == 0, "a selector that isn't 0");
            case 0x020 -> features = (int) value;
            case 0x028 -> pageSize = value;
            case 0x038 -> queueNum = (int) value;
            case 0x03c -> require(value == PAGE, "queue align");
            case 0x040 -> {
                require(pageSize == PAGE, "guest page size before the queue");
                require(queueNum == 8, "queue length before the queue");
                queue = value * pageSize;
            }
            case 0x050 -> serve();
            case 0x064 -> interruptStatus &= (int) ~value;
            case 0x070 -> {
                status = (int) value;
                statuses.add(status);
            }
            default -> breaches.add("store to " + offset);
        }
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            breaches.add(what);
        }
    }

    private void serve() {
        require((status & 4) != 0, "notify before DRIVER_OK");
        long available = queue + 128;
        while (!silent && seen != (Mem.load16(available + 2) & 0xffff)) {
            int head = Mem.load16(available + 4 + 2L * (seen % 8));
            int written = request(head);
            long used = queue + PAGE;
            Mem.store32(used + 4 + 8L * (seen % 8), head);
            Mem.store32(used + 8 + 8L * (seen % 8), written);
            seen = (seen + 1) & 0xffff;
            Mem.store16(used + 2, (short) seen);
            interruptStatus |= 1;
        }
        if (interruptStatus != 0) {
            interrupt.run();
        }
    }

    private int request(int head) {
        long header = descriptor(head);
        require(length(head) == 16 && flags(head) == 1, "the header's descriptor");
        require(Mem.load32(header) == 0, "a request that isn't a read");
        long sector = Mem.load64(header + 8);
        int data = next(head);
        require(flags(data) == 3, "the data's descriptor");
        int end = next(data);
        require(flags(end) == 2 && length(end) == 1, "the status's descriptor");
        require(Mem.load8(descriptor(end)) == (byte) 0xff, "a status that isn't 0xff before");
        int length = length(data);
        boolean fails = sector * SECTOR + length > contents.length
                || (failingSector >= sector && failingSector < sector + length / SECTOR);
        for (int i = 0; i < length && !fails; i++) {
            Mem.store8(descriptor(data) + i, contents[(int) sector * SECTOR + i]);
        }
        Mem.store8(descriptor(end), (byte) (fails ? 1 : 0));
        return length + 1;
    }

    private long descriptor(int index) {
        return Mem.load64(queue + 16L * index);
    }

    private int length(int index) {
        return Mem.load32(queue + 16L * index + 8);
    }

    private int flags(int index) {
        return Mem.load16(queue + 16L * index + 12);
    }

    private int next(int index) {
        return Mem.load16(queue + 16L * index + 14);
    }
}
