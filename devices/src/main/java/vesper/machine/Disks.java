package vesper.machine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vesper.device.virtio.BlockBackend;
import vesper.device.virtio.FileBackend;
import vesper.device.virtio.MemoryBackend;
import vesper.device.virtio.SnapshotBackend;

/** The disk images of a machine, open from before power on until after power off, whatever resets come between. */
final class Disks implements AutoCloseable {
    private record Open(Disk disk, BlockBackend backend) {}

    private final List<Open> open = new ArrayList<>();

    /** Opens and locks all of them, or none. */
    @SuppressWarnings("MustBeClosed") // closed by close(), with the machine
    Disks(List<Disk> disks) throws BadInput {
        for (Disk disk : disks) {
            try {
                open.add(new Open(disk, openOne(disk)));
            } catch (IOException e) {
                close();
                throw new BadInput("-drive " + withName(disk, HostFile.reason(e)));
            } catch (BadInput e) {
                close();
                throw e;
            }
        }
    }

    private static BlockBackend openOne(Disk disk) throws IOException, BadInput {
        ImageFile contents = disk.contents();
        if (contents != null) {
            return new MemoryBackend(contents.bytes(), disk.readOnly());
        }
        HostFile.checkReadable("-drive", disk.file());
        FileBackend file = FileBackend.open(disk.file(), disk.readOnly() || disk.snapshot());
        return disk.snapshot() && !disk.readOnly() ? new SnapshotBackend(file) : file;
    }

    /** The backend's own messages name the file already; the system's don't. */
    private static String withName(Disk disk, String reason) {
        String name = disk.file().toString();
        return reason.startsWith(name) ? reason : name + ": " + reason;
    }

    /** The disk in a slot. */
    Optional<BlockBackend> inSlot(int slot) {
        return open.stream()
                .filter(each -> each.disk.slot() == slot)
                .map(Open::backend)
                .findFirst();
    }

    /** What the guest is told as the identity of the disk in a slot. */
    String serial(int slot) {
        return open.stream()
                .filter(each -> each.disk.slot() == slot)
                .map(each -> each.disk.serial())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        for (Open each : open) {
            try {
                each.backend.close();
            } catch (IOException e) {
                System.getLogger("vesper.machine").log(System.Logger.Level.DEBUG, "closing " + each.disk.file(), e);
            }
        }
    }
}
