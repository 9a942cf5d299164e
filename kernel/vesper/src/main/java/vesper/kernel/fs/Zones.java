package vesper.kernel.fs;

import vesper.metal.Addr;

/**
 * The blocks of a file, found through its zone numbers: 7 direct ones, then trees of indirect zones of 256 numbers each,
 * one, two and three deep. A number of 0, at any depth, is a hole of zeroes.
 */
final class Zones {
    private static final int DIRECT = 7;
    private static final int DEPTHS = 3;
    private static final int INDEX_BITS = 8;
    private static final int NUMBERS = 1 << INDEX_BITS;
    private static final long MAX_BLOCKS =
            DIRECT + (1L << INDEX_BITS) + (1L << (2 * INDEX_BITS)) + (1L << (3 * INDEX_BITS));

    private final Minix3 fs;

    Zones(Minix3 fs) {
        this.fs = fs;
    }

    /** Copies bytes of the scratch's file. Returns how many, fewer at its end, or an error. */
    long read(Scratch scratch, Addr to, long length, long offset) {
        long size = scratch.inode().size();
        if (size > MAX_BLOCKS * Minix3.BLOCK_SIZE) {
            return FsError.BAD_SIZE.result();
        }
        if (offset < 0 || offset >= size || length <= 0) {
            return 0;
        }
        long count = Math.min(length, size - offset);
        long done = 0;
        while (done < count) {
            long at = offset + done;
            long result = load(scratch, at / Minix3.BLOCK_SIZE);
            if (result < 0) {
                return result;
            }
            long inBlock = at % Minix3.BLOCK_SIZE;
            long bytes = Math.min(Minix3.BLOCK_SIZE - inBlock, count - done);
            copy(scratch.block(0).plus(inBlock), to.plus(done), bytes);
            done += bytes;
        }
        return done;
    }

    /** Brings a block of the file into the scratch's block 0; a hole as zeroes. Returns 0 or an error. */
    long load(Scratch scratch, long block) {
        long zone = zoneOf(scratch, block);
        if (zone < 0) {
            return zone;
        }
        if (zone == 0) {
            for (int i = 0; i < Minix3.BLOCK_SIZE; i += Long.BYTES) {
                scratch.block(0).set64(i, 0);
            }
            scratch.setZone(0, 0);
            return 0;
        }
        return bring(scratch, 0, zone);
    }

    /** The zone that holds a block of the file, 0 for a hole, or an error. */
    private long zoneOf(Scratch scratch, long block) {
        if (block < DIRECT) {
            return checked(scratch.inode().zone((int) block));
        }
        long index = block - DIRECT;
        int depth = 1;
        while (depth < DEPTHS && index >= 1L << (INDEX_BITS * depth)) {
            index -= 1L << (INDEX_BITS * depth);
            depth++;
        }
        if (index >= 1L << (INDEX_BITS * depth)) {
            return FsError.BAD_SIZE.result();
        }
        return descend(scratch, scratch.inode().zone(DIRECT + depth - 1), depth, index);
    }

    private long descend(Scratch scratch, long top, int depth, long index) {
        long zone = checked(top);
        for (int level = depth; level > 0 && zone > 0; level--) {
            long result = bring(scratch, level, zone);
            if (result < 0) {
                return result;
            }
            long number = (index >>> (INDEX_BITS * (level - 1))) & (NUMBERS - 1);
            zone = checked(scratch.block(level).u32(4 * number));
            for (int above = level; above <= depth; above++) {
                if (zone > 0 && zone == scratch.zone(above)) {
                    return FsError.ZONE_LOOP.result();
                }
            }
        }
        return zone;
    }

    private long checked(long zone) {
        boolean inRange = zone == 0 || (zone >= fs.firstDataZone() && zone < fs.zoneCount());
        return inRange ? zone : FsError.BAD_ZONE.result();
    }

    /** Brings a zone into a block of the scratch, unless it is there already. Returns 0 or an error. */
    private long bring(Scratch scratch, int block, long zone) {
        if (scratch.zone(block) == zone) {
            return 0;
        }
        scratch.setZone(block, 0);
        long result = fs.readBlock(zone, scratch.block(block));
        if (result == 0) {
            scratch.setZone(block, zone);
        }
        return result;
    }

    private static void copy(Addr from, Addr to, long bytes) {
        if (from.isAligned(Long.BYTES) && to.isAligned(Long.BYTES) && bytes % Long.BYTES == 0) {
            for (long i = 0; i < bytes; i += Long.BYTES) {
                to.set64(i, from.i64(i));
            }
            return;
        }
        for (long i = 0; i < bytes; i++) {
            to.set8(i, from.u8(i));
        }
    }
}
