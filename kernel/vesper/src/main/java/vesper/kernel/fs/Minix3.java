package vesper.kernel.fs;

import org.jspecify.annotations.Nullable;
import vesper.kernel.dev.Disk;
import vesper.kernel.mm.FrameAllocator;
import vesper.metal.Addr;

/**
 * Reads files of a Minix 3 file system with blocks of 1 KiB.
 *
 * <pre>
 *  block 0      1            2                                  first data zone      zones
 *      +------+------------+-----------+----------+-----------+-------------- ~ ---+
 *      | boot | superblock | inode map | zone map |  inodes   |  data              |
 *      +------+------------+-----------+----------+-----------+-------------- ~ ---+
 * </pre>
 *
 * <p>Nothing on the disk is believed: every zone number is checked before it is read. Results are {@code long}: a count or
 * a number, or an {@link FsError} if negative. Each call takes its scratch blocks from the page frames and gives them
 * back, so that calls don't disturb each other.
 */
public final class Minix3 {
    public static final int BLOCK_SIZE = 1024;
    public static final int ROOT = 1;

    private static final int SUPERBLOCK = 1;
    private static final int FIRST_MAP_BLOCK = 2;
    private static final int INODES_A_BLOCK = BLOCK_SIZE / Inode.SIZE;
    private static final int BITS_A_BLOCK = BLOCK_SIZE * Byte.SIZE;
    private static final int SECTORS_A_BLOCK = BLOCK_SIZE / Disk.SECTOR_SIZE;

    private final FrameAllocator frames;
    private final Zones zones = new Zones(this);

    // set by mount
    private @Nullable Disk disk;
    private long inodes;
    private long firstInodeBlock;
    private long firstDataZone;
    private long zoneCount;

    public Minix3(FrameAllocator frames) {
        this.frames = frames;
    }

    /** Takes {@code candidate} as the disk, if there is a file system on it. Returns 0 or an error. */
    public long mount(Disk candidate) {
        disk = null;
        Addr memory = frames.zallocate(Scratch.PAGES);
        if (memory.value() == 0) {
            return FsError.NO_MEMORY.result();
        }
        long result = readSuperblock(candidate, new Scratch(memory).block(0));
        frames.deallocate(memory);
        if (result >= 0) {
            disk = candidate;
        }
        return result;
    }

    private long readSuperblock(Disk candidate, Addr block) {
        long blocks = candidate.sectors() / SECTORS_A_BLOCK;
        if (blocks <= FIRST_MAP_BLOCK) {
            return FsError.TOO_SMALL.result();
        }
        if (!candidate.read((long) SUPERBLOCK * SECTORS_A_BLOCK, SECTORS_A_BLOCK, block)) {
            return FsError.DEVICE.result();
        }
        Superblock superblock = new Superblock(block);
        if (superblock.magic() != Superblock.MAGIC) {
            return FsError.BAD_MAGIC.result();
        }
        if (superblock.blockSize() != BLOCK_SIZE || superblock.logZoneSize() != 0) {
            return FsError.BAD_BLOCK_SIZE.result();
        }
        return takeGeometry(superblock, blocks);
    }

    private long takeGeometry(Superblock superblock, long blocks) {
        inodes = superblock.inodes();
        zoneCount = superblock.zones();
        firstInodeBlock = (long) FIRST_MAP_BLOCK + superblock.inodeMapBlocks() + superblock.zoneMapBlocks();
        firstDataZone = firstInodeBlock + (inodes + INODES_A_BLOCK - 1) / INODES_A_BLOCK;
        boolean sameFirst = superblock.firstDataZone() == 0 || superblock.firstDataZone() == firstDataZone;
        boolean mapsFit = inodes < (long) BITS_A_BLOCK * superblock.inodeMapBlocks()
                && zoneCount - firstDataZone < (long) BITS_A_BLOCK * superblock.zoneMapBlocks();
        if (inodes == 0 || firstDataZone > zoneCount || !sameFirst || !mapsFit) {
            return FsError.BAD_GEOMETRY.result();
        }
        return zoneCount > blocks ? FsError.TRUNCATED.result() : 0;
    }

    public boolean mounted() {
        return disk != null;
    }

    /** How many inodes there are, used or not. */
    public long inodes() {
        return inodes;
    }

    /** Of the file system, in bytes. */
    public long size() {
        return zoneCount * BLOCK_SIZE;
    }

    long firstDataZone() {
        return firstDataZone;
    }

    long zoneCount() {
        return zoneCount;
    }

    /**
     * Reads up to {@code length} bytes of a file from byte {@code offset} on.
     *
     * @return how many there were, fewer at the file's end; or an error
     */
    public long read(long inode, Addr to, long length, long offset) {
        Addr memory = frames.zallocate(Scratch.PAGES);
        if (memory.value() == 0) {
            return FsError.NO_MEMORY.result();
        }
        Scratch scratch = new Scratch(memory);
        long result = readInode(inode, scratch);
        if (result >= 0) {
            result = zones.read(scratch, to, length, offset);
        }
        frames.deallocate(memory);
        return result;
    }

    /** The size of a file or directory in bytes, or an error. */
    public long sizeOf(long inode) {
        Addr memory = frames.zallocate(Scratch.PAGES);
        if (memory.value() == 0) {
            return FsError.NO_MEMORY.result();
        }
        Scratch scratch = new Scratch(memory);
        long result = readInode(inode, scratch);
        if (result >= 0) {
            result = scratch.inode().size();
        }
        frames.deallocate(memory);
        return result;
    }

    /**
     * The inode of a file.
     *
     * @param path names from the root on, with a slash between them
     * @return its number, or an error
     */
    public long find(String path) {
        Addr memory = frames.zallocate(Scratch.PAGES);
        if (memory.value() == 0) {
            return FsError.NO_MEMORY.result();
        }
        long result = find(path, new Scratch(memory));
        frames.deallocate(memory);
        return result;
    }

    private long find(String path, Scratch scratch) {
        long inode = ROOT;
        int from = 0;
        while (inode > 0 && from < path.length()) {
            int to = from;
            while (to < path.length() && path.charAt(to) != '/') {
                to++;
            }
            if (to > from) {
                inode = findIn(inode, path, from, to, scratch);
            }
            from = to + 1;
        }
        return inode;
    }

    /** The inode that the directory has under the name that stands in {@code path} from {@code from} to {@code to}. */
    private long findIn(long directory, String path, int from, int to, Scratch scratch) {
        long result = readInode(directory, scratch);
        if (result < 0) {
            return result;
        }
        if (!scratch.inode().isDirectory()) {
            return FsError.NOT_A_DIRECTORY.result();
        }
        long size = scratch.inode().size();
        if (size > size()) {
            return FsError.BAD_SIZE.result(); // a directory has no holes
        }
        for (long offset = 0; offset + DirectoryEntry.SIZE <= size; offset += DirectoryEntry.SIZE) {
            long block = zones.load(scratch, offset / BLOCK_SIZE);
            if (block < 0) {
                return block;
            }
            DirectoryEntry entry = new DirectoryEntry(scratch.block(0).plus(offset % BLOCK_SIZE));
            if (entry.inode() != 0 && entry.named(path, from, to)) {
                return entry.inode();
            }
        }
        return FsError.NOT_FOUND.result();
    }

    private long readInode(long number, Scratch scratch) {
        if (disk == null) {
            return FsError.NOT_MOUNTED.result();
        }
        if (number < 1 || number > inodes) {
            return FsError.NO_INODE.result();
        }
        scratch.setZone(0, 0);
        long block = firstInodeBlock + (number - 1) / INODES_A_BLOCK;
        long result = readBlock(block, scratch.block(0));
        if (result < 0) {
            return result;
        }
        Addr inode = scratch.block(0).plus((number - 1) % INODES_A_BLOCK * Inode.SIZE);
        for (int i = 0; i < Inode.SIZE; i += Long.BYTES) {
            scratch.inode().at().set64(i, inode.i64(i));
        }
        boolean used = scratch.inode().isFile() || scratch.inode().isDirectory();
        return used ? 0 : FsError.NO_INODE.result();
    }

    /** Reads a block that lies in the file system. Returns 0 or an error. */
    long readBlock(long block, Addr to) {
        Disk from = disk;
        if (from == null) {
            return FsError.NOT_MOUNTED.result();
        }
        return from.read(block * SECTORS_A_BLOCK, SECTORS_A_BLOCK, to) ? 0 : FsError.DEVICE.result();
    }
}
