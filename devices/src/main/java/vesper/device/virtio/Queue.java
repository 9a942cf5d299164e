package vesper.device.virtio;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vesper.bus.Dma;

/**
 * One queue of a transport: the registers that QueueSel chooses it for, and its rings while the driver has it in use.
 * {@link VirtioMmio} has the protocol of its locks.
 */
final class Queue {
    private static final int RESET_NUM = 256; // what a legacy driver gets that doesn't say
    private static final int RESET_ALIGN = 4096;

    /** Held for the length of one request; fair, since a reset must not wait for a busy driver. */
    final ReentrantLock work = new ReentrantLock(true);

    final Doorbell doorbell = new Doorbell();

    // by the holder of `work`
    private final Dma dma;
    private final DescriptorChain chain;

    // written under `work` and the transport's monitor, read under either
    private @Nullable Virtqueue rings;
    private boolean broken;

    // guarded by the transport's monitor
    private int num;
    private int align; // legacy
    private int pfn; // legacy
    private long desc;
    private long driver;
    private long device;

    Queue(Dma dma) {
        this.dma = dma;
        this.chain = new DescriptorChain(dma);
        clear();
    }

    /** Where the request under way is, for the holder of {@link #work}; abandoned by anybody. */
    DescriptorChain chain() {
        return chain;
    }

    /** The rings, unless the driver has none in use or they made no sense. */
    @Nullable
    Virtqueue soundRings() {
        return broken ? null : rings;
    }

    boolean isReady() {
        return rings != null;
    }

    int pfn() {
        return pfn;
    }

    /** A register of its layout; others are ignored. */
    void write(int register, int value) {
        switch (register) {
            case Registers.QUEUE_NUM -> {
                int wanted = Registers.powerOfTwoOr(value, num);
                num = wanted <= DescriptorChain.MAX_LENGTH ? wanted : num;
            }
            case Registers.QUEUE_ALIGN -> align = Registers.powerOfTwoOr(value, align);
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
    }

    /** QueuePFN, not 0: the rings lie at that page. */
    void useLegacy(int newPfn, int guestPageSize) {
        pfn = newPfn;
        rings = Virtqueue.legacy(dma, num, Integer.toUnsignedLong(newPfn) * guestPageSize, align);
    }

    /** QueueReady: the rings lie where the registers say, or are no longer in use. */
    void use(boolean ready) {
        rings = ready ? new Virtqueue(dma, num, desc, driver, device) : null;
    }

    /** The rings make no sense: they are not looked at before {@link #clear}. */
    void stop() {
        broken = true;
    }

    /** As at power on. */
    void clear() {
        chain.allowAgain();
        rings = null;
        broken = false;
        num = RESET_NUM;
        align = RESET_ALIGN;
        pfn = 0;
        desc = 0;
        driver = 0;
        device = 0;
    }
}
