package vesper.device.virtio;

/**
 * What a slot's registers should read, by the virtio specification (4.2.2 and 4.2.4) and, where that leaves it open, as on
 * QEMU: without queues' rings, and so without interrupts.
 */
final class RegisterModel {
    private static final int FEATURES_OK = 8;

    private final boolean legacy;
    private final int queues;
    private final int deviceId;
    private final long offered;

    private int status;
    private int deviceFeaturesSel;
    private int driverFeaturesSel;
    private long driverFeatures;
    private int queueSel;
    private long pageSize = 1;
    private final long[] base;
    private final boolean[] ready;

    RegisterModel(VirtioDevice device, boolean legacy, long offered) {
        this.legacy = legacy;
        this.queues = device.queues();
        this.deviceId = device.deviceId();
        this.offered = offered;
        this.base = new long[queues];
        this.ready = new boolean[queues];
    }

    private boolean hasQueue() {
        return queueSel >= 0 && queueSel < queues;
    }

    void store(int register, int value) {
        switch (register) {
            case Registers.DEVICE_FEATURES_SEL -> deviceFeaturesSel = value;
            case Registers.DRIVER_FEATURES_SEL -> driverFeaturesSel = value;
            case Registers.DRIVER_FEATURES -> storeFeatures(value);
            case Registers.QUEUE_SEL -> queueSel = value;
            case Registers.GUEST_PAGE_SIZE -> pageSize = value == 0 ? 1 : Integer.lowestOneBit(value) & 0xffff_ffffL;
            case Registers.QUEUE_PFN -> storePfn(value);
            case Registers.QUEUE_READY -> {
                if (hasQueue()) {
                    ready[queueSel] = value != 0;
                }
            }
            case Registers.STATUS -> storeStatus(value & 0xff);
            default -> {
                // not to be read back
            }
        }
    }

    private void storeFeatures(int value) {
        if ((status & FEATURES_OK) == 0) {
            long half = value & 0xffff_ffffL;
            driverFeatures = driverFeaturesSel == 0
                    ? (driverFeatures & ~0xffff_ffffL) | half
                    : (driverFeatures & 0xffff_ffffL) | (half << 32);
        }
    }

    private void storePfn(int value) {
        if (legacy && value == 0) {
            reset();
        } else if (legacy && hasQueue()) {
            base[queueSel] = (value & 0xffff_ffffL) * pageSize;
        }
    }

    private void storeStatus(int value) {
        boolean refused = !legacy && (status & FEATURES_OK) == 0 && (driverFeatures & ~offered) != 0;
        status = refused ? value & ~FEATURES_OK : value;
        if (value == 0) {
            reset();
        }
    }

    private void reset() {
        status = 0;
        driverFeatures = 0;
        queueSel = 0;
        for (int queue = 0; queue < queues; queue++) {
            base[queue] = 0;
            ready[queue] = false;
        }
    }

    int load(int register) {
        return switch (register) {
            case Registers.MAGIC_VALUE -> 0x7472_6976;
            case Registers.VERSION -> legacy ? 1 : 2;
            case Registers.DEVICE_ID -> deviceId;
            case Registers.VENDOR_ID -> 0x554d_4551;
            case Registers.DEVICE_FEATURES -> (int) (deviceFeaturesSel == 0 ? offered : offered >>> 32);
            case Registers.QUEUE_NUM_MAX -> hasQueue() ? 1024 : 0;
            case Registers.QUEUE_PFN -> legacy && hasQueue() ? (int) (base[queueSel] / pageSize) : 0;
            case Registers.QUEUE_READY -> !legacy && hasQueue() && ready[queueSel] ? 1 : 0;
            case Registers.STATUS -> status;
            case Registers.SHM_LEN_LOW, Registers.SHM_LEN_HIGH, Registers.SHM_BASE_LOW, Registers.SHM_BASE_HIGH -> -1;
            default -> 0;
        };
    }
}
