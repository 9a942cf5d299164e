package vesper.device.virtio;

import java.util.concurrent.CountDownLatch;
import vesper.bus.AccessFault;
import vesper.bus.Bus;
import vesper.bus.Dma;
import vesper.bus.PhysicalMemory;
import vesper.device.Await;
import vesper.device.TestLine;

/** A machine with RAM, one slot and a driver for it, of either version. */
final class Guest implements AutoCloseable {
    static final long RAM = 0x8000_0000L;
    static final long RAM_SIZE = 1 << 20;
    static final int QUEUE_SIZE = 8;
    static final long DESCRIPTORS = RAM + 0x1000;
    static final long AVAIL = DESCRIPTORS + 16 * QUEUE_SIZE;
    static final long USED = RAM + 0x2000;
    static final long HEADER = RAM + 0x3000;
    static final long STATUS_BYTE = RAM + 0x3100;
    static final long TABLE = RAM + 0x4000;
    static final long DATA = RAM + 0x10000;

    static final int NEXT = 1;
    static final int WRITE = 2;
    static final int INDIRECT = 4;

    static final int DRIVER_OK = 0xf;
    static final int UNWRITTEN = 0xee;

    private final Bus bus = Bus.builder(RAM, new PhysicalMemory(RAM_SIZE)).build();
    final TestLine line = new TestLine();
    final IoThread io = new IoThread();
    final VirtioMmio slot;
    private final boolean legacy;
    private int availIdx;

    Guest(BlockBackend disk, boolean legacy) {
        this(new VirtioBlock(disk, "a disk"), legacy);
    }

    Guest(VirtioDevice device, boolean legacy) {
        this.legacy = legacy;
        this.slot = new VirtioMmio(device, new Dma(bus), line, io, legacy);
    }

    @Override
    public void close() {
        io.close();
    }

    int register(int offset) throws AccessFault {
        return (int) slot.load(offset, 4);
    }

    void register(int offset, int value) throws AccessFault {
        slot.store(offset, value, 4);
    }

    long load(long address, int width) throws AccessFault {
        return bus.load(address, width);
    }

    void store(long address, long value, int width) throws AccessFault {
        bus.store(address, value, width);
    }

    /** Resets the device and sets it up with empty rings. */
    void start() throws AccessFault {
        register(Registers.STATUS, 0);
        for (long at = DESCRIPTORS; at < HEADER; at += 8) {
            store(at, 0, 8);
        }
        availIdx = 0;
        register(Registers.STATUS, 3);
        negotiate();
        register(Registers.QUEUE_SEL, 0);
        register(Registers.QUEUE_NUM, QUEUE_SIZE);
        if (legacy) {
            register(Registers.GUEST_PAGE_SIZE, 0x1000);
            register(Registers.QUEUE_ALIGN, 0x1000);
            register(Registers.QUEUE_PFN, (int) (DESCRIPTORS >>> 12));
        } else {
            register(Registers.QUEUE_DESC_LOW, (int) DESCRIPTORS);
            register(Registers.QUEUE_DRIVER_LOW, (int) AVAIL);
            register(Registers.QUEUE_DEVICE_LOW, (int) USED);
            register(Registers.QUEUE_READY, 1);
        }
        register(Registers.STATUS, DRIVER_OK);
    }

    private void negotiate() throws AccessFault {
        int words = legacy ? 1 : 2;
        for (int word = 0; word < words; word++) {
            register(Registers.DEVICE_FEATURES_SEL, word);
            register(Registers.DRIVER_FEATURES_SEL, word);
            register(Registers.DRIVER_FEATURES, register(Registers.DEVICE_FEATURES));
        }
        register(Registers.STATUS, 0xb);
    }

    void descriptor(int index, long address, long length, int flags, int next) throws AccessFault {
        descriptorAt(DESCRIPTORS + 16L * index, address, length, flags, next);
    }

    void descriptorAt(long at, long address, long length, int flags, int next) throws AccessFault {
        store(at, address, 8);
        store(at + 8, length, 4);
        store(at + 12, flags, 2);
        store(at + 14, next, 2);
    }

    /** Puts a chain into the avail ring and notifies, without waiting. */
    void offer(int head) throws AccessFault {
        store(AVAIL + 4 + 2L * (availIdx % QUEUE_SIZE), head, 2);
        availIdx = (availIdx + 1) & 0xffff;
        store(AVAIL + 2, availIdx, 2);
        register(Registers.QUEUE_NOTIFY, 0);
    }

    int usedIdx() throws AccessFault {
        return (int) load(USED + 2, 2);
    }

    /** The length that the device gave back with the last request. */
    long lastUsedLength() throws AccessFault {
        return load(USED + 4 + 8L * ((usedIdx() - 1) % QUEUE_SIZE) + 4, 4);
    }

    /** Offers a chain, waits until the device is done with it and returns the status byte. */
    int request(int head) throws AccessFault {
        store(STATUS_BYTE, UNWRITTEN, 1);
        offer(head);
        int wanted = availIdx;
        Await.until("used.idx " + wanted, () -> {
            try {
                return usedIdx() == wanted;
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        });
        return (int) load(STATUS_BYTE, 1);
    }

    void header(int type, long sector) throws AccessFault {
        store(HEADER, type, 4);
        store(HEADER + 4, 0, 4);
        store(HEADER + 8, sector, 8);
    }

    /** A request in the usual three descriptors; returns its status. */
    int request(int type, long sector, long data, long length, boolean deviceWrites) throws AccessFault {
        header(type, sector);
        descriptor(0, HEADER, 16, NEXT, 1);
        descriptor(1, data, length, NEXT | (deviceWrites ? WRITE : 0), 2);
        descriptor(2, STATUS_BYTE, 1, WRITE, 0);
        return request(0);
    }

    int read(long sector, long length) throws AccessFault {
        return request(0, sector, DATA, length, true);
    }

    int write(long sector, long length) throws AccessFault {
        return request(1, sector, DATA, length, false);
    }

    /** Waits until the I/O thread has done all it was asked to so far. */
    void settle() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        io.submit(done::countDown);
        done.await();
    }

    byte[] bytes(long address, int length) throws AccessFault {
        byte[] bytes = new byte[length];
        new Dma(bus).read(address, bytes, 0, length);
        return bytes;
    }

    void bytes(long address, byte[] bytes) throws AccessFault {
        new Dma(bus).write(address, bytes, 0, bytes.length);
    }
}
