package vesper.machine;

import java.nio.file.Path;

/**
 * Something to be put into RAM before power on.
 *
 * @param name for messages
 * @param bytes the whole of it; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes, handed over once and never compared
public record ImageFile(String name, byte[] bytes) {
    /**
     * Reads a file of the host's.
     *
     * @param role the option that names it, for messages
     * @throws BadInput if it is missing, empty, no regular file or can't be read
     */
    public static ImageFile read(String role, Path path) throws BadInput {
        return new ImageFile(role + " " + path, HostFile.read(role, path));
    }
}
