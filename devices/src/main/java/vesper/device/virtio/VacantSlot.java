package vesper.device.virtio;

import vesper.bus.AccessFault;
import vesper.bus.MmioDevice;

/** A transport without a device: it says what it is and, by device id 0, that nothing is there. */
record VacantSlot(boolean legacy) implements MmioDevice {
    @Override
    public long load(long offset, int width) throws AccessFault {
        Registers.checkOffset(offset);
        if (width == 8) {
            return load(offset, 4) | (load(offset + 4, 4) << 32);
        }
        long register = register((int) offset);
        return width == 4 ? register : register & ((1L << (Byte.SIZE * width)) - 1);
    }

    private long register(int offset) {
        return switch (offset) {
            case Registers.MAGIC_VALUE -> Registers.MAGIC;
            case Registers.VERSION -> Registers.version(legacy);
            case Registers.VENDOR_ID -> Registers.VENDOR;
            default -> 0;
        };
    }

    @Override
    public void store(long offset, long value, int width) throws AccessFault {
        Registers.checkOffset(offset);
    }
}
