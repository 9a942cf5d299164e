package vesper.disk;

/**
 * The layout of a Minix 3 (V3) file system, as in Linux's {@code minix_fs.h}. All numbers are little-endian.
 *
 * <pre>
 *   block 0        boot block, unused
 *   block 1        superblock, the first 31 bytes of it
 *   then           bitmap of inodes: bit n is inode n, bit 0 is set
 *   then           bitmap of zones: bit n is zone FIRST_DATA_ZONE + n - 1, bit 0 is set
 *   then           inodes, 16 a block, from inode 1 on
 *   then           zones of data; a zone is a block of 1 KiB
 *
 *   superblock (struct minix3_super_block)
 *    0  u32 s_ninodes       12  u16 s_log_zone_size    24  u16 s_magic
 *    4  u16 s_pad0          14  u16 s_pad1             26  u16 s_pad2
 *    6  u16 s_imap_blocks   16  u32 s_max_size         28  u16 s_blocksize
 *    8  u16 s_zmap_blocks   20  u32 s_zones            30  u8  s_disk_version
 *   10  u16 s_firstdatazone
 *
 *   inode (struct minix2_inode)
 *    0  u16 i_mode           8  u32 i_size             20  u32 i_ctime
 *    2  u16 i_nlinks        12  u32 i_atime            24  u32 i_zone[10]: 7 direct, then
 *    4  u16 i_uid           16  u32 i_mtime                single, double, triple indirect
 *    6  u16 i_gid
 *
 *   directory entry:  0  u32 inode    4  60 bytes of name, zeros after it
 * </pre>
 */
final class Minix3 {
    static final int MAGIC = 0x4d5a;

    /** Of a block, and so of a zone, in bytes. */
    static final int BLOCK = 1024;

    static final int BITS_PER_BLOCK = 8 * BLOCK;

    /** The boot block and the superblock. */
    static final int BLOCKS_BEFORE_BITMAPS = 2;

    static final int INODE_BYTES = 64;
    static final int INODES_PER_BLOCK = BLOCK / INODE_BYTES;
    static final int ROOT = 1;

    static final int ENTRY_BYTES = 64;
    static final int NAME_BYTES = 60;

    static final int DIRECT = 7;
    static final int INDIRECTIONS = 3;
    static final int ZONES_PER_TABLE = BLOCK / Integer.BYTES;

    /** What mkfs.minix writes as {@code s_max_size}: the zones would reach further, but Linux keeps to it. */
    static final int MAX_FILE_BYTES = Integer.MAX_VALUE;

    /** Linux's {@code MINIX2_LINK_MAX}. */
    static final int MAX_LINKS = 65_530;

    /** {@code s_firstdatazone} has 16 bits. */
    static final int MAX_FIRST_DATA_ZONE = 0xffff;

    static final int REGULAR = 0100_000;
    static final int DIRECTORY = 0040_000;
    static final int SYMBOLIC_LINK = 0120_000;

    private Minix3() {}
}
