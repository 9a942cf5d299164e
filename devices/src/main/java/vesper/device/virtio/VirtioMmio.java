package vesper.device.virtio;

import org.jspecify.annotations.Nullable;
import vesper.bus.AccessFault;
import vesper.bus.Dma;
import vesper.bus.InterruptLine;
import vesper.bus.MmioDevice;

/**
 * A slot of virtio-mmio with a device in it: the registers, the interrupt and the queues.
 *
 * <p><b>Who has a register</b> (virtio 1.2, sections 4.2.2 and 4.2.4): {@link Queue} those that QueueSel chooses a queue
 * for, of the legacy ones QueueNum, QueueAlign and QueuePFN; this class all others, QueueSel and GuestPageSize among
 * them. While QueueSel names a queue that the device doesn't have, the queue's registers read 0, QueueNumMax too, and
 * ignore writes. {@link Registers#isWritable} says which of them a version has.
 *
 * <p><b>At power on</b> all is 0, but for QueueNum, 256, and QueueAlign, 4096; a GuestPageSize of 0 is 1, so that QueuePFN
 * is an address in bytes. <b>A reset</b>, by Status or by a QueuePFN of 0, does the same to Status, InterruptStatus, QueueSel,
 * the driver's features, QueueNum, QueuePFN and QueueReady. As on QEMU it leaves alone how the driver talks, which
 * drivers also say before it: the selectors of features, GuestPageSize, QueueAlign and the addresses of version 2.
 *
 * <p><b>Lock order</b>: each queue's {@code work} by their numbers, then the monitor. The monitor guards the registers and
 * is held briefly. {@code work} is held for the length of one request, by the I/O thread, by a hart that makes or stops
 * the queue, and by one that resets the device, of all queues: when such a store returns, the device no longer touches the
 * driver's memory.
 *
 * <p><b>Notifies</b> put the queue on the I/O thread's own, unless it is there already: see {@link Doorbell}.
 *
 * <p><b>The line</b> is high while InterruptStatus is not 0, and falls for a moment when a buffer has been used or a cause
 * is acknowledged: see {@link InterruptLine}.
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

    private final VirtioDevice device;
    private final InterruptLine line;
    private final IoThread io;
    private final boolean legacy;
    private final long offered;
    private final byte[] configuration;

    private final Queue[] queues;
    private final Runnable[] serve; // by queue: what the I/O thread is to do when it is rung for

    // guarded by the monitor
    private int status; // as the driver wrote it
    private boolean needsReset;
    private int interruptStatus;
    private int deviceFeaturesSel;
    private int driverFeaturesSel;
    private long driverFeatures;
    private int queueSel;
    private int guestPageShift; // legacy

    /**
     * Puts a device into a slot.
     *
     * @param legacy version 1 of the register layout, QEMU's default; otherwise version 2
     */
    public VirtioMmio(VirtioDevice device, Dma dma, InterruptLine line, IoThread io, boolean legacy) {
        this.device = device;
        this.line = line;
        this.io = io;
        this.legacy = legacy;
        this.offered = device.features() | F_INDIRECT_DESC | (legacy ? F_ANY_LAYOUT : F_VERSION_1);
        this.configuration = device.configuration();
        this.queues = new Queue[device.queues()];
        this.serve = new Runnable[queues.length];
        for (int i = 0; i < queues.length; i++) {
            int number = i;
            queues[i] = new Queue(dma, legacy);
            serve[i] = () -> serve(number);
        }
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
        return width == 4 ? read((int) offset) & Registers.LOW_HALF : 0;
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
        Queue queue = selected();
        return switch (register) {
            case Registers.MAGIC_VALUE -> Registers.MAGIC;
            case Registers.VERSION -> Registers.version(legacy);
            case Registers.DEVICE_ID -> device.deviceId();
            case Registers.VENDOR_ID -> Registers.VENDOR;
            case Registers.DEVICE_FEATURES -> deviceFeaturesSel == 0 ? (int) offered : (int) (offered >>> 32);
            case Registers.QUEUE_NUM_MAX -> queue != null ? DescriptorChain.MAX_LENGTH : 0;
            case Registers.QUEUE_PFN -> queue != null ? (int) (queue.base() >>> guestPageShift) : 0;
            case Registers.QUEUE_READY -> !legacy && queue != null && queue.isReady() ? 1 : 0;
            case Registers.INTERRUPT_STATUS -> interruptStatus;
            case Registers.STATUS -> needsReset ? status | STATUS_NEEDS_RESET : status;
            case Registers.SHM_LEN_LOW, Registers.SHM_LEN_HIGH, Registers.SHM_BASE_LOW, Registers.SHM_BASE_HIGH -> -1;
            default -> 0; // CONFIG_GENERATION too: the configuration never changes
        };
    }

    @Override
    public void store(long offset, long value, int width) throws AccessFault {
        Registers.checkOffset(offset);
        if (width == 8) {
            store(offset, value & Registers.LOW_HALF, 4);
            store(offset + 4, value >>> 32, 4);
        } else if (width == 4 && Registers.isWritable((int) offset, legacy)) {
            write((int) offset, (int) value);
        }
    }

    private void write(int register, int value) {
        switch (register) {
            case Registers.STATUS -> writeStatus(value & 0xff);
            case Registers.QUEUE_NOTIFY -> {
                if (Integer.compareUnsigned(value, queues.length) < 0) {
                    ring(value);
                }
            }
            case Registers.DEVICE_FEATURES_SEL,
                    Registers.DRIVER_FEATURES,
                    Registers.DRIVER_FEATURES_SEL,
                    Registers.QUEUE_SEL,
                    Registers.GUEST_PAGE_SIZE,
                    Registers.INTERRUPT_ACK -> writeSimple(register, value);
            default -> writeQueue(register, value);
        }
    }

    private synchronized void writeSimple(int register, int value) {
        switch (register) {
            case Registers.DEVICE_FEATURES_SEL -> deviceFeaturesSel = value == 0 ? 0 : 1;
            case Registers.DRIVER_FEATURES -> writeDriverFeatures(value);
            case Registers.DRIVER_FEATURES_SEL -> driverFeaturesSel = value == 0 ? 0 : 1;
            case Registers.QUEUE_SEL -> queueSel = value;
            // as QEMU: the lowest bit counts, and without any it is 1
            case Registers.GUEST_PAGE_SIZE -> guestPageShift = Integer.numberOfTrailingZeros(value) % Integer.SIZE;
            default -> acknowledge(value);
        }
    }

    /** The queue that QueueSel names, if the device has it. */
    private synchronized @Nullable Queue selected() {
        return Integer.compareUnsigned(queueSel, queues.length) < 0 ? queues[queueSel] : null;
    }

    private void writeDriverFeatures(int value) {
        if ((status & STATUS_FEATURES_OK) == 0) {
            driverFeatures = driverFeaturesSel == 0
                    ? Registers.withLow(driverFeatures, value)
                    : Registers.withHigh(driverFeatures, value);
        }
    }

    private void writeStatus(int value) {
        if (value == 0) {
            reset();
            return;
        }
        synchronized (this) {
            boolean refused = !legacy && (status & STATUS_FEATURES_OK) == 0 && !featuresAreFine();
            status = refused
                    ? value & ~STATUS_FEATURES_OK
                    : value; // section 2.2.2: so the driver learns that they are not
        }
        for (int i = 0; i < queues.length; i++) {
            if (runningRings(queues[i]) != null) {
                ring(i);
            }
        }
    }

    /** VERSION_1 may go unaccepted (section 6.1 leaves it to the device): xv6 never looks at that half of the bits. */
    private boolean featuresAreFine() {
        return (driverFeatures & ~offered) == 0;
    }

    /** The queue's rings, if it is to be served. Legacy drivers use it before DRIVER_OK (section 2.1.2 of theirs). */
    private synchronized @Nullable Virtqueue runningRings(Queue queue) {
        return legacy || (status & STATUS_DRIVER_OK) != 0 ? queue.soundRings() : null;
    }

    /** Between two requests of the queue. */
    private void writeQueue(int register, int value) {
        if (register == Registers.QUEUE_PFN && value == 0) {
            reset(); // as QEMU, whatever QueueSel says; the specification has the driver stop one queue
            return;
        }
        Queue queue = selected();
        if (queue == null) {
            return;
        }
        queue.work.lock();
        try {
            synchronized (this) {
                if (register == Registers.QUEUE_PFN) {
                    queue.useLegacy(Integer.toUnsignedLong(value) << guestPageShift);
                } else {
                    queue.write(register, value);
                }
            }
        } finally {
            queue.work.unlock();
        }
    }

    private void reset() {
        for (Queue queue : queues) {
            queue.chain().abandon();
        }
        for (Queue queue : queues) {
            queue.work.lock();
        }
        try {
            resetRegisters();
        } finally {
            for (Queue queue : queues) {
                queue.work.unlock();
            }
        }
    }

    /** By the holder of every {@code work}. */
    private synchronized void resetRegisters() {
        for (Queue queue : queues) {
            queue.reset();
        }
        status = 0;
        needsReset = false;
        driverFeatures = 0;
        queueSel = 0;
        setInterruptStatus(0);
    }

    private void acknowledge(int causes) {
        if ((interruptStatus & causes) != 0) {
            setInterruptStatus(interruptStatus & ~causes);
        }
    }

    private synchronized void interrupt(int cause) {
        setInterruptStatus(interruptStatus | cause);
    }

    /** For each event anew, also if the status stays: the line tells of it. */
    private void setInterruptStatus(int value) {
        interruptStatus = value;
        line.set(false);
        line.set(value != 0);
    }

    private void ring(int number) {
        if (queues[number].doorbell.ring()) {
            io.submit(serve[number]);
        }
    }

    private void serve(int number) {
        queues[number].doorbell.answer();
        while (serveOne(number)) {
            // until the ring is empty or stopped
        }
    }

    /** Does the queue's next request; returns false if there is none. */
    private boolean serveOne(int number) {
        Queue queue = queues[number];
        queue.work.lock();
        try {
            Virtqueue rings = runningRings(queue);
            DescriptorChain chain = queue.chain();
            if (rings == null || !rings.take(chain)) {
                return false;
            }
            rings.put(chain.head(), device.serve(number, chain));
            if (rings.wantsInterrupt()) {
                interrupt(INTERRUPT_USED);
            }
            return true;
        } catch (QueueFault | AccessFault e) {
            stop(queue);
            return false;
        } finally {
            queue.work.unlock();
        }
    }

    private synchronized void stop(Queue queue) {
        queue.stop();
        if (!legacy) {
            needsReset = true;
            interrupt(INTERRUPT_CONFIG);
        }
    }
}
