package vesper.stress.board;

import java.util.SplittableRandom;

/**
 * Random accesses to virtio registers, in any order and width, but for those in which QEMU 7.2 and we differ knowingly:
 *
 * <ul>
 *   <li>DeviceFeatures, and the configuration but for the capacity: QEMU's disks have more features;
 *   <li>QueueSel from 1024 on: QEMU keeps the queue it had, though the specification has QueueNumMax read 0 then;
 *   <li>in version 2, QueueReady of a queue that is not there, which QEMU keeps; DriverFeatures that were not offered, after
 *       which QEMU sets FEATURES_OK all the same; SHMBase, which QEMU lacks;
 *   <li>QueueNotify: when a device gets to its queue is its own affair.
 * </ul>
 */
final class RandomAccesses {
    private static final int CONFIG = 0x100;
    private static final int CONFIG_END = 0x140;
    private static final int STATUS = 0x070;
    private static final int QUEUE_SEL = 0x030;
    private static final int DRIVER_FEATURES = 0x020;
    private static final int QUEUE_READY = 0x044;
    private static final int[] STORED = {
        0x014, DRIVER_FEATURES, 0x024, 0x028, QUEUE_SEL, 0x038, 0x03c, 0x040, 0x040, QUEUE_READY, 0x064, STATUS,
    };
    private static final int[] LOADED = {
        0x000,
        0x004,
        0x008,
        0x00c,
        0x020,
        0x024,
        0x028,
        0x030,
        0x034,
        0x038,
        0x03c,
        0x040,
        0x040,
        0x040,
        QUEUE_READY,
        0x060,
        STATUS,
        STATUS,
        0x080,
        0x0a4,
        0x0ac,
        0x0b0,
        0x0b4,
        0x0fc,
        CONFIG,
        CONFIG + 4,
        CONFIG_END,
        0x1fc,
    };
    private static final int[] ADDRESSES = {0x080, 0x090, 0x0a0};
    private static final int ZEROES = 0x8300_0000;

    private final SplittableRandom random;
    private final RegisterScript script;
    private final boolean legacy;
    private int loads;

    RandomAccesses(SplittableRandom random, RegisterScript script, boolean legacy) {
        this.random = random;
        this.script = script;
        this.legacy = legacy;
    }

    /** How many values the script tells. */
    int loads() {
        return loads;
    }

    void one(long slot) {
        if (random.nextBoolean()) {
            int width = random.nextInt(8) == 0 ? 1 << random.nextInt(4) : 4;
            int register = LOADED[random.nextInt(LOADED.length)];
            script.load(slot + (register & -width), width);
            loads++;
        } else if (!legacy && random.nextInt(3) == 0) {
            int register = ADDRESSES[random.nextInt(ADDRESSES.length)];
            script.store(slot + register, ZEROES + 64 * random.nextInt(64), 4).store(slot + register + 4, 0, 4);
        } else {
            int width = random.nextInt(8) == 0 ? 1 << random.nextInt(2) : 4;
            int register = STORED[random.nextInt(STORED.length)];
            script.store(slot + register, value(register), width);
        }
    }

    private int value(int register) {
        boolean any = random.nextBoolean();
        return switch (register) {
            case QUEUE_SEL -> legacy && any ? random.nextInt(1024) : 0;
            case QUEUE_READY -> random.nextInt(2);
            case DRIVER_FEATURES -> legacy ? random.nextInt() : 0;
            case STATUS -> any ? random.nextInt() : 5 * random.nextInt(4);
            default -> any ? random.nextInt() : 1 << random.nextInt(32);
        };
    }
}
