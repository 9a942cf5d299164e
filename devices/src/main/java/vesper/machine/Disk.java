package vesper.machine;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A disk image of the host's behind a virtio-mmio slot.
 *
 * @param serial what the guest is told when it asks for the disk's identity; at most 20 bytes, empty as on QEMU by default
 * @param file a raw image of any size; the disk has whole sectors, zeros behind the file's end
 * @param contents what to use instead of the file, which is only a name then; written in place
 * @param readOnly whether the guest's writes are refused
 * @param snapshot whether the guest's writes are forgotten at power off
 * @param slot 0 to 7
 */
public record Disk(
        String serial, Path file, @Nullable ImageFile contents, boolean readOnly, boolean snapshot, int slot) {
    /** A disk in a file. */
    public Disk(String serial, Path file, boolean readOnly, boolean snapshot, int slot) {
        this(serial, file, null, readOnly, snapshot, slot);
    }

    /** A disk in memory: what the guest writes is gone with the machine. */
    public static Disk inMemory(ImageFile contents, int slot) {
        return new Disk("", Path.of(contents.name()), contents, false, false, slot);
    }
}
