package vesper.bus;

import java.lang.invoke.VarHandle;

/**
 * A device's way to RAM. It goes through the same accessors as a hart, so that DMA takes part in reservations and in
 * the memory order; an address outside RAM is an {@link AccessFault}, never a host fault.
 *
 * <p>Any thread. Stores hold off the arming of a page (see {@link ArmedPages}) while they run.
 */
public final class Dma {
    private final Bus bus;

    public Dma(Bus bus) {
        this.bus = bus;
    }

    /** Loads 2, 4 or 8 bytes, acquire, zero-extended; the address must be aligned to {@code width}. */
    public long loadAcquire(long paddr, int width) throws AccessFault {
        long offset = offset(paddr, width, width);
        return switch (width) {
            case 2 -> bus.ram().loadAcquire16(offset);
            case 4 -> bus.ram().loadAcquire32(offset) & 0xffff_ffffL;
            case 8 -> bus.ram().loadAcquire64(offset);
            default -> throw new IllegalArgumentException("width " + width);
        };
    }

    /** Stores 1, 2, 4 or 8 bytes after everything this thread stored before (release). */
    public void storeRelease(long paddr, long value, int width) throws AccessFault {
        long offset = offset(paddr, width, width);
        VarHandle.releaseFence();
        bus.armedPages().storeFromDevice(offset, value, width);
    }

    /** Copies {@code length} bytes of RAM out; each naturally aligned 8 bytes are read at once. */
    public void read(long paddr, byte[] into, int start, int length) throws AccessFault {
        long offset = offset(paddr, length, 1);
        bus.ram().read(offset, into, start, length);
        VarHandle.acquireFence();
    }

    /** Copies {@code length} bytes into RAM, through the line versions of armed pages. */
    public void write(long paddr, byte[] from, int start, int length) throws AccessFault {
        long offset = offset(paddr, length, 1);
        VarHandle.releaseFence();
        bus.armedPages().writeFromDevice(offset, from, start, length);
    }

    private long offset(long paddr, int length, int alignment) throws AccessFault {
        if (!bus.isRam(paddr, length) || (paddr & (alignment - 1)) != 0) {
            throw AccessFault.INSTANCE;
        }
        return paddr - bus.ramBase();
    }
}
