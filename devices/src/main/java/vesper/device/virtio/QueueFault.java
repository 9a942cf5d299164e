package vesper.device.virtio;

import java.io.Serial;

/** The driver's rings or descriptors make no sense: the device can't go on until it is reset. Without a stack trace. */
final class QueueFault extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    QueueFault(String message) {
        super(message, null, false, false);
    }
}
