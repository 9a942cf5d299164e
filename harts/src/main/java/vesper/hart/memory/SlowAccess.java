package vesper.hart.memory;

import vesper.bus.AccessFault;
import vesper.bus.ArmedPages;
import vesper.bus.Bus;
import vesper.bus.LineVersions;
import vesper.bus.PhysicalMemory;
import vesper.hart.state.Access;
import vesper.hart.state.Cause;
import vesper.hart.state.HartState;

/**
 * Loads and stores that miss the TLB: first touch of a page, misaligned, MMIO, armed and watched pages, faults. Fills
 * the TLB where the next access may go straight to RAM.
 */
final class SlowAccess {
    private static final int PAGE_SIZE = PhysicalMemory.PAGE_SIZE;

    private final HartState state;
    private final Bus bus;
    private final Mmu mmu;
    private final PhysicalMemory ram;
    private final ArmedPages armedPages;
    private final Neighbours neighbours;

    // owned by the hart thread
    private DataContext context;

    SlowAccess(HartState state, Bus bus, Mmu mmu, Neighbours neighbours, DataContext context) {
        this.state = state;
        this.bus = bus;
        this.mmu = mmu;
        this.ram = bus.ram();
        this.armedPages = bus.armedPages();
        this.neighbours = neighbours;
        this.context = context;
    }

    void use(DataContext next) {
        context = next;
    }

    /** Loads 1, 2, 4 or 8 bytes at any alignment, zero-extended. */
    long load(long vaddr, int width) {
        if (leavesPage(vaddr, width)) {
            return loadOverPageEnd(vaddr, width);
        }
        long mapping = translate(vaddr, width, Access.LOAD);
        long paddr = Mapping.paddr(mapping);
        if (!bus.isRam(paddr, width)) {
            return loadMmio(vaddr, paddr, width);
        }
        long offset = paddr - bus.ramBase();
        LineVersions versions = armedPages.versionsAt(offset);
        boolean aligned = isAligned(vaddr, width);
        if (versions != null && versions.loadsVersioned()) {
            return aligned ? loadVersioned(versions, offset, width) : loadBytes(offset, width);
        }
        if (Mapping.isWholePage(mapping)) {
            context.loads.put(vaddr, offset);
        }
        return aligned ? loadOpaque(offset, width) : loadBytes(offset, width);
    }

    private static boolean isAligned(long address, int width) {
        return (address & (width - 1)) == 0;
    }

    private static boolean leavesPage(long vaddr, int width) {
        return bytesInPage(vaddr) < width;
    }

    /** From an address to its page's end. */
    private static int bytesInPage(long vaddr) {
        return PAGE_SIZE - (int) (vaddr & (PAGE_SIZE - 1));
    }

    /** Devices answer to aligned accesses only. */
    private long loadMmio(long vaddr, long paddr, int width) {
        try {
            if (isAligned(paddr, width)) {
                return bus.load(paddr, width);
            }
        } catch (AccessFault e) {
            // as for one that no device answers
        }
        throw state.trap.with(Cause.LOAD_ACCESS_FAULT, vaddr);
    }

    /** A load that must not see one half of a 16-byte compare-and-swap. */
    private long loadVersioned(LineVersions versions, long offset, int width) {
        int line = LineVersions.lineOf(offset);
        while (true) {
            long version = versions.awaitAcquire(line);
            long value = loadOpaque(offset, width);
            if (versions.unchanged(line, version)) {
                return value;
            }
        }
    }

    private long loadOpaque(long offset, int width) {
        return switch (width) {
            case 1 -> ram.loadOpaque8(offset);
            case 2 -> ram.loadOpaque16(offset);
            case 4 -> ram.loadOpaque32(offset) & 0xffff_ffffL;
            default -> ram.loadOpaque64(offset);
        };
    }

    /** Stores the low 1, 2, 4 or 8 bytes at any alignment. */
    void store(long vaddr, long value, int width) {
        if (leavesPage(vaddr, width)) {
            storeOverPageEnd(vaddr, value, width);
            return;
        }
        long armed = armedOffset(vaddr);
        if (armed >= 0) {
            storeInPage(armed, value, width);
            return;
        }
        long mapping = translate(vaddr, width, Access.STORE);
        long paddr = Mapping.paddr(mapping);
        if (!bus.isRam(paddr, width)) {
            storeMmio(vaddr, paddr, value, width);
            return;
        }
        long offset = paddr - bus.ramBase();
        fillStores(vaddr, offset, mapping);
        storeInPage(offset, value, width);
        neighbours.watch().written(offset, width);
    }

    private void storeMmio(long vaddr, long paddr, long value, int width) {
        try {
            if (isAligned(paddr, width)) {
                bus.store(paddr, value, width);
                return;
            }
        } catch (AccessFault e) {
            // as for one that no device answers
        }
        throw state.trap.with(Cause.STORE_ACCESS_FAULT, vaddr);
    }

    /** After a translation for a store into RAM. */
    private void fillStores(long vaddr, long offset, long mapping) {
        if (Mapping.isWholePage(mapping) && !neighbours.watch().covers(offset)) {
            boolean armed = armedPages.versionsAt(offset) != null;
            (armed ? context.armedStores : context.stores).put(vaddr, offset);
        }
    }

    /** The RAM offset in a page that is known to be armed, or -1; one that was disarmed is forgotten. */
    private long armedOffset(long vaddr) {
        long offset = context.armedStores.ramOffset(vaddr, 1);
        if (offset >= 0 && armedPages.versionsAt(offset) == null) {
            context.armedStores.flushPage(vaddr);
            return -1;
        }
        return offset;
    }

    /** Translates for an atomic store: the RAM offset, or where there is no RAM the complement of the physical address. */
    long translateForAtomic(long vaddr, int width) {
        long armed = armedOffset(vaddr);
        if (armed >= 0) {
            return armed;
        }
        long mapping = translate(vaddr, width, Access.STORE);
        long paddr = Mapping.paddr(mapping);
        if (!bus.isRam(paddr, width)) {
            return ~paddr;
        }
        long offset = paddr - bus.ramBase();
        fillStores(vaddr, offset, mapping);
        return offset;
    }

    /** Translates for LR: the RAM offset, or where there is no RAM the complement of the physical address. */
    long translateForReserved(long vaddr, int width) {
        long known = context.loads.ramOffset(vaddr, 1);
        if (known >= 0) {
            return known;
        }
        long mapping = translate(vaddr, width, Access.LOAD);
        long paddr = Mapping.paddr(mapping);
        if (!bus.isRam(paddr, width)) {
            return ~paddr;
        }
        long offset = paddr - bus.ramBase();
        LineVersions versions = armedPages.versionsAt(offset);
        if (Mapping.isWholePage(mapping) && (versions == null || !versions.loadsVersioned())) {
            context.loads.put(vaddr, offset);
        }
        return offset;
    }

    /** Stores into RAM through the page's versions, if it has any; the hart's own reservation follows. */
    private void storeVersioned(long offset, long value, int width) {
        LineVersions versions = armedPages.lock(offset);
        armedPages.storeOpaque(offset, value, width);
        if (versions == null) {
            return;
        }
        int line = LineVersions.lineOf(offset);
        long version = versions.lockedAt(line);
        versions.unlockRelease(line, version);
        state.reservation.follow(versions, line, version);
        if (versions.countStore()) {
            armedPages.disarm(offset, versions);
        }
    }

    /** A misaligned store goes byte by byte (unprivileged manual, section 2.6): two bytes may have versions of their own. */
    private void storeInPage(long offset, long value, int width) {
        if (isAligned(offset, width)) {
            storeVersioned(offset, value, width);
        } else {
            storeBytes(offset, value, width);
        }
    }

    private void storeBytes(long offset, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            storeVersioned(offset + i, value >>> (8 * i), 1);
        }
    }

    private long loadBytes(long offset, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | ram.loadOpaque8(offset + i);
        }
        return value;
    }

    /** Both pages are translated first, so that one that faults leaves the other untouched. */
    private long loadOverPageEnd(long vaddr, int width) {
        int inFirst = bytesInPage(vaddr);
        long first = ramOffset(vaddr, inFirst, Access.LOAD);
        long second = ramOffset(vaddr + inFirst, width - inFirst, Access.LOAD);
        return loadBytes(first, inFirst) | loadBytes(second, width - inFirst) << (8 * inFirst);
    }

    private void storeOverPageEnd(long vaddr, long value, int width) {
        int inFirst = bytesInPage(vaddr);
        long first = ramOffset(vaddr, inFirst, Access.STORE);
        long second = ramOffset(vaddr + inFirst, width - inFirst, Access.STORE);
        storeBytes(first, value, inFirst);
        storeBytes(second, value >>> (8 * inFirst), width - inFirst);
        neighbours.watch().written(first, inFirst);
        neighbours.watch().written(second, width - inFirst);
    }

    /** Where bytes of one page lie in RAM, for an access that no device answers to. */
    private long ramOffset(long vaddr, int length, Access access) {
        long paddr = Mapping.paddr(translate(vaddr, length, access));
        if (!bus.isRam(paddr, length)) {
            throw state.trap.with(access.accessFault, vaddr);
        }
        return paddr - bus.ramBase();
    }

    /** {@return a {@link Mapping}} */
    private long translate(long vaddr, int length, Access access) {
        state.stats.tlbMisses++;
        long mapping = mmu.translate(vaddr, length, access, state.dataPrivilege);
        context.translated(vaddr, Mapping.level(mapping));
        return mapping;
    }
}
