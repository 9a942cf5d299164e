package vesper.kernel.board;

import vesper.metal.host.HostDevice;

/** A virtio slot without a device. */
final class VacantSlot implements HostDevice {
    @Override
    public long load(long offset, int width) {
        return switch ((int) offset) {
            case 0x000 -> 0x7472_6976;
            case 0x004 -> 1;
            default -> 0;
        };
    }

    @Override
    public void store(long offset, long value, int width) {
        throw new IllegalStateException("a store to a slot without a device");
    }
}
