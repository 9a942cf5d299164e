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

    /**
     * Whether it is an ELF, or a uImage, with a byte at the start of RAM, where firmware would lie: a kernel that runs
     * in M-mode, by itself.
     *
     * @throws BadInput if it is a file that can't be a kernel
     */
    public boolean startsRam() throws BadInput {
        OtherFormats.refuse(this);
        if (!ElfFile.looksLikeElf(bytes)) {
            LinuxImage.parse(this); // only to refuse another machine's
            UImage wrapped = UImage.kernel(this);
            return wrapped != null && wrapped.load() == MemoryMap.RAM_BASE;
        }
        for (ElfFile.Segment segment : ElfFile.parse(name, bytes).segments()) {
            if (segment.holdsByte(MemoryMap.RAM_BASE)) {
                return true;
            }
        }
        return false;
    }
}
