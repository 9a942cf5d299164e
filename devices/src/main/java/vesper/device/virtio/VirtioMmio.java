package vesper.device.virtio;

import vesper.bus.AccessFault;
import vesper.bus.Dma;
import vesper.bus.InterruptLine;
import vesper.bus.MmioDevice;

/** The transport; grows in the next commit. */
public final class VirtioMmio implements MmioDevice {
    /** Bytes that answer in a slot's page, as on QEMU. */
    public static final long SIZE = 0x200;

    private final VirtioDevice device;
    private final IoThread io;
    private final Dma dma;
    private final InterruptLine line;
    private final boolean legacy;

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
    }

    /** A slot with nothing in it: device id 0. */
    public static MmioDevice vacant(boolean legacy) {
        return new VacantSlot(legacy);
    }

    @Override
    public long load(long offset, int width) throws AccessFault {
        return legacy ? 0 : device.deviceId();
    }

    @Override
    public void store(long offset, long value, int width) throws AccessFault {
        line.set(dma.hashCode() == io.hashCode());
    }
}
