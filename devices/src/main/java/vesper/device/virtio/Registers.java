package vesper.device.virtio;

import vesper.bus.AccessFault;

/** The register map of virtio-mmio (virtio 1.2, sections 4.2.2 and 4.2.4). All are 4 bytes wide. */
final class Registers {
    static final int MAGIC_VALUE = 0x000;
    static final int VERSION = 0x004;
    static final int DEVICE_ID = 0x008;
    static final int VENDOR_ID = 0x00c;
    static final int DEVICE_FEATURES = 0x010;
    static final int DEVICE_FEATURES_SEL = 0x014;
    static final int DRIVER_FEATURES = 0x020;
    static final int DRIVER_FEATURES_SEL = 0x024;
    static final int GUEST_PAGE_SIZE = 0x028; // legacy
    static final int QUEUE_SEL = 0x030;
    static final int QUEUE_NUM_MAX = 0x034;
    static final int QUEUE_NUM = 0x038;
    static final int QUEUE_ALIGN = 0x03c; // legacy
    static final int QUEUE_PFN = 0x040; // legacy
    static final int QUEUE_READY = 0x044;
    static final int QUEUE_NOTIFY = 0x050;
    static final int INTERRUPT_STATUS = 0x060;
    static final int INTERRUPT_ACK = 0x064;
    static final int STATUS = 0x070;
    static final int QUEUE_DESC_LOW = 0x080;
    static final int QUEUE_DESC_HIGH = 0x084;
    static final int QUEUE_DRIVER_LOW = 0x090;
    static final int QUEUE_DRIVER_HIGH = 0x094;
    static final int QUEUE_DEVICE_LOW = 0x0a0;
    static final int QUEUE_DEVICE_HIGH = 0x0a4;
    static final int SHM_LEN_LOW = 0x0b0;
    static final int SHM_LEN_HIGH = 0x0b4;
    static final int SHM_BASE_LOW = 0x0b8;
    static final int SHM_BASE_HIGH = 0x0bc;
    static final int CONFIG_GENERATION = 0x0fc;
    static final int CONFIG = 0x100;

    static final int MAGIC = 0x7472_6976; // "virt"
    static final int VENDOR = 0x554d_4551; // "QEMU", for drivers that look

    static final long LOW_HALF = 0xffff_ffffL;

    private static final int END = 0x200; // in a page of 0x1000, as on QEMU

    private Registers() {}

    static void checkOffset(long offset) throws AccessFault {
        if (offset >= END) {
            throw AccessFault.INSTANCE;
        }
    }

    /** Whether a store to it does anything in a slot of this version. */
    static boolean isWritable(int register, boolean legacy) {
        return switch (register) {
            case GUEST_PAGE_SIZE, QUEUE_ALIGN, QUEUE_PFN -> legacy;
            case QUEUE_READY,
                    QUEUE_DESC_LOW,
                    QUEUE_DESC_HIGH,
                    QUEUE_DRIVER_LOW,
                    QUEUE_DRIVER_HIGH,
                    QUEUE_DEVICE_LOW,
                    QUEUE_DEVICE_HIGH -> !legacy;
            case DEVICE_FEATURES_SEL,
                    DRIVER_FEATURES,
                    DRIVER_FEATURES_SEL,
                    QUEUE_SEL,
                    QUEUE_NUM,
                    QUEUE_NOTIFY,
                    INTERRUPT_ACK,
                    STATUS -> true;
            default -> false;
        };
    }

    /** A register of 64 bits with another low half. */
    static long withLow(long register, int half) {
        return (register & ~LOW_HALF) | (half & LOW_HALF);
    }

    /** A register of 64 bits with another high half. */
    static long withHigh(long register, int half) {
        return (register & LOW_HALF) | ((long) half << 32);
    }

    static int version(boolean legacy) {
        return legacy ? 1 : 2;
    }
}
