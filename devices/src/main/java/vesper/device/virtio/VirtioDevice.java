package vesper.device.virtio;

/** What stands behind a transport: a kind of device with one queue. */
public interface VirtioDevice {
    /** The device id of virtio 1.2, section 5. */
    int deviceId();
}
