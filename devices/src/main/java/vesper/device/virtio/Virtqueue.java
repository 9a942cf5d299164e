package vesper.device.virtio;

import java.lang.invoke.VarHandle;
import vesper.bus.AccessFault;
import vesper.bus.Dma;

/**
 * The device's side of a split virtqueue (virtio 1.2, section 2.7).
 *
 * <pre>
 *  avail   +0 flags   +2 idx   +4 ring[size], 2 bytes each    the driver writes
 *  used    +0 flags   +2 idx   +4 ring[size], 8 bytes each    the device writes: { id, len }
 * </pre>
 *
 * <p>The driver releases {@code avail.idx} after its entries and we acquire it; we release {@code used.idx} after ours.
 * The indices run freely over 16 bits, and count on when the rings move. The specification has sizes be powers of two;
 * of any other size an index modulo the size is the place in the ring, as on QEMU.
 *
 * <p>All of it is owned by whoever holds the queue's {@code work} lock.
 */
final class Virtqueue {
    private static final int IDX = 2;
    private static final int RING = 4;
    private static final int USED_ELEMENT_SIZE = 8;
    private static final int NO_INTERRUPT = 1;

    private final Dma dma;
    private int size = 1;
    private long descriptors;
    private long avail;
    private long used;

    private int nextAvail;
    private int nextUsed;

    Virtqueue(Dma dma) {
        this.dma = dma;
    }

    /** Has the rings lie there from now on, with {@code newSize} descriptors. */
    void place(int newSize, long newDescriptors, long newAvail, long newUsed) {
        size = newSize;
        descriptors = newDescriptors;
        avail = newAvail;
        used = newUsed;
    }

    /** The legacy layout, all in one piece: descriptors, avail, and used at the next multiple of {@code align}. */
    void placeLegacy(int newSize, long base, int align) {
        long newAvail = base + (long) newSize * DescriptorChain.DESCRIPTOR_SIZE;
        long end = newAvail + RING + 2L * newSize + 2; // used_event, whether it is used or not
        long multiple = Integer.toUnsignedLong(align);
        long past = end + multiple - 1;
        place(newSize, base, newAvail, past - Long.remainderUnsigned(past, multiple));
    }

    /** The driver begins anew. */
    void rewind() {
        nextAvail = 0;
        nextUsed = 0;
    }

    /** Reads the next request into {@code chain}, or returns false if there is none. */
    boolean take(DescriptorChain chain) throws QueueFault, AccessFault {
        int idx = (int) dma.loadAcquire(avail + IDX, 2);
        int waiting = (idx - nextAvail) & 0xffff;
        if (waiting == 0) {
            return false;
        }
        if (waiting > size) {
            throw new QueueFault("avail.idx moved by " + waiting + " in a queue of " + size);
        }
        int first = (int) dma.loadAcquire(avail + RING + 2L * (nextAvail % size), 2);
        chain.follow(descriptors, size, first);
        nextAvail = (nextAvail + 1) & 0xffff;
        return true;
    }

    /** Gives a request back. */
    void put(int head, long written) throws AccessFault {
        long element = used + RING + (long) USED_ELEMENT_SIZE * (nextUsed % size);
        dma.storeRelease(element, head, 4);
        dma.storeRelease(element + 4, written, 4);
        nextUsed = (nextUsed + 1) & 0xffff;
        dma.storeRelease(used + IDX, nextUsed, 2);
    }

    /** Whether the driver wants to hear of it; it may have changed its mind until it saw {@code used.idx}. */
    boolean wantsInterrupt() throws AccessFault {
        VarHandle.fullFence(); // the store of used.idx before the load of avail.flags
        return (dma.loadAcquire(avail, 2) & NO_INTERRUPT) == 0;
    }
}
