package vesper.kernel.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vesper.kernel.fs.FsError;
import vesper.kernel.fs.Minix3;
import vesper.kernel.hart.Hart;
import vesper.kernel.mm.FrameAllocator;
import vesper.metal.Addr;
import vesper.metal.Cpu;
import vesper.metal.host.HostMemory;

/** Each way in which a disk can be wrong has its name. */
class CorruptDiskTest {
    private static final long FAR = (7 + 256 + 65_536 + 5) * 1024L;
    private static final int TRIPLE = 9;

    private final HostMemory.Region memory = HostMemory.ram(2 << 20);
    private final Addr image = new Addr(memory.base());
    private final FrameAllocator frames = new FrameAllocator();
    private final Minix3 fs = new Minix3(frames);
    private final TinyMinix writer = new TinyMinix();
    private final MemoryDisk disk = new MemoryDisk();

    @BeforeEach
    void makeDisk() {
        Cpu.setLocal(new Hart(0));
        frames.begin(image.plus(1 << 20), image.plus(memory.size()));
        writer.begin(image, FAR);
        writer.fill(0);
        writer.fill(FAR / 1024 - 1);
        disk.begin(image, TinyMinix.BLOCKS * 2);
    }

    @AfterEach
    void close() {
        memory.close();
    }

    private void assertMount(FsError error) {
        assertEquals(error.result(), fs.mount(disk));
    }

    private void assertRead(FsError error, long offset) {
        assertEquals(0, fs.mount(disk));
        long free = frames.free();
        Addr buffer = frames.allocate(1);
        assertEquals(error.result(), fs.read(TinyMinix.FILE, buffer, 8, offset));
        frames.deallocate(buffer);
        assertEquals(free, frames.free());
    }

    private Addr zone(int index) {
        return writer.inodeAt(TinyMinix.FILE).plus(24 + 4L * index);
    }

    @Test
    void superblocksFaultsAreNamed() {
        Addr superblock = image.plus(1024);
        superblock.set16(24, 0x2468);
        assertMount(FsError.BAD_MAGIC);
        superblock.set16(24, 0x4d5a);
        superblock.set16(28, 4096);
        assertMount(FsError.BAD_BLOCK_SIZE);
        superblock.set16(28, 1024);
        superblock.set16(12, 1);
        assertMount(FsError.BAD_BLOCK_SIZE);
        superblock.set16(12, 0);
        superblock.set32(0, -1);
        assertMount(FsError.BAD_GEOMETRY);
        superblock.set32(0, 16);
        superblock.set32(20, TinyMinix.BLOCKS + 1);
        assertMount(FsError.TRUNCATED);
        superblock.set32(20, 3);
        assertMount(FsError.BAD_GEOMETRY);
    }

    @Test
    void zoneNumbersOutOfRangeAreNamed() {
        for (int bad : new int[] {1, 4, TinyMinix.BLOCKS, -1}) {
            zone(0).set32(0, bad);
            zone(TRIPLE).set32(0, bad);
            assertRead(FsError.BAD_ZONE, 0);
            assertRead(FsError.BAD_ZONE, FAR - 8);
        }
    }

    @Test
    void lastZoneIsInRange() {
        zone(0).set32(0, TinyMinix.BLOCKS - 1);
        assertEquals(0, fs.mount(disk));
        Addr buffer = frames.allocate(1);
        assertEquals(8, fs.read(TinyMinix.FILE, buffer, 8, 0));
    }

    @Test
    void indirectZoneThatContainsItselfIsNamed() {
        int top = zone(TRIPLE).i32(0);
        image.plus(top * 1024L).set32(0, top);
        assertRead(FsError.ZONE_LOOP, FAR - 8);
    }

    @Test
    void indirectZoneThatLeadsBackIsNamed() {
        int top = zone(TRIPLE).i32(0);
        int next = image.plus(top * 1024L).i32(0);
        image.plus(next * 1024L).set32(0, top);
        assertRead(FsError.ZONE_LOOP, FAR - 8);
    }

    @Test
    void directoryLargerThanItsDiskIsNamed() {
        assertEquals(0, fs.mount(disk));
        writer.inodeAt(1).set32(8, 0x7fff_ffff);
        assertEquals(FsError.BAD_SIZE.result(), fs.find("f"));
    }

    @Test
    void inodesThatAreNoneAreNamed() {
        assertEquals(FsError.NOT_MOUNTED.result(), fs.sizeOf(1));
        assertEquals(0, fs.mount(disk));
        for (long inode : new long[] {0, 3, 17, -1, 1L << 32}) {
            assertEquals(FsError.NO_INODE.result(), fs.sizeOf(inode));
        }
    }

    @Test
    void wantOfMemoryIsNamed() {
        assertEquals(0, fs.mount(disk));
        frames.allocate(frames.free());
        assertEquals(FsError.NO_MEMORY.result(), fs.sizeOf(1));
        assertEquals(FsError.NO_MEMORY.result(), fs.find("f"));
        assertMount(FsError.NO_MEMORY);
    }

    @Test
    void errorsNumbersAreTheirOwn() {
        for (FsError error : FsError.values()) {
            assertEquals(error, FsError.of(error.result()));
        }
    }
}
