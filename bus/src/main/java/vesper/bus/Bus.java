package vesper.bus;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The physical address space: RAM, and the devices' windows found by binary search in a table that never changes after
 * {@link Builder#build}. This is the slow way to RAM; a hart's TLB goes to {@link PhysicalMemory} directly.
 */
public final class Bus {
    /**
     * A device's window.
     *
     * @param name as in the device tree, for messages
     * @param base first physical address
     * @param size in bytes
     * @param device what answers
     * @param executable whether instructions may be fetched from it: the reset ROM only
     */
    public record Region(String name, long base, long size, MmioDevice device, boolean executable) {
        boolean contains(long paddr, int width) {
            return paddr - base >= 0 && paddr - base <= size - width;
        }
    }

    private final PhysicalMemory ram;
    private final ArmedPages armedPages;
    private final long ramBase;
    private final Region[] regions;

    private Bus(Builder builder) {
        this.ram = builder.ram;
        this.ramBase = builder.ramBase;
        this.armedPages = builder.armedPages;
        this.regions = builder.regions.toArray(Region[]::new);
    }

    public static Builder builder(long ramBase, PhysicalMemory ram) {
        return new Builder(ramBase, ram);
    }

    public PhysicalMemory ram() {
        return ram;
    }

    public long ramBase() {
        return ramBase;
    }

    public ArmedPages armedPages() {
        return armedPages;
    }

    /** Whether {@code width} bytes at {@code paddr} lie wholly in RAM. */
    public boolean isRam(long paddr, long width) {
        long offset = paddr - ramBase;
        return offset >= 0 && offset <= ram.size() - width;
    }

    /** The region that holds all {@code width} bytes at {@code paddr}, or null. */
    public @Nullable Region regionAt(long paddr, int width) {
        int low = 0;
        int high = regions.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Region region = regions[middle];
            if (Long.compareUnsigned(paddr, region.base) < 0) {
                high = middle - 1;
            } else if (Long.compareUnsigned(paddr - region.base, region.size) >= 0) {
                low = middle + 1;
            } else {
                return region.contains(paddr, width) ? region : null;
            }
        }
        return null;
    }

    /**
     * Loads {@code width} bytes (1, 2, 4, 8) at an address aligned to it; RAM is read opaque.
     *
     * @return the value, zero-extended
     * @throws AccessFault if nothing answers there
     */
    public long load(long paddr, int width) throws AccessFault {
        if (isRam(paddr, width)) {
            long offset = paddr - ramBase;
            return switch (width) {
                case 1 -> ram.loadOpaque8(offset);
                case 2 -> ram.loadOpaque16(offset);
                case 4 -> ram.loadOpaque32(offset) & 0xffff_ffffL;
                default -> ram.loadOpaque64(offset);
            };
        }
        Region region = regionAt(paddr, width);
        if (region == null) {
            throw AccessFault.INSTANCE;
        }
        return region.device.load(paddr - region.base, width);
    }

    /**
     * Stores {@code width} bytes (1, 2, 4, 8) at an address aligned to it; RAM is written opaque, and an armed line's
     * version moves. For hart threads only, between two instruction boundaries; devices use {@link Dma}.
     *
     * @throws AccessFault if nothing answers there
     */
    public void store(long paddr, long value, int width) throws AccessFault {
        if (isRam(paddr, width)) {
            armedPages.store(paddr - ramBase, value, width);
            return;
        }
        Region region = regionAt(paddr, width);
        if (region == null) {
            throw AccessFault.INSTANCE;
        }
        region.device.store(paddr - region.base, value, width);
    }

    /** The devices' windows by rising address. */
    public List<Region> regions() {
        return List.of(regions);
    }

    /** Collects windows and refuses those that overlap. */
    public static final class Builder {
        private final long ramBase;
        private final PhysicalMemory ram;
        private final ArmedPages armedPages;
        private final List<Region> regions = new ArrayList<>();

        private Builder(long ramBase, PhysicalMemory ram) {
            this.ramBase = ramBase;
            this.ram = ram;
            this.armedPages = new ArmedPages(ram);
        }

        /** The way to this RAM for a device that is to be on the bus itself. */
        public Dma dma() {
            return new Dma(ramBase, ram, armedPages);
        }

        /** Adds a device at [{@code base}, {@code base + size}). */
        public Builder device(String name, long base, long size, MmioDevice device) {
            return add(new Region(name, base, size, device, false));
        }

        /** Adds a device that instructions may be fetched from. */
        public Builder rom(String name, long base, long size, MmioDevice device) {
            return add(new Region(name, base, size, device, true));
        }

        private Builder add(Region region) {
            if (region.base < 0 || region.size <= 0 || region.base + region.size < 0) {
                throw new IllegalArgumentException(region.name + ": not a window of physical addresses");
            }
            if (region.base < ramBase + ram.size() && ramBase < region.base + region.size) {
                throw new IllegalArgumentException(region.name + " overlaps RAM");
            }
            for (Region other : regions) {
                if (region.base < other.base + other.size && other.base < region.base + region.size) {
                    throw new IllegalArgumentException(region.name + " overlaps " + other.name);
                }
            }
            regions.add(region);
            return this;
        }

        public Bus build() {
            regions.sort((a, b) -> Long.compare(a.base, b.base)); // comparingLong's own lambda is in no AOT cache
            return new Bus(this);
        }
    }
}
