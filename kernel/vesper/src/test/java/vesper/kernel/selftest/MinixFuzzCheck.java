package vesper.kernel.selftest;

import vesper.kernel.fs.Minix3;
import vesper.kernel.mm.FrameAllocator;
import vesper.metal.Addr;

/** Whatever a disk says, the reader comes back with a result, stays within its buffer, and keeps no page frame. */
public final class MinixFuzzCheck extends Check {
    private static final int READS = 6;
    private static final long CANARY = 0x5ca1_ab1e_0ddb_a11dL;

    private final FrameAllocator frames = new FrameAllocator();
    private final Minix3 fs = new Minix3(frames);
    private final MemoryDisk disk = new MemoryDisk();
    private final TinyMinix image = new TinyMinix();

    public MinixFuzzCheck() {
        super("corrupt disks", 200);
    }

    @Override
    protected String attempt(Addr memory) {
        long imageSize = (long) TinyMinix.BLOCKS * TinyMinix.BLOCK;
        frames.begin(memory.plus(imageSize).alignUp(4096), memory.plus(memoryNeeded()));
        long before = frames.free();
        image.begin(memory, 1 + random.below(70_000_000));
        for (int i = 0; i < 20; i++) {
            image.fill(random.oneIn(2) ? random.below(300) : random.below(68_000));
        }
        corrupt(memory);
        disk.begin(memory, random.oneIn(8) ? random.below((int) (imageSize / 512)) : imageSize / 512);
        if (fs.mount(disk) == 0) {
            fs.find("f");
            fs.find("a/b");
            for (int i = 0; i < READS; i++) {
                String result = read();
                if (failed(result)) {
                    return result;
                }
            }
        }
        return frames.free() == before ? HOLDS : "scratch blocks are given back";
    }

    private void corrupt(Addr memory) {
        int changes = 1 + random.below(12);
        for (int i = 0; i < changes; i++) {
            switch (random.below(4)) {
                case 0 -> memory.plus(1024).set8(random.below(32), (int) random.next());
                case 1 -> image.inodeAt(1 + random.below(3)).set8(random.below(64), (int) random.next());
                case 2 -> tableEntry(memory).set32(0, random.below(TinyMinix.BLOCKS + 20));
                default -> memory.set8(random.below(60 * 1024), (int) random.next());
            }
        }
    }

    private Addr tableEntry(Addr memory) {
        long zone = 5L + random.below(30);
        return memory.plus(zone * 1024 + 4L * random.below(256));
    }

    private String read() {
        Addr buffer = frames.allocate(2);
        buffer.set64(4096, CANARY);
        long inode = random.oneIn(3) ? random.below(20) : TinyMinix.FILE;
        fs.read(inode, buffer, 4096, Long.remainderUnsigned(random.next(), 70_000_000));
        boolean kept = buffer.i64(4096) == CANARY;
        frames.deallocate(buffer);
        return kept ? HOLDS : "a read stays within its buffer";
    }
}
