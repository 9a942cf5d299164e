package vesper.device.virtio;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What is written stays in memory and dies with the machine ({@code snapshot=on}); the disk below is only read. */
public final class SnapshotBackend implements BlockBackend {
    private final BlockBackend base;

    // owned by the I/O thread: written sectors by number
    private final Map<Long, byte[]> written = new HashMap<>();

    public SnapshotBackend(BlockBackend base) {
        this.base = base;
    }

    @Override
    public long size() {
        return base.size();
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public void read(long position, byte[] into, int start, int length) throws IOException {
        base.read(position, into, start, length);
        for (int done = 0; done < length; done += SECTOR_SIZE) {
            byte[] sector = written.get((position + done) / SECTOR_SIZE);
            if (sector != null) {
                System.arraycopy(sector, 0, into, start + done, SECTOR_SIZE);
            }
        }
    }

    @Override
    public void write(long position, byte[] from, int start, int length) {
        for (int done = 0; done < length; done += SECTOR_SIZE) {
            byte[] sector = written.computeIfAbsent((position + done) / SECTOR_SIZE, number -> new byte[SECTOR_SIZE]);
            System.arraycopy(from, start + done, sector, 0, SECTOR_SIZE);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
        base.close();
    }
}
