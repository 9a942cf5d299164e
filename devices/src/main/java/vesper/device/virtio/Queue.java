package vesper.device.virtio;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vesper.bus.Dma;

/**
 * One queue of a transport: the registers that QueueSel chooses it for, and its rings. {@link VirtioMmio} has the
 * protocol of its locks.
 *
 * <p>A legacy queue is in use from a store to QueuePFN on, and its rings move with any later store to QueueNum, QueueAlign
 * or QueuePFN, as on QEMU: drivers write them in any order. One of version 2 is in use while QueueReady says so, and its
 * rings lie where the registers said at the last store to that one.
 */
final class Queue {
    private static final int RESET_NUM = 256; // what a driver gets that doesn't say
    private static final int POWER_ON_ALIGN = 4096;

    /** Held for the length of one request; fair, since a reset must not wait for a busy driver. */
    final ReentrantLock work = new ReentrantLock(true);

    final Doorbell doorbell = new Doorbell();

    private final boolean legacy;

    // by the holder of `work`
    private final DescriptorChain chain;
    private final Virtqueue rings;

    // written under `work` and the transport's monitor, read under either
    private boolean inUse;
    private boolean broken;
    private int num = RESET_NUM;
    private int align = POWER_ON_ALIGN; // legacy
    private long base; // legacy: QueuePFN in bytes
    private long desc;
    private long driver;
    private long device;

    Queue(Dma dma, boolean legacy) {
        this.legacy = legacy;
        this.chain = new DescriptorChain(dma);
        this.rings = new Virtqueue(dma);
    }

    /** Where the request under way is, for the holder of {@link #work}; abandoned by anybody. */
    DescriptorChain chain() {
        return chain;
    }

    /** The rings, unless the driver has none in use or they made no sense. */
    @Nullable
    Virtqueue soundRings() {
        return inUse && !broken ? rings : null;
    }

    boolean isReady() {
        return inUse;
    }

    /** Legacy: the address of its rings, 0 while it is not in use. */
    long base() {
        return base;
    }

    /** A register of its layout; others, and what makes no sense, are ignored. */
    void write(int register, int value) {
        switch (register) {
            case Registers.QUEUE_NUM -> num = 1 <= value && value <= DescriptorChain.MAX_LENGTH ? value : num;
            case Registers.QUEUE_ALIGN -> align = value != 0 ? value : align;
            case Registers.QUEUE_READY -> use(value != 0);
            case Registers.QUEUE_DESC_LOW -> desc = Registers.withLow(desc, value);
            case Registers.QUEUE_DESC_HIGH -> desc = Registers.withHigh(desc, value);
            case Registers.QUEUE_DRIVER_LOW -> driver = Registers.withLow(driver, value);
            case Registers.QUEUE_DRIVER_HIGH -> driver = Registers.withHigh(driver, value);
            case Registers.QUEUE_DEVICE_LOW -> device = Registers.withLow(device, value);
            case Registers.QUEUE_DEVICE_HIGH -> device = Registers.withHigh(device, value);
            default -> {
                // read-only or reserved
            }
        }
        if (legacy && inUse) {
            rings.placeLegacy(num, base, align);
        }
    }

    private void use(boolean ready) {
        inUse = ready;
        if (ready) {
            rings.place(num, desc, driver, device);
        }
    }

    /** QueuePFN, not 0: the rings lie from that byte on. */
    void useLegacy(long newBase) {
        base = newBase;
        inUse = true;
        rings.placeLegacy(num, base, align);
    }

    /** The rings make no sense: they are not looked at before {@link #reset}. */
    void stop() {
        broken = true;
    }

    /** Out of use, of the size at power on. */
    void reset() {
        chain.allowAgain();
        rings.rewind();
        inUse = false;
        broken = false;
        num = RESET_NUM;
        base = 0;
    }
}
