package vesper.disk;

import java.nio.ByteBuffer;

/** What an inode says but for its zones, and what its zones will hold. */
record Inode(int number, String path, int mode, int links, long time, Content content) {
    /** Permissions are the same whatever the host's umask was. */
    private static final int READABLE = 0644;

    private static final int READABLE_AND_EXECUTABLE = 0755;
    private static final int EVERYTHING = 0777;

    private static final long LATEST = 0xffff_ffffL;

    static Inode of(int number, String path, Node node, Content content, int links) {
        int mode = switch (node) {
            case Node.File file -> Minix3.REGULAR | (file.executable() ? READABLE_AND_EXECUTABLE : READABLE);
            case Node.Folder folder -> Minix3.DIRECTORY | READABLE_AND_EXECUTABLE;
            case Node.Link link -> Minix3.SYMBOLIC_LINK | EVERYTHING;
        };
        return new Inode(number, path, mode, links, Math.clamp(node.time(), 0, LATEST), content);
    }

    /** Writes it as {@code struct minix2_inode}; user and group are root. */
    void put(ByteBuffer into, int[] zones) {
        into.putShort((short) mode).putShort((short) links);
        into.putShort((short) 0).putShort((short) 0);
        into.putInt((int) content.size());
        for (int i = 0; i < 3; i++) {
            into.putInt((int) time);
        }
        for (int zone : zones) {
            into.putInt(zone);
        }
    }
}
