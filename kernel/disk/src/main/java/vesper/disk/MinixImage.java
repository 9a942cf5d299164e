package vesper.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A Minix 3 file system, laid out and ready to be written: blocks of 1 KiB, names of up to 60 bytes. The same tree gives
 * the same bytes on every host.
 *
 * <pre>{@code
 * MinixImage.write(Path.of("folder"), Path.of("minix.img"));
 *
 * MinixImage image = MinixImage.builder()
 *         .file("etc/motd", bytes)
 *         .file("far.txt", new SparseFile().put(70_000_000, "beyond the double indirect zones"))
 *         .build();
 * image.write(Path.of("minix.img"));
 * int inode = image.inode("far.txt");
 * }</pre>
 */
public final class MinixImage {
    private final Geometry geometry;
    private final List<Inode> inodes;
    private final List<BitSet> blocks;

    private MinixImage(Geometry geometry, List<Inode> inodes, List<BitSet> blocks) {
        this.geometry = geometry;
        this.inodes = inodes;
        this.blocks = blocks;
    }

    /** An empty tree to add files to. */
    public static MinixImageBuilder builder() {
        return new MinixImageBuilder();
    }

    /**
     * Writes an image, as small as fits, of what a folder holds.
     *
     * @throws BadTree if Minix 3 can't hold it, or if it can't be read
     * @throws IOException if the image can't be written
     */
    public static void write(Path folder, Path image) throws BadTree, IOException {
        builder().tree(folder).build().write(image);
    }

    /** Lays a tree out; a size in bytes, or 0 for what fits. Tells of each file's bytes when it has looked at them. */
    static MinixImage of(Node.Folder root, boolean holes, long size, LongConsumer read) throws BadTree {
        List<Inode> inodes = Numbering.of(root);
        List<BitSet> blocks = new ArrayList<>();
        long zones = 0;
        for (Inode inode : inodes) {
            try {
                blocks.add(holes ? inode.content().filled() : all(inode.content()));
            } catch (IOException e) {
                throw HostTree.unreadable(inode.path(), e);
            }
            zones += new ZoneTree(blocks.getLast()).zones();
            read.accept(inode.content().size());
        }
        Geometry geometry =
                size == 0 ? Geometry.fitting(inodes.size(), zones) : Geometry.ofSize(size, inodes.size(), zones);
        return new MinixImage(geometry, inodes, blocks);
    }

    private static BitSet all(Content content) {
        BitSet all = new BitSet();
        all.set(0, content.blocks());
        return all;
    }

    /** Of the image, in bytes; a multiple of 1024. */
    public long size() {
        return geometry.size();
    }

    /** How many inodes are in use, the root's included. */
    public int inodes() {
        return inodes.size();
    }

    /**
     * The number of the inode of a file or folder.
     *
     * @param path from the root, without a slash before it; the root is {@code ""}
     * @throws IllegalArgumentException if there is none
     */
    public int inode(String path) {
        return inodes.stream()
                .filter(inode -> inode.path().equals(path))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(path + ": not in the image"))
                .number();
    }

    /**
     * Writes the image. It appears under its name when it is whole; a file that was there is replaced.
     *
     * @throws BadTree if a file of the tree can't be read any more
     * @throws IOException if the image can't be written
     */
    public void write(Path image) throws BadTree, IOException {
        write(image, bytes -> {});
    }

    /**
     * The same.
     *
     * @param written is told each time how many bytes more are written; {@link #size} of them at the most
     */
    public void write(Path image, LongConsumer written) throws BadTree, IOException {
        Path whole = image.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(part, CREATE, TRUNCATE_EXISTING, WRITE)) {
                write((position, bytes) -> {
                    written.accept(bytes.remaining());
                    for (long at = position; bytes.hasRemaining(); ) {
                        at += channel.write(bytes, at);
                    }
                });
                if (channel.size() < size()) {
                    channel.write(ByteBuffer.allocate(1), size() - 1);
                }
            }
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * The image in memory.
     *
     * @throws BadTree if a file of the tree can't be read any more
     * @throws ArithmeticException if it has 2 GiB or more
     */
    public byte[] toBytes() throws BadTree {
        byte[] image = new byte[Math.toIntExact(size())];
        try {
            write((position, bytes) -> bytes.get(image, (int) position, bytes.remaining()));
        } catch (IOException e) {
            throw new AssertionError("memory takes what is written", e);
        }
        return image;
    }

    private void write(ImageWriter.Target target) throws BadTree, IOException {
        new ImageWriter(geometry, target).write(inodes, Collections.unmodifiableList(blocks));
    }
}
