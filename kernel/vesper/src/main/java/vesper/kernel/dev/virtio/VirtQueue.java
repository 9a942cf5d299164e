package vesper.kernel.dev.virtio;

import vesper.metal.Addr;
import vesper.metal.Cpu;
import vesper.metal.Mem;
import vesper.metal.Word;

/**
 * A split virtqueue of 8 descriptors in its legacy layout (virtio 1.1, section 2.6), on two pages.
 *
 * <pre>
 *     0  descriptors   8 of { u64 address, u32 length, u16 flags, u16 next }
 *   128  available     u16 flags, u16 index, u16 ring[8]      written by the driver
 *  4096  used          u16 flags, u16 index,                  written by the device
 *                      ring[8] of { u32 id, u32 length }
 * </pre>
 */
@Word
record VirtQueue(Addr at) {
    static final int LENGTH = 8;
    static final int ALIGN = 4096;
    static final int PAGES = 2;

    static final int NEXT = 1;
    static final int WRITE = 2;

    private static final int DESCRIPTOR_SIZE = 16;
    private static final int AVAILABLE_INDEX = 128 + 2;
    private static final int AVAILABLE_RING = 128 + 4;
    private static final int USED_INDEX = ALIGN + 2;
    private static final int USED_RING = ALIGN + 4;
    private static final int USED_SIZE = 8;
    private static final int INDEX_MASK = 0xffff;

    /** Fills a descriptor; {@code next} holds if NEXT is in {@code flags}. */
    void setDescriptor(int index, Addr address, int length, int flags, int next) {
        Addr descriptor = at.plus((long) DESCRIPTOR_SIZE * index);
        descriptor.set64(0, address.value());
        descriptor.set32(8, length);
        descriptor.set16(12, flags);
        descriptor.set16(14, next);
    }

    /** Puts the chain that begins with descriptor {@code head} into the available ring. */
    void offer(int head) {
        int index = at.u16(AVAILABLE_INDEX);
        at.set16(AVAILABLE_RING + 2L * (index % LENGTH), head);
        Mem.store16Release(at.value() + AVAILABLE_INDEX, (short) (index + 1)); // the entry before the index
        Cpu.fence(); // the index before the notification
    }

    /** How many chains the device has used, modulo 2 to the 16. What it wrote for them is seen after this. */
    int usedIndex() {
        return Mem.load16Acquire(at.value() + USED_INDEX) & INDEX_MASK;
    }

    /** The head of the chain that the device used as number {@code index}. */
    long usedId(int index) {
        return at.u32(USED_RING + (long) USED_SIZE * (index % LENGTH));
    }

    static int nextIndex(int index) {
        return (index + 1) & INDEX_MASK;
    }
}
