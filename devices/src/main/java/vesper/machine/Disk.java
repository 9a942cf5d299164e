package vesper.machine;

import java.nio.file.Path;

/**
 * A disk image of the host's behind a virtio-mmio slot.
 *
 * @param serial what the guest is told when it asks for the disk's identity; at most 20 bytes, empty as on QEMU by default
 * @param file a raw image, a multiple of 512 bytes
 * @param readOnly whether the guest's writes are refused
 * @param snapshot whether the guest's writes are forgotten at power off
 * @param slot 0 to 7
 */
public record Disk(String serial, Path file, boolean readOnly, boolean snapshot, int slot) {}
