package vesper.device.virtio;

import vesper.bus.MmioDevice;

/** A transport without a device: it answers who it is and that nothing is there. */
record VacantSlot(boolean legacy) implements MmioDevice {
    @Override
    public long load(long offset, int width) {
        if (width != 4) {
            return 0;
        }
        return switch ((int) offset) {
            case 0x000 -> 0x7472_6976L;
            case 0x004 -> legacy ? 1 : 2;
            case 0x00c -> 0x554d_4551L;
            default -> 0;
        };
    }

    @Override
    public void store(long offset, long value, int width) {}
}
