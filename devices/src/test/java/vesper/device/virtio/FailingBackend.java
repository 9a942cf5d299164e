package vesper.device.virtio;

import java.io.IOException;

/** A disk whose first sector can't be read and that can't be flushed. */
record FailingBackend(BlockBackend disk) implements BlockBackend {
    @Override
    public long size() {
        return disk.size();
    }

    @Override
    public boolean readOnly() {
        return disk.readOnly();
    }

    @Override
    public void read(long position, byte[] into, int start, int length) throws IOException {
        if (position == 0) {
            throw new IOException("a bad sector");
        }
        disk.read(position, into, start, length);
    }

    @Override
    public void write(long position, byte[] from, int start, int length) throws IOException {
        disk.write(position, from, start, length);
    }

    @Override
    public void flush() throws IOException {
        throw new IOException("no space");
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}
