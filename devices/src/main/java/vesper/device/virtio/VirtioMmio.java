package vesper.device.virtio;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vesper.bus.AccessFault;
import vesper.bus.Dma;
import vesper.bus.InterruptLine;
import vesper.bus.MmioDevice;

/**
 * A slot of virtio-mmio with a device in it: the registers, the interrupt and the one queue, number 0.
 *
 * <p><b>Lock order</b>: {@code work}, then the monitor. The monitor guards the registers and is held briefly.
 * {@code work} is held for the length of one request, by the I/O thread, and by a hart that makes, stops or resets the
 * queue: when such a store returns, the device no longer touches the driver's memory.
 *
 * <p><b>Notifies</b> put the device on the I/O thread's queue, unless it is there already: see {@link Doorbell}.
 *
 * <p><b>A driver that makes no sense</b> (see {@link QueueFault}) stops the queue until a reset; in version 2 it is
 * told so by {@code DEVICE_NEEDS_RESET} and a configuration interrupt.
 */
public final class VirtioMmio implements MmioDevice {
    private static final int STATUS_DRIVER_OK = 1 << 2;
    private static final int STATUS_FEATURES_OK = 1 << 3;
    private static final int STATUS_NEEDS_RESET = 1 << 6;

    private static final int INTERRUPT_USED = 1;
    private static final int INTERRUPT_CONFIG = 1 << 1;

    private static final long F_ANY_LAYOUT = 1L << 27;
    private static final long F_INDIRECT_DESC = 1L << 28;
    private static final long F_VERSION_1 = 1L << 32;

    private static final int RESET_QUEUE_NUM = 256; // what a legacy driver gets that doesn't say
    private static final long LOW_HALF = 0xffff_ffffL;

    private final VirtioDevice device;
    private final Dma dma;
    private final InterruptLine line;
    private final IoThread io;
    private final boolean legacy;
    private final long offered;
    private final byte[] configuration;

    private final Runnable serve = this::serve;
    private final Doorbell doorbell = new Doorbell();
    private final ReentrantLock work = new ReentrantLock(true); // fair: a reset must not wait for a busy driver

    // by the holder of `work`
    private final DescriptorChain chain;

    // written under `work` and the monitor, read under either
    private @Nullable Virtqueue queue;
    private boolean broken;

    // guarded by the monitor
    private int status;
    private int interruptStatus;
    private int deviceFeaturesSel;
    private int driverFeaturesSel;
    private long driverFeatures;
    private int queueSel;
    private int queueNum;
    private int queueAlign;
    private int guestPageSize;
    private int queuePfn;
    private long queueDesc;
    private long queueDriver;
    private long queueDevice;

    /**
     * Puts a device into a slot.
     *
     * @param legacy version 1 of the register layout, QEMU's default; otherwise version 2
     */
    public VirtioMmio(VirtioDevice device, Dma dma, InterruptLine line, IoThread io, boolean legacy) {
        this.device = device;
        this.dma = dma;
        this.line = line;
        this.io = io;
        this.legacy = legacy;
        this.offered = device.features() | F_INDIRECT_DESC | (legacy ? F_ANY_LAYOUT : F_VERSION_1);
        this.configuration = device.configuration();
        this.chain = new DescriptorChain(dma);
        clearRegisters();
    }

    /** A slot with nothing in it: device id 0. */
    public static MmioDevice vacant(boolean legacy) {
        return new VacantSlot(legacy);
    }

    @Override
    public long load(long offset, int width) throws AccessFault {
        Registers.checkOffset(offset);
        if (width == 8) {
            return load(offset, 4) | (load(offset + 4, 4) << 32);
        }
        if (offset >= Registers.CONFIG) {
            return loadConfiguration((int) offset - Registers.CONFIG, width);
        }
        return width == 4 ? read((int) offset) & LOW_HALF : 0;
    }

    private long loadConfiguration(int offset, int width) {
        if (offset + width > configuration.length) {
            return -1L >>> (Long.SIZE - Byte.SIZE * width); // as QEMU
        }
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = (value << Byte.SIZE) | (configuration[offset + i] & 0xff);
        }
        return value;
    }

    private synchronized int read(int register) {
        boolean queueExists = queueSel == 0;
        return switch (register) {
            case Registers.MAGIC_VALUE -> Registers.MAGIC;
            case Registers.VERSION -> Registers.version(legacy);
            case Registers.DEVICE_ID -> device.deviceId();
            case Registers.VENDOR_ID -> Registers.VENDOR;
            case Registers.DEVICE_FEATURES -> deviceFeaturesSel == 0 ? (int) offered : (int) (offered >>> 32);
            case Registers.QUEUE_NUM_MAX -> queueExists ? DescriptorChain.MAX_LENGTH : 0;
            case Registers.QUEUE_PFN -> legacy && queueExists ? queuePfn : 0;
            case Registers.QUEUE_READY -> !legacy && queueExists && queue != null ? 1 : 0;
            case Registers.INTERRUPT_STATUS -> interruptStatus;
            case Registers.STATUS -> status;
            case Registers.SHM_LEN_LOW, Registers.SHM_LEN_HIGH -> -1; // no shared memory
            default -> 0; // CONFIG_GENERATION too: the configuration never changes
        };
    }

    @Override
    public void store(long offset, long value, int width) throws AccessFault {
        Registers.checkOffset(offset);
        if (width == 8) {
            store(offset, value & LOW_HALF, 4);
            store(offset + 4, value >>> 32, 4);
        } else if (width == 4 && offset < Registers.CONFIG) {
            write((int) offset, (int) value);
        }
    }

    private void write(int register, int value) {
        switch (register) {
            case Registers.STATUS -> {
                if (value == 0) {
                    reset();
                } else {
                    writeStatus(value & 0xff);
                }
            }
            case Registers.QUEUE_PFN -> writeQueuePfn(value);
            case Registers.QUEUE_READY -> writeQueueReady(value);
            case Registers.QUEUE_NOTIFY -> {
                if (value == 0) {
                    ring();
                }
            }
            default -> writeSimple(register, value);
        }
    }

    private synchronized void writeSimple(int register, int value) {
        switch (register) {
            case Registers.DEVICE_FEATURES_SEL -> deviceFeaturesSel = value == 0 ? 0 : 1;
            case Registers.DRIVER_FEATURES -> writeDriverFeatures(value);
            case Registers.DRIVER_FEATURES_SEL -> driverFeaturesSel = value == 0 ? 0 : 1;
            case Registers.QUEUE_SEL -> queueSel = value;
            case Registers.INTERRUPT_ACK -> setInterruptStatus(interruptStatus & ~value);
            default -> {
                if (queueSel == 0) {
                    writeQueueLayout(register, value);
                }
            }
        }
    }

    private void writeQueueLayout(int register, int value) {
        switch (register) {
            case Registers.GUEST_PAGE_SIZE -> guestPageSize = powerOfTwoOr(value, guestPageSize);
            case Registers.QUEUE_ALIGN -> queueAlign = powerOfTwoOr(value, queueAlign);
            case Registers.QUEUE_NUM -> {
                int num = powerOfTwoOr(value, queueNum);
                queueNum = num <= DescriptorChain.MAX_LENGTH ? num : queueNum;
            }
            case Registers.QUEUE_DESC_LOW -> queueDesc = withLow(queueDesc, value);
            case Registers.QUEUE_DESC_HIGH -> queueDesc = withHigh(queueDesc, value);
            case Registers.QUEUE_DRIVER_LOW -> queueDriver = withLow(queueDriver, value);
            case Registers.QUEUE_DRIVER_HIGH -> queueDriver = withHigh(queueDriver, value);
            case Registers.QUEUE_DEVICE_LOW -> queueDevice = withLow(queueDevice, value);
            case Registers.QUEUE_DEVICE_HIGH -> queueDevice = withHigh(queueDevice, value);
            default -> {
                // read-only or reserved
            }
        }
    }

    private static int powerOfTwoOr(int value, int otherwise) {
        return value > 0 && Integer.bitCount(value) == 1 ? value : otherwise;
    }

    private static long withLow(long register, int half) {
        return (register & ~LOW_HALF) | (half & LOW_HALF);
    }

    private static long withHigh(long register, int half) {
        return (register & LOW_HALF) | ((long) half << 32);
    }

    private void writeDriverFeatures(int value) {
        if (legacy) {
            if (driverFeaturesSel == 0) {
                driverFeatures = value & LOW_HALF & offered;
            }
        } else if ((status & STATUS_FEATURES_OK) == 0) {
            driverFeatures = driverFeaturesSel == 0 ? withLow(driverFeatures, value) : withHigh(driverFeatures, value);
        }
    }

    private void writeStatus(int value) {
        boolean running;
        synchronized (this) {
            int accepted = value;
            if (!legacy && (status & STATUS_FEATURES_OK) == 0 && !featuresAreFine()) {
                accepted &= ~STATUS_FEATURES_OK; // section 2.2.2: so the driver learns that they are not
            }
            status = accepted | (status & STATUS_NEEDS_RESET);
            running = isRunning();
        }
        if (running) {
            ring();
        }
    }

    /** VERSION_1 may go unaccepted (section 6.1 leaves it to the device): xv6 never looks at that half of the bits. */
    private boolean featuresAreFine() {
        return (driverFeatures & ~offered) == 0;
    }

    /** Legacy drivers use the queue before they say DRIVER_OK (section 2.1.2 of the legacy interface). */
    private boolean isRunning() {
        return queue != null && !broken && (legacy || (status & STATUS_DRIVER_OK) != 0);
    }

    private void writeQueuePfn(int value) {
        if (!legacy) {
            return;
        }
        if (value == 0) {
            reset();
            return;
        }
        work.lock();
        try {
            synchronized (this) {
                if (queueSel == 0) {
                    queuePfn = value;
                    queue = Virtqueue.legacy(dma, queueNum, (value & LOW_HALF) * guestPageSize, queueAlign);
                }
            }
        } finally {
            work.unlock();
        }
    }

    private void writeQueueReady(int value) {
        if (legacy) {
            return;
        }
        work.lock();
        try {
            synchronized (this) {
                if (queueSel == 0) {
                    queue = (value & 1) != 0 ? new Virtqueue(dma, queueNum, queueDesc, queueDriver, queueDevice) : null;
                }
            }
        } finally {
            work.unlock();
        }
    }

    private void reset() {
        chain.abandon();
        work.lock();
        try {
            synchronized (this) {
                chain.allowAgain();
                clearRegisters();
            }
        } finally {
            work.unlock();
        }
    }

    private void clearRegisters() {
        queue = null;
        broken = false;
        status = 0;
        deviceFeaturesSel = 0;
        driverFeaturesSel = 0;
        driverFeatures = 0;
        queueSel = 0;
        queueNum = RESET_QUEUE_NUM;
        queueAlign = 4096;
        guestPageSize = 4096;
        queuePfn = 0;
        queueDesc = 0;
        queueDriver = 0;
        queueDevice = 0;
        setInterruptStatus(0);
    }

    private void setInterruptStatus(int value) {
        interruptStatus = value;
        line.set(value != 0);
    }

    private synchronized void interrupt(int cause) {
        setInterruptStatus(interruptStatus | cause);
    }

    private void ring() {
        if (doorbell.ring()) {
            io.submit(serve);
        }
    }

    private void serve() {
        doorbell.answer();
        while (serveOne()) {
            // until the ring is empty or stopped
        }
    }

    /** Does the next request; returns false if there is none. */
    private boolean serveOne() {
        work.lock();
        try {
            Virtqueue current = runningQueue();
            if (current == null || !current.take(chain)) {
                return false;
            }
            current.put(chain.head(), device.serve(chain));
            if (current.wantsInterrupt()) {
                interrupt(INTERRUPT_USED);
            }
            return true;
        } catch (QueueFault | AccessFault e) {
            stop();
            return false;
        } finally {
            work.unlock();
        }
    }

    private synchronized @Nullable Virtqueue runningQueue() {
        return isRunning() ? queue : null;
    }

    private synchronized void stop() {
        broken = true;
        if (!legacy) {
            status |= STATUS_NEEDS_RESET;
            interrupt(INTERRUPT_CONFIG);
        }
    }
}
