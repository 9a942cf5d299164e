package vesper.kernel.fs;

import vesper.metal.Addr;
import vesper.metal.Word;

/**
 * The memory that one reader needs while it reads, on two page frames: blocks of the disk, and which ones they are, so
 * that the next zone of a file costs one read and not four.
 *
 * <pre>
 *     0  the inode       64 bytes
 *    64  zone numbers    u64 of each block below; 0 is none
 *  1024  blocks          0: data and inodes, 1 to 3: indirect zones of that depth
 *  5120
 * </pre>
 */
@Word
record Scratch(Addr at) {
    static final int PAGES = 2;

    private static final int ZONE_NUMBERS = Inode.SIZE;

    Inode inode() {
        return new Inode(at);
    }

    Addr block(int index) {
        return at.plus(Minix3.BLOCK_SIZE * (index + 1L));
    }

    /** The number of the zone that is in {@link #block}. */
    long zone(int index) {
        return at.i64(ZONE_NUMBERS + 8L * index);
    }

    void setZone(int index, long zone) {
        at.set64(ZONE_NUMBERS + 8L * index, zone);
    }
}
