package vesper.bus;

import java.lang.invoke.VarHandle;

/**
 * A device's way to RAM. It goes through the same accessors as a hart, so that DMA takes part in reservations and in
 * the memory order; an address outside RAM is an {@link AccessFault}, never a host fault.
 *
 * <p>Any thread. Stores hold off the arming of a page (see {@link ArmedPages}) while they run.
 */
public final class Dma {
    private final long ramBase;
    private final PhysicalMemory ram;
    private final ArmedPages armedPages;

    public Dma(Bus bus) {
        this(bus.ramBase(), bus.ram(), bus.armedPages());
    }

    Dma(long ramBase, PhysicalMemory ram, ArmedPages armedPages) {
        this.ramBase = ramBase;
        this.ram = ram;
        this.armedPages = armedPages;
    }

    /** Loads 2, 4 or 8 bytes, acquire, zero-extended; the address must be aligned to {@code width}. */
    public long loadAcquire(long paddr, int width) throws AccessFault {
        long offset = offset(paddr, width, width);
        return switch (width) {
            case 2 -> ram.loadAcquire16(offset);
            case 4 -> ram.loadAcquire32(offset) & 0xffff_ffffL;
            case 8 -> ram.loadAcquire64(offset);
            default -> throw new IllegalArgumentException("width " + width);
        };
    }

    /** Stores 1, 2, 4 or 8 bytes after everything this thread stored before (release). */
    public void storeRelease(long paddr, long value, int width) throws AccessFault {
        long offset = offset(paddr, width, width);
        VarHandle.releaseFence();
        armedPages.storeFromDevice(offset, value, width);
    }

    /** Copies {@code length} bytes of RAM out; each naturally aligned 8 bytes are read at once. */
    public void read(long paddr, byte[] into, int start, int length) throws AccessFault {
        long offset = offset(paddr, length, 1);
        ram.read(offset, into, start, length);
        VarHandle.acquireFence();
    }

    /** Copies {@code length} bytes into RAM, through the line versions of armed pages. */
    public void write(long paddr, byte[] from, int start, int length) throws AccessFault {
        long offset = offset(paddr, length, 1);
        VarHandle.releaseFence();
        armedPages.writeFromDevice(offset, from, start, length);
    }

    private long offset(long paddr, int length, int alignment) throws AccessFault {
        long offset = paddr - ramBase;
        if (offset < 0 || offset > ram.size() - length || (paddr & (alignment - 1)) != 0) {
            throw AccessFault.INSTANCE;
        }
        return offset;
    }
}
