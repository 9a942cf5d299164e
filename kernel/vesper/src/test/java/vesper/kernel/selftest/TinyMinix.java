package vesper.kernel.selftest;

import vesper.metal.Addr;

/**
 * Writes a Minix 3 file system with one file into memory, zone by zone, by the format's definition: what the reader is
 * held against. Block {@code n} of the file is full of the 64-bit number {@link #pattern}.
 */
final class TinyMinix {
    static final int BLOCK = 1024;
    static final int FILE = 2;
    static final int BLOCKS = 200;

    private static final int FIRST_DATA = 2 + 1 + 1 + 1;
    private static final int NUMBERS = 256;

    private Addr image = Addr.ZERO;
    private long nextZone;

    /** Begins a file system of {@link #BLOCKS} blocks in which the file "f" has {@code size} bytes, all of it a hole. */
    void begin(Addr at, long size) {
        image = at;
        nextZone = FIRST_DATA;
        for (long i = 0; i < (long) BLOCKS * BLOCK; i += Long.BYTES) {
            at.set64(i, 0);
        }
        Addr superblock = at.plus(BLOCK);
        superblock.set32(0, 16);
        superblock.set16(6, 1);
        superblock.set16(8, 1);
        superblock.set16(10, FIRST_DATA);
        superblock.set32(20, BLOCKS);
        superblock.set16(24, 0x4d5a);
        superblock.set16(28, BLOCK);
        inode(1, 0040755, 64 * 3);
        inode(FILE, 0100644, size);
        Addr root = at.plus(zone() * BLOCK);
        inodeAt(1).set32(24, (int) (nextZone - 1));
        entry(root, 1, '.');
        entry(root.plus(64), 0, 'f'); // an unused entry with the file's name
        entry(root.plus(128), FILE, 'f');
    }

    private void inode(int number, int mode, long size) {
        inodeAt(number).set16(0, mode);
        inodeAt(number).set16(2, 1);
        inodeAt(number).set32(8, (int) size);
    }

    Addr inodeAt(int number) {
        return image.plus(4L * BLOCK + 64L * (number - 1));
    }

    private static void entry(Addr at, int inode, char name) {
        at.set32(0, inode);
        at.set8(4, name);
    }

    private long zone() {
        nextZone++;
        return nextZone - 1;
    }

    /** Whether there are zones for one more block, however deep it lies. */
    boolean hasRoom() {
        return nextZone + 4 <= BLOCKS;
    }

    /** Gives the file its block {@code block}. */
    void fill(long block) {
        long index = block;
        Addr slot = inodeAt(FILE).plus(24);
        if (index < 7) {
            slot = slot.plus(4 * index);
        } else {
            index -= 7;
            int depth = 1;
            long reach = NUMBERS;
            while (index >= reach) {
                index -= reach;
                reach *= NUMBERS;
                depth++;
            }
            slot = slot.plus(4L * (6 + depth));
            for (; depth > 0; depth--) {
                reach /= NUMBERS;
                slot = follow(slot).plus(4 * (index / reach));
                index %= reach;
            }
        }
        Addr data = follow(slot);
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            data.set64(i, pattern(block));
        }
    }

    /** The zone that a number in {@code slot} names; a new one if it is 0. */
    private Addr follow(Addr slot) {
        if (slot.i32(0) == 0) {
            slot.set32(0, (int) zone());
        }
        return image.plus(slot.u32(0) * BLOCK);
    }

    static long pattern(long block) {
        return (block + 1) * 0x0101_0101_0101_0101L + 1;
    }
}
