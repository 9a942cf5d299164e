package vesper.device.virtio;

/** A disk in an array, for tests and for the bundled disk. */
public final class MemoryBackend implements BlockBackend {
    private final byte[] contents;
    private final boolean readOnly;

    /**
     * Makes a disk over {@code contents}, which it does not copy.
     *
     * @param contents a multiple of {@link #SECTOR_SIZE} bytes
     */
    public MemoryBackend(byte[] contents, boolean readOnly) {
        if (contents.length % SECTOR_SIZE != 0) {
            throw new IllegalArgumentException("a disk of " + contents.length + " bytes is not whole sectors");
        }
        this.contents = contents;
        this.readOnly = readOnly;
    }

    @Override
    public long size() {
        return contents.length;
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public void read(long position, byte[] into, int start, int length) {
        System.arraycopy(contents, Math.toIntExact(position), into, start, length);
    }

    @Override
    public void write(long position, byte[] from, int start, int length) {
        System.arraycopy(from, start, contents, Math.toIntExact(position), length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
