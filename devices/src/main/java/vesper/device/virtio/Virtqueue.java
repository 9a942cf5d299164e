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
 * The indices run freely over 16 bits. Addresses never change; the rest is owned by whoever holds the transport's
 * {@code work} lock.
 */
final class Virtqueue {
    private static final int IDX = 2;
    private static final int RING = 4;
    private static final int USED_ELEMENT_SIZE = 8;
    private static final int NO_INTERRUPT = 1;

    private final Dma dma;
    private final int size;
    private final long descriptors;
    private final long avail;
    private final long used;

    private int nextAvail;
    private int nextUsed;

    /**
     * Makes a queue.
     *
     * @param size in descriptors, a power of two
     */
    Virtqueue(Dma dma, int size, long descriptors, long avail, long used) {
        this.dma = dma;
        this.size = size;
        this.descriptors = descriptors;
        this.avail = avail;
        this.used = used;
    }

    /** The legacy layout, all in one piece: descriptors, avail, and used at the next multiple of {@code align}. */
    static Virtqueue legacy(Dma dma, int size, long base, long align) {
        long avail = base + (long) size * DescriptorChain.DESCRIPTOR_SIZE;
        long end = avail + RING + 2L * size + 2; // used_event, whether it is used or not
        return new Virtqueue(dma, size, base, avail, (end + align - 1) & -align);
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
        int first = (int) dma.loadAcquire(avail + RING + 2L * (nextAvail & (size - 1)), 2);
        chain.follow(descriptors, size, first);
        nextAvail = (nextAvail + 1) & 0xffff;
        return true;
    }

    /** Gives a request back. */
    void put(int head, long written) throws AccessFault {
        long element = used + RING + (long) USED_ELEMENT_SIZE * (nextUsed & (size - 1));
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
