package vesper.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives inodes their numbers: the root first, then folder by folder in the order of their own numbers, names sorted.
 * So the entries of a folder have numbers in a row.
 */
final class Numbering {
    private record Found(Node node, String path, int parent) {}

    private final List<Found> found = new ArrayList<>();
    private final List<Inode> inodes = new ArrayList<>();

    private Numbering() {}

    /** The inodes of a tree, by number from 1 on. */
    static List<Inode> of(Node.Folder root) throws BadTree {
        Numbering numbering = new Numbering();
        numbering.found.add(new Found(root, "", Minix3.ROOT));
        for (int i = 0; i < numbering.found.size(); i++) {
            numbering.inodes.add(numbering.inode(i + 1, numbering.found.get(i)));
        }
        return numbering.inodes;
    }

    private Inode inode(int number, Found next) throws BadTree {
        Inode inode = switch (next.node()) {
            case Node.File file -> Inode.of(number, next.path(), file, file.content(), 1);
            case Node.Link link -> Inode.of(number, next.path(), link, link.target(), 1);
            case Node.Folder folder ->
                Inode.of(number, next.path(), folder, entries(number, next, folder), links(next, folder));
        };
        if (inode.content().size() > Minix3.MAX_FILE_BYTES) {
            throw new BadTree(inode.path() + ": has " + inode.content().size() + " bytes; Minix 3 files have at most "
                    + Minix3.MAX_FILE_BYTES);
        }
        return inode;
    }

    /** Its name in the parent, its own {@code .}, and the {@code ..} of each folder in it. */
    private static int links(Found next, Node.Folder folder) throws BadTree {
        long folders = folder.entries().values().stream()
                .filter(Node.Folder.class::isInstance)
                .count();
        if (folders + 2 > Minix3.MAX_LINKS) {
            throw new BadTree((next.path().isEmpty() ? "the root" : next.path()) + ": has " + folders
                    + " folders; Minix 3 folders have at most " + (Minix3.MAX_LINKS - 2));
        }
        return (int) folders + 2;
    }

    private SparseFile entries(int number, Found next, Node.Folder folder) {
        int count = folder.entries().size() + 2;
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(count, Minix3.ENTRY_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        putEntry(bytes, number, ".");
        putEntry(bytes, next.parent(), "..");
        for (Map.Entry<String, Node> entry : folder.entries().entrySet()) {
            String path = next.path().isEmpty() ? entry.getKey() : next.path() + "/" + entry.getKey();
            found.add(new Found(entry.getValue(), path, number));
            putEntry(bytes, found.size(), entry.getKey());
        }
        return SparseFile.of(bytes.array());
    }

    private static void putEntry(ByteBuffer bytes, int number, String name) {
        int start = bytes.position();
        bytes.putInt(number).put(name.getBytes(StandardCharsets.UTF_8));
        bytes.position(start + Minix3.ENTRY_BYTES);
    }
}
