package vesper.device.virtio;

/** The block device (virtio 1.2, section 5.2); grows in the next commit. */
public final class VirtioBlock implements VirtioDevice {
    private final BlockBackend backend;
    private final String serial;

    /**
     * Makes a block device.
     *
     * @param backend its contents; closing it is the caller's
     * @param serial at most 20 bytes, which the guest may ask for
     */
    public VirtioBlock(BlockBackend backend, String serial) {
        this.backend = backend;
        this.serial = serial;
    }

    @Override
    public int deviceId() {
        return 2;
    }

    @Override
    public String toString() {
        return serial + backend.size();
    }
}
