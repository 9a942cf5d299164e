package vesper.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.List;

/** The second pass: puts every block of an image where {@link Geometry} says. Zones are taken in a row. */
final class ImageWriter {
    /** What an image is written to; whatever isn't written is zeros. */
    interface Target {
        /** Puts bytes at a position, in bytes. */
        void put(long position, ByteBuffer bytes) throws IOException;
    }

    private final Geometry geometry;
    private final Target target;
    private int nextZone;

    ImageWriter(Geometry geometry, Target target) {
        this.geometry = geometry;
        this.target = target;
        nextZone = geometry.firstDataZone();
    }

    void write(List<Inode> inodes, List<BitSet> blocks) throws IOException, BadTree {
        ByteBuffer superblock = block();
        geometry.putSuperblock(superblock);
        put(1, superblock.rewind());
        ByteBuffer table = block();
        for (int i = 0; i < inodes.size(); i++) {
            inodes.get(i).put(table, contents(inodes.get(i), blocks.get(i)));
            if (!table.hasRemaining() || i == inodes.size() - 1) {
                put(geometry.firstInodeBlock() + i / Minix3.INODES_PER_BLOCK, table.flip());
                table.clear();
            }
        }
        int usedZones = nextZone - geometry.firstDataZone();
        put(Minix3.BLOCKS_BEFORE_BITMAPS, ByteBuffer.wrap(geometry.inodeBitmap(inodes.size())));
        put(Minix3.BLOCKS_BEFORE_BITMAPS + geometry.imapBlocks(), ByteBuffer.wrap(geometry.zoneBitmap(usedZones)));
    }

    private int[] contents(Inode inode, BitSet blocks) throws BadTree, IOException {
        try (Content.Reader reader = open(inode)) {
            return new ZoneTree(blocks).lay(new ZoneTree.Sink() {
                @Override
                public int data(int block) throws IOException, BadTree {
                    return take(read(inode, reader, (long) block * Minix3.BLOCK));
                }

                @Override
                public int table(int[] zones) throws IOException {
                    ByteBuffer table = block();
                    table.asIntBuffer().put(zones);
                    return take(table);
                }
            });
        }
    }

    private static Content.Reader open(Inode inode) throws BadTree {
        try {
            return inode.content().open();
        } catch (IOException e) {
            throw HostTree.unreadable(inode.path(), e);
        }
    }

    private static ByteBuffer read(Inode inode, Content.Reader reader, long position) throws BadTree {
        ByteBuffer block =
                block().limit((int) Math.min(Minix3.BLOCK, inode.content().size() - position));
        try {
            reader.read(position, block);
        } catch (IOException e) {
            throw HostTree.unreadable(inode.path(), e);
        }
        return block.clear();
    }

    private int take(ByteBuffer bytes) throws IOException {
        put(nextZone, bytes);
        return nextZone++;
    }

    private void put(long block, ByteBuffer bytes) throws IOException {
        target.put(block * Minix3.BLOCK, bytes);
    }

    private static ByteBuffer block() {
        return ByteBuffer.allocate(Minix3.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    }
}
