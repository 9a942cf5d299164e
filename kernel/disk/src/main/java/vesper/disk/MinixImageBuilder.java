package vesper.disk;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;

/**
 * Collects what an image shall hold. Paths are names with slashes between them; folders on the way are made. Settings
 * hold for what is added after them.
 */
public final class MinixImageBuilder {
    private final Node.Folder root = new Node.Folder(0);
    private boolean holes = true;
    private boolean keepTimes;
    private long size;

    MinixImageBuilder() {}

    /** Adds a file. */
    public MinixImageBuilder file(String path, byte[] bytes) throws BadTree {
        return add(path, SparseFile.of(bytes), false);
    }

    /** Adds a file that may have holes; what is written to it later doesn't count. */
    public MinixImageBuilder file(String path, SparseFile content) throws BadTree {
        return add(path, content.copy(), false);
    }

    /** Adds a file with the right to be executed. */
    public MinixImageBuilder executable(String path, byte[] bytes) throws BadTree {
        return add(path, SparseFile.of(bytes), true);
    }

    /** Adds a folder, if it isn't there already. */
    public MinixImageBuilder folder(String path) throws BadTree {
        enter(List.of(path.split("/", -1)), path);
        return this;
    }

    /** Adds all that a folder of the host holds; its files are read when the image is laid out, and when it is written. */
    public MinixImageBuilder tree(Path folder) throws BadTree {
        ToLongFunction<BasicFileAttributes> time =
                keepTimes ? about -> about.lastModifiedTime().to(TimeUnit.SECONDS) : about -> 0;
        new HostTree(time).add(root, folder);
        return this;
    }

    /** Whether files of {@link #tree} keep their times of modification; else all times are 1 January 1970. */
    public MinixImageBuilder keepTimes(boolean keep) {
        keepTimes = keep;
        return this;
    }

    /** Whether a block of zeros takes no zone; so unless set to false. For the whole image. */
    public MinixImageBuilder holes(boolean wanted) {
        holes = wanted;
        return this;
    }

    /**
     * The image's size, for the whole image; else it is what fits, with a little room.
     *
     * @param bytes more than 0; rounded up to 1024
     */
    public MinixImageBuilder size(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("an image of " + bytes + " bytes");
        }
        size = bytes;
        return this;
    }

    /**
     * Lays the image out.
     *
     * @throws BadTree if Minix 3 can't hold it, or if a file can't be read
     */
    public MinixImage build() throws BadTree {
        return build(bytes -> {});
    }

    /**
     * The same.
     *
     * @param read is told each time how many bytes more of all {@link #bytes} have been looked at
     */
    public MinixImage build(LongConsumer read) throws BadTree {
        return MinixImage.of(root, holes, size, read);
    }

    /**
     * Of all files and folders that have been added.
     *
     * @throws BadTree if they are more than Minix 3 can hold
     */
    public long bytes() throws BadTree {
        return Numbering.of(root).stream()
                .mapToLong(inode -> inode.content().size())
                .sum();
    }

    private MinixImageBuilder add(String path, Content content, boolean executable) throws BadTree {
        List<String> names = List.of(path.split("/", -1));
        enter(names.subList(0, names.size() - 1), path)
                .add(names.getLast(), new Node.File(content, executable, 0), path);
        return this;
    }

    private Node.Folder enter(List<String> names, String path) throws BadTree {
        Node.Folder folder = root;
        for (String name : names) {
            folder = folder.folder(name, 0, path);
        }
        return folder;
    }
}
