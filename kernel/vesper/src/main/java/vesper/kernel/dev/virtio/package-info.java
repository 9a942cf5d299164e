/** virtio over MMIO in its legacy form (virtio 1.1, sections 2.6.2 and 4.2.4), and the block device on it. */
@NullMarked
package vesper.kernel.dev.virtio;

import org.jspecify.annotations.NullMarked;
