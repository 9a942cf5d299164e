/** The virtio-mmio transport, the split virtqueue and the block device behind it. */
@NullMarked
package vesper.device.virtio;

import org.jspecify.annotations.NullMarked;
