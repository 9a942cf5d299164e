package vesper.kernel.selftest;

import vesper.kernel.fs.Minix3;
import vesper.kernel.mm.FrameAllocator;
import vesper.metal.Addr;

/** What is read of a file, in any pieces, is what was written; holes are zeroes; no page frame is kept. */
public final class MinixCheck extends Check {
    private static final int MAX_FILLED = 64;
    private static final int READS = 40;
    private static final long MAX_BLOCKS = 7 + 256 + 65_536 + 4000;

    private final FrameAllocator frames = new FrameAllocator();
    private final Minix3 fs = new Minix3(frames);
    private final MemoryDisk disk = new MemoryDisk();
    private final TinyMinix image = new TinyMinix();
    private final long[] filled = new long[MAX_FILLED];
    private int filledCount;

    public MinixCheck() {
        super("minix reader", 20);
    }

    @Override
    protected String attempt(Addr memory) {
        long imageSize = (long) TinyMinix.BLOCKS * TinyMinix.BLOCK;
        Addr heap = memory.plus(imageSize).alignUp(4096);
        frames.begin(heap, memory.plus(memoryNeeded()));
        long before = frames.free();
        long size = size();
        image.begin(memory, size);
        disk.begin(memory, imageSize / 512);
        fillSome(size);
        if (fs.mount(disk) != 0) {
            return "the file system mounts";
        }
        if (fs.find("f") != TinyMinix.FILE || fs.find("/f") != TinyMinix.FILE || fs.find("g") >= 0) {
            return "the file is found by its name";
        }
        if (fs.sizeOf(TinyMinix.FILE) != size) {
            return "the file has its size";
        }
        for (int i = 0; i < READS; i++) {
            String result = read(size);
            if (failed(result)) {
                return result;
            }
        }
        return frames.free() == before ? HOLDS : "scratch blocks are given back";
    }

    /** A last block that is direct, single, double or triple indirect, each as often. */
    private long size() {
        long least = 1;
        long most = 7;
        switch (random.below(4)) {
            case 0 -> {}
            case 1 -> {
                least = 8;
                most = 263;
            }
            case 2 -> {
                least = 264;
                most = 65_799;
            }
            default -> {
                least = 65_800;
                most = MAX_BLOCKS;
            }
        }
        long blocks = least + Long.remainderUnsigned(random.next(), most - least + 1);
        return blocks * 1024 - random.below(1024);
    }

    private void fillSome(long size) {
        long blocks = (size + 1023) / 1024;
        filledCount = 0;
        int want = random.below(MAX_FILLED);
        while (filledCount < want && image.hasRoom()) {
            long nearEnd = Math.min(blocks, 300);
            long block = random.oneIn(2)
                    ? Long.remainderUnsigned(random.next(), blocks)
                    : blocks - 1 - Long.remainderUnsigned(random.next(), nearEnd);
            image.fill(block);
            filled[filledCount] = block;
            filledCount++;
        }
    }

    private String read(long size) {
        Addr buffer = frames.allocate(3);
        long offset = offset(size);
        long length = 1L + random.below(8000);
        long shift = random.below(16);
        Addr to = buffer.plus(shift);
        long got = fs.read(TinyMinix.FILE, to, length, offset);
        String result = got == Math.max(0, Math.min(length, size - offset)) ? HOLDS : "a read ends at the file's end";
        for (long i = 0; i < got; i++) {
            if (to.u8(i) != expected(offset + i)) {
                result = "a read gives what the file has";
            }
        }
        frames.deallocate(buffer);
        return result;
    }

    /** Near to something, most of the time. */
    private long offset(long size) {
        if (filledCount == 0 || random.oneIn(4)) {
            return Long.remainderUnsigned(random.next(), size + 100);
        }
        return Math.max(0, filled[random.below(filledCount)] * 1024 + random.below(3000) - 1500);
    }

    private int expected(long position) {
        long block = position / 1024;
        for (int i = 0; i < filledCount; i++) {
            if (filled[i] == block) {
                return (int) (TinyMinix.pattern(block) >>> (8 * (position % 8))) & 0xff;
            }
        }
        return 0;
    }
}
