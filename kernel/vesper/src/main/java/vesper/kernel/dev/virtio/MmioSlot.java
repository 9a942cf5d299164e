package vesper.kernel.dev.virtio;

import vesper.metal.Addr;
import vesper.metal.Word;

/** The registers of a virtio-mmio slot, in the legacy layout (virtio 1.1, section 4.2.4). Each is 32 bits wide. */
@Word
public record MmioSlot(Addr at) {
    public static final int MAGIC = 0x7472_6976; // "virt"
    public static final int LEGACY = 1;
    public static final int NO_DEVICE = 0;
    public static final int BLOCK_DEVICE = 2;

    static final int ACKNOWLEDGE = 1;
    static final int DRIVER = 2;
    static final int DRIVER_OK = 4;
    static final int FEATURES_OK = 8;
    static final int FAILED = 128;

    private static final int MAGIC_VALUE = 0x000;
    private static final int VERSION = 0x004;
    private static final int DEVICE_ID = 0x008;
    private static final int HOST_FEATURES = 0x010;
    private static final int HOST_FEATURES_SEL = 0x014;
    private static final int GUEST_FEATURES = 0x020;
    private static final int GUEST_FEATURES_SEL = 0x024;
    private static final int GUEST_PAGE_SIZE = 0x028;
    private static final int QUEUE_SEL = 0x030;
    private static final int QUEUE_NUM_MAX = 0x034;
    private static final int QUEUE_NUM = 0x038;
    private static final int QUEUE_ALIGN = 0x03c;
    private static final int QUEUE_PFN = 0x040;
    private static final int QUEUE_NOTIFY = 0x050;
    private static final int INTERRUPT_STATUS = 0x060;
    private static final int INTERRUPT_ACK = 0x064;
    private static final int STATUS = 0x070;
    private static final int CONFIG = 0x100;

    public boolean exists() {
        return at.i32(MAGIC_VALUE) == MAGIC;
    }

    public int version() {
        return at.i32(VERSION);
    }

    public int deviceId() {
        return at.i32(DEVICE_ID);
    }

    int status() {
        return at.i32(STATUS);
    }

    /** Sets the bits given; 0 resets the device. */
    void setStatus(int status) {
        at.set32(STATUS, status);
    }

    /** The low 32 feature bits that the device offers. */
    int hostFeatures() {
        at.set32(HOST_FEATURES_SEL, 0);
        return at.i32(HOST_FEATURES);
    }

    /** The low 32 feature bits that the driver takes. */
    void setGuestFeatures(int features) {
        at.set32(GUEST_FEATURES_SEL, 0);
        at.set32(GUEST_FEATURES, features);
    }

    /** The largest length that queue 0 may have; 0 if there is no such queue. */
    int selectQueue() {
        at.set32(QUEUE_SEL, 0);
        return at.i32(QUEUE_NUM_MAX);
    }

    /** Tells of the selected queue: its length, and where it lies. */
    void setQueue(int length, int align, int pageSize, Addr queue) {
        at.set32(GUEST_PAGE_SIZE, pageSize);
        at.set32(QUEUE_NUM, length);
        at.set32(QUEUE_ALIGN, align);
        at.set32(QUEUE_PFN, (int) (queue.value() / pageSize));
    }

    /** There is something new in queue 0. */
    void notifyQueue() {
        at.set32(QUEUE_NOTIFY, 0);
    }

    /** Takes back the interrupt. */
    void acknowledgeInterrupt() {
        at.set32(INTERRUPT_ACK, at.i32(INTERRUPT_STATUS));
    }

    /** 64 bits of the device's own configuration, which is 32 bits wide on the bus. */
    long config64(int offset) {
        return at.u32(CONFIG + offset) | (at.u32(CONFIG + offset + 4L) << 32);
    }
}
