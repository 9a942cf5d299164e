package vesper.disk;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * How an image is divided.
 *
 * @param inodes a multiple of what a block holds, so that no inode's place is wasted
 * @param zones all blocks of the image
 */
record Geometry(int inodes, long zones, int imapBlocks, int zmapBlocks) {
    /** mkfs.minix makes an inode for three blocks; more than these would leave no room in {@code s_firstdatazone}. */
    private static final int MOST_UNASKED_INODES = 1 << 19;

    private static final int BLOCKS_PER_INODE = 3;

    /** As small as what it shall hold, with a little room. */
    static Geometry fitting(long usedInodes, long usedZones) throws BadTree {
        long inodes = roundUp(usedInodes + usedInodes / 8 + 8);
        long data = usedZones + usedZones / 16 + 16;
        long imap = blocksForBits(inodes + 1);
        long zmap = blocksForBits(data + 1);
        return checked(inodes, Minix3.BLOCKS_BEFORE_BITMAPS + imap + zmap + inodeBlocks(inodes) + data, imap, zmap);
    }

    /** Of a given size, in bytes, rounded up to a block. */
    static Geometry ofSize(long bytes, long usedInodes, long usedZones) throws BadTree {
        long zones = Math.ceilDiv(bytes, (long) Minix3.BLOCK);
        long inodes = roundUp(Math.max(usedInodes, Math.min(zones / BLOCKS_PER_INODE, MOST_UNASKED_INODES)));
        long imap = blocksForBits(inodes + 1);
        long left = zones - Minix3.BLOCKS_BEFORE_BITMAPS - imap - inodeBlocks(inodes);
        // each block of the zone bitmap is one zone less for which it must have a bit
        long zmap = Math.max(1, Math.ceilDiv(left + 1, Minix3.BITS_PER_BLOCK + 1L));
        if (left - zmap < usedZones) {
            throw new BadTree("an image of " + zones + " KiB is too small: " + usedZones
                    + " KiB of files and folders, and " + (zones - left + zmap) + " KiB for what finds them");
        }
        return checked(inodes, zones, imap, zmap);
    }

    private static Geometry checked(long inodes, long zones, long imap, long zmap) throws BadTree {
        long firstDataZone = Minix3.BLOCKS_BEFORE_BITMAPS + imap + zmap + inodeBlocks(inodes);
        if (firstDataZone > Minix3.MAX_FIRST_DATA_ZONE) {
            throw new BadTree("an image of " + zones + " KiB with " + inodes
                    + " inodes is too large: Minix 3 wants its data to begin below 64 MiB");
        }
        return new Geometry((int) inodes, zones, (int) imap, (int) zmap);
    }

    private static long roundUp(long inodes) {
        return Math.ceilDiv(inodes, (long) Minix3.INODES_PER_BLOCK) * Minix3.INODES_PER_BLOCK;
    }

    private static long inodeBlocks(long inodes) {
        return inodes / Minix3.INODES_PER_BLOCK;
    }

    private static long blocksForBits(long bits) {
        return Math.ceilDiv(bits, (long) Minix3.BITS_PER_BLOCK);
    }

    int firstInodeBlock() {
        return Minix3.BLOCKS_BEFORE_BITMAPS + imapBlocks + zmapBlocks;
    }

    int firstDataZone() {
        return firstInodeBlock() + inodes / Minix3.INODES_PER_BLOCK;
    }

    long dataZones() {
        return zones - firstDataZone();
    }

    /** In bytes. */
    long size() {
        return zones * Minix3.BLOCK;
    }

    /** Writes {@code struct minix3_super_block}. */
    void putSuperblock(ByteBuffer into) {
        into.putInt(inodes).putShort((short) 0);
        into.putShort((short) imapBlocks).putShort((short) zmapBlocks).putShort((short) firstDataZone());
        into.putShort((short) 0).putShort((short) 0);
        into.putInt(Minix3.MAX_FILE_BYTES).putInt((int) zones);
        into.putShort((short) Minix3.MAGIC).putShort((short) 0).putShort((short) Minix3.BLOCK);
        into.put((byte) 0);
    }

    /** The bitmap of inodes: 1 to {@code used} are taken. */
    byte[] inodeBitmap(int used) {
        return bitmap(used, inodes, imapBlocks);
    }

    /** The bitmap of zones: the first {@code used} of the data zones are taken. */
    byte[] zoneBitmap(int used) {
        return bitmap(used, dataZones(), zmapBlocks);
    }

    /** Bit 0 stands for nothing and is set, and so are those beyond the last: whoever looks for a free one finds none. */
    private static byte[] bitmap(int used, long last, int blocks) {
        BitSet bits = new BitSet();
        bits.set(0, blocks * Minix3.BITS_PER_BLOCK);
        bits.clear(used + 1, (int) last + 1);
        return bits.toByteArray();
    }
}
