package vesper.device.virtio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A disk in a file, locked while it is open: for itself alone if it may be written, shared if not. It is read and
 * written by position, never mapped, so that a file that shrinks meanwhile is an {@link IOException} and not a crash.
 *
 * <p>A file that ends within a sector has zeros behind its end; a write there makes it longer.
 */
public final class FileBackend implements BlockBackend {
    private final LockedFile file;
    private final FileChannel channel;
    private final long fileSize; // when it was opened
    private final boolean readOnly;

    // owned by whoever opened it
    private boolean closed;

    private FileBackend(LockedFile file, long fileSize, boolean readOnly) {
        this.file = file;
        this.channel = file.channel();
        this.fileSize = fileSize;
        this.readOnly = readOnly;
    }

    /**
     * Opens and locks a disk image.
     *
     * @throws IOException with a message for the user if the file can't be opened or is in use
     */
    public static FileBackend open(Path path, boolean readOnly) throws IOException {
        LockedFile file = LockedFile.open(path, readOnly);
        try {
            return new FileBackend(file, file.channel().size(), readOnly);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public long size() {
        return (fileSize + SECTOR_SIZE - 1) / SECTOR_SIZE * SECTOR_SIZE;
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public void read(long position, byte[] into, int start, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, start, length);
        while (buffer.hasRemaining()) {
            long at = position + buffer.position() - start;
            if (channel.read(buffer, at) < 0) {
                if (at < fileSize) {
                    throw new EOFException("the disk is shorter than it was");
                }
                Arrays.fill(into, buffer.position(), buffer.limit(), (byte) 0);
                return;
            }
        }
    }

    @Override
    public void write(long position, byte[] from, int start, int length) throws IOException {
        if (channel.size() < Math.min(position + length, fileSize)) {
            throw new EOFException("the disk is shorter than it was");
        }
        ByteBuffer buffer = ByteBuffer.wrap(from, start, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer, position + buffer.position() - start);
        }
    }

    @Override
    public void flush() throws IOException {
        channel.force(true);
    }

    /** Gives the file back; again, it does nothing. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            file.close();
        }
    }
}
