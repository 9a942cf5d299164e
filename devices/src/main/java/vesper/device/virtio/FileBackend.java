package vesper.device.virtio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A disk in a file, locked while it is open: for itself alone if it may be written, shared if not. It is read and
 * written by position, never mapped, so that a file that shrinks meanwhile is an {@link IOException} and not a crash.
 */
public final class FileBackend implements BlockBackend {
    private final FileChannel channel;
    private final long size;
    private final boolean readOnly;

    private FileBackend(FileChannel channel, long size, boolean readOnly) {
        this.channel = channel;
        this.size = size;
        this.readOnly = readOnly;
    }

    /**
     * Opens and locks a disk image.
     *
     * @throws IOException with a message for the user if the file can't be opened, is in use, or is not whole sectors
     */
    public static FileBackend open(Path file, boolean readOnly) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                readOnly ? Set.of(StandardOpenOption.READ) : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
        try {
            lock(channel, file, readOnly);
            long size = channel.size();
            if (size % SECTOR_SIZE != 0) {
                throw new IOException(
                        file + ": a disk's size must be a multiple of " + SECTOR_SIZE + " bytes, and this is " + size);
            }
            return new FileBackend(channel, size, readOnly);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void lock(FileChannel channel, Path file, boolean shared) throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new IOException(file + ": in use by another machine");
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public void read(long position, byte[] into, int start, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, start, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position() - start) < 0) {
                throw new EOFException("the disk is shorter than it was");
            }
        }
    }

    @Override
    public void write(long position, byte[] from, int start, int length) throws IOException {
        if (channel.size() < position + length) {
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

    /** Closes the file and with it the lock. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
