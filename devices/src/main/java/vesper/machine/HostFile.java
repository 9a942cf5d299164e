package vesper.machine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file of the host's whole, and says in one line why it can't. */
final class HostFile {
    /** No array is longer. */
    private static final long LARGEST = Integer.MAX_VALUE - 16L;

    private HostFile() {}

    /**
     * The file's bytes; at least one.
     *
     * @param role the option that named it, for messages
     */
    static byte[] read(String role, Path path) throws BadInput {
        checkReadable(role, path);
        try {
            if (Files.size(path) > LARGEST) {
                throw new BadInput(role + " " + path + ": larger than 2 GiB");
            }
            byte[] bytes = Files.readAllBytes(path);
            if (bytes.length == 0) {
                throw new BadInput(role + " " + path + ": the file is empty");
            }
            return bytes;
        } catch (IOException e) {
            throw new BadInput(role + " " + path + ": " + reason(e));
        } catch (OutOfMemoryError e) {
            throw new BadInput(role + " " + path + ": larger than the memory that the JVM may have (-Xmx)");
        }
    }

    /** Refuses what is missing, is no regular file or may not be read. */
    static void checkReadable(String role, Path path) throws BadInput {
        if (Files.isDirectory(path)) {
            throw new BadInput(role + " " + path + ": is a directory");
        }
        if (!Files.exists(path)) {
            throw new BadInput(role + " " + path + ": no such file");
        }
        if (!Files.isRegularFile(path)) {
            throw new BadInput(role + " " + path + ": not a regular file");
        }
        if (!Files.isReadable(path)) {
            throw new BadInput(role + " " + path + ": may not be read");
        }
    }

    /** What went wrong, without the file's name, which the caller says. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? "can't be read (" + e.getClass().getSimpleName() + ")" : reason;
    }
}
