package vesper.device.virtio;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A disk image that is open and locked: for one disk that writes, or for any number that only read. Among processes the
 * host's lock sees to that; within this JVM the table here does. For a lock of the host's belongs to the process, and
 * is gone as soon as the process closes the file anywhere: so a file is opened once, however many disks read it.
 */
final class LockedFile implements AutoCloseable {
    // what is open in this JVM, by the file's own identity; guarded by itself
    private static final Map<Object, LockedFile> OPEN = new HashMap<>();

    private final Object key;
    private final FileChannel channel;
    private final boolean shared;

    // disks that have it; guarded by OPEN
    private int users = 1;

    private LockedFile(Object key, FileChannel channel, boolean shared) {
        this.key = key;
        this.channel = channel;
        this.shared = shared;
    }

    /**
     * Opens and locks a file.
     *
     * @param shared to read it only, with others that do
     * @throws IOException with a message for the user if it can't be opened, or is in use
     */
    static LockedFile open(Path file, boolean shared) throws IOException {
        synchronized (OPEN) {
            Object key = key(file);
            LockedFile there = OPEN.get(key);
            if (there != null) {
                if (!shared || !there.shared) {
                    throw new IOException(file + ": in use by another disk, and not all that use it only read it");
                }
                there.users++;
                return there;
            }
            FileChannel channel = FileChannel.open(
                    file,
                    shared
                            ? Set.of(StandardOpenOption.READ)
                            : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
            try {
                lock(channel, file, shared);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            LockedFile made = new LockedFile(key, channel, shared);
            OPEN.put(key, made);
            return made;
        }
    }

    /** The same for all the paths and links by which a file is found. */
    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
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

    FileChannel channel() {
        return channel;
    }

    /** Once for each {@link #open}; the last closes the file and with it the lock. */
    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            users--;
            if (users == 0) {
                OPEN.remove(key);
                channel.close();
            }
        }
    }
}
