package vesper.device.virtio;

import vesper.bus.AccessFault;

/** What stands behind a transport: a kind of device, with queues from number 0 on. */
interface VirtioDevice {
    /** The device id of virtio 1.2, section 5. */
    int deviceId();

    /** The device's own feature bits, 0 to 23. */
    long features();

    /** How many queues it has; that never changes. */
    int queues();

    /** The configuration space, little-endian; it never changes. */
    byte[] configuration();

    /**
     * Does one request, on the I/O thread.
     *
     * @param queue the number of the queue that it came by
     * @return how many bytes were written to the request's buffers
     * @throws QueueFault if the request can't even be answered
     * @throws AccessFault as {@link QueueFault}, because the answer's place is not RAM
     */
    long serve(int queue, DescriptorChain request) throws QueueFault, AccessFault;
}
