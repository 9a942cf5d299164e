package vesper.kernel.fs;

import vesper.metal.Addr;
import vesper.metal.Word;

/** The superblock of Minix 3, at byte 1024 of the disk. */
@Word
record Superblock(Addr at) {
    static final int MAGIC = 0x4d5a;

    /** How many there are; they are numbered from 1. */
    long inodes() {
        return at.u32(0);
    }

    int inodeMapBlocks() {
        return at.u16(6);
    }

    int zoneMapBlocks() {
        return at.u16(8);
    }

    /** The first zone for data; 0 in file systems too large for 16 bits. */
    int firstDataZone() {
        return at.u16(10);
    }

    /** The binary logarithm of blocks in a zone. */
    int logZoneSize() {
        return at.u16(12);
    }

    /** How many zones the file system has, its own tables included. */
    long zones() {
        return at.u32(20);
    }

    int magic() {
        return at.u16(24);
    }

    /** In bytes. */
    int blockSize() {
        return at.u16(28);
    }
}
