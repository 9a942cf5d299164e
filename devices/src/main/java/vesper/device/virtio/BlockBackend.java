package vesper.device.virtio;

import java.io.IOException;

/** A disk's contents. After it is opened, only the I/O thread calls it. */
public interface BlockBackend extends AutoCloseable {
    /** Bytes in a sector, the unit of a size and of a transfer. */
    int SECTOR_SIZE = 512;

    /** The size in bytes, a multiple of {@link #SECTOR_SIZE}, which never changes. */
    long size();

    /** Whether {@link #write} would fail. */
    boolean readOnly();

    /** Reads {@code length} bytes at byte {@code position}. */
    void read(long position, byte[] into, int start, int length) throws IOException;

    /** Writes {@code length} bytes at byte {@code position}. */
    void write(long position, byte[] from, int start, int length) throws IOException;

    /** Returns once all that was written would survive the host's power loss. */
    void flush() throws IOException;

    @Override
    void close() throws IOException;
}
