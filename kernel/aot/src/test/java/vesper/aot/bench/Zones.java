package vesper.aot.bench;

import vesper.metal.Addr;
import vesper.metal.Entry;
import vesper.metal.Symbol;
import vesper.metal.Word;

/** Finds the zones of a Minix 3 file through its indirect zones, on a disk that lies in memory. */
final class Zones {
    private static final int BLOCK = 1024;
    private static final int PER_BLOCK = BLOCK / 4;
    private static final int DIRECT = 7;
    private static final int BLOCKS = 3000;
    private static final Zones DISK = new Zones();

    private Addr disk = Addr.ZERO;
    private int zones;

    /** An inode of 64 bytes. */
    @Word
    record Inode(Addr at) {
        int zone(int index) {
            return at.i32(24 + 4L * index);
        }

        void zone(int index, int zone) {
            at.set32(24 + 4L * index, zone);
        }
    }

    @Entry
    static void setup() {
        DISK.disk = Symbol.address("arena");
        DISK.zones = 400;
        Inode inode = new Inode(DISK.disk);
        for (int i = 0; i < DIRECT; i++) {
            inode.zone(i, 1000 + i);
        }
        inode.zone(7, 1);
        inode.zone(8, 2);
        for (int i = 0; i < PER_BLOCK; i++) {
            DISK.block(1).set32(4L * i, 2000 + i);
            DISK.block(2).set32(4L * i, 3 + (i & 63));
        }
        for (int i = 0; i < 64 * PER_BLOCK; i++) {
            DISK.block(3).set32(4L * i, (i % 5 == 0) ? 0 : 3000 + i);
        }
    }

    @Entry
    static long bench() {
        Inode inode = new Inode(DISK.disk);
        long sum = 0;
        for (int i = 0; i < BLOCKS; i++) {
            sum = sum * 3 + DISK.zone(inode, i);
        }
        return sum;
    }

    private Addr block(int zone) {
        return disk.plus((long) zone * BLOCK);
    }

    /** The zone that holds the file's index-th block; 0 is a hole. */
    private int zone(Inode inode, int index) {
        if (index < DIRECT) {
            return inode.zone(index);
        }
        int rest = index - DIRECT;
        if (rest < PER_BLOCK) {
            return entry(inode.zone(7), rest);
        }
        rest -= PER_BLOCK;
        if (rest < PER_BLOCK * PER_BLOCK) {
            return entry(entry(inode.zone(8), rest / PER_BLOCK), rest % PER_BLOCK);
        }
        return 0;
    }

    private int entry(int zone, int index) {
        if (zone == 0) {
            return 0;
        }
        if (zone < 0 || zone >= zones) {
            throw new IllegalStateException("zone out of range");
        }
        return block(zone).i32(4L * index);
    }
}
