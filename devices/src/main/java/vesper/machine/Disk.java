package vesper.machine;

import java.nio.file.Path;

/**
 * A disk image of the host's behind a virtio-mmio slot.
 *
 * @param id what the guest is told when it asks for the disk's identity
 * @param file a raw image, a multiple of 512 bytes
 * @param readOnly whether the guest's writes are refused
 * @param snapshot whether the guest's writes are forgotten at power off
 * @param slot 0 to 7
 */
public record Disk(String id, Path file, boolean readOnly, boolean snapshot, int slot) {}
