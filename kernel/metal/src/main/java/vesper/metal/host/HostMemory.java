package vesper.metal.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The physical memory that kernel Java sees on the JVM: regions of RAM and of devices in one address space, which all
 * threads share as harts do. Addresses are never given out twice, so a test that keeps one too long fails at once.
 *
 * <p>Any access outside of a region, or misaligned, throws {@link HostFault} where a hart would trap.
 */
public final class HostMemory {
    private static final long FIRST = 0x8000_0000L;
    private static final long GUARD = 1 << 20;
    private static final long PAGE = 4096;
    private static final VarHandle X8 = ValueLayout.JAVA_BYTE.varHandle();
    private static final VarHandle X16 = ValueLayout.JAVA_SHORT.varHandle();
    private static final VarHandle X32 = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle X64 = ValueLayout.JAVA_LONG.varHandle();

    /** A part of the address space; closing it takes it out. */
    public static final class Region implements AutoCloseable {
        private final long base;
        private final long size;
        private final boolean isRam;
        private final MemorySegment ram;
        private final HostDevice device;

        private Region(long base, long size, boolean isRam, MemorySegment ram, HostDevice device) {
            this.base = base;
            this.size = size;
            this.isRam = isRam;
            this.ram = ram;
            this.device = device;
        }

        public long base() {
            return base;
        }

        public long size() {
            return size;
        }

        @Override
        public void close() {
            remove(this);
        }
    }

    // any thread reads (acquire); replaced as a whole under the class's lock
    private static volatile List<Region> regions = List.of();
    // guarded by the class's lock
    private static long next = FIRST;

    private HostMemory() {}

    /** Zeroed RAM of {@code size} bytes, at a page's beginning. */
    public static Region ram(long size) {
        MemorySegment segment = Arena.ofAuto().allocate(size, 64);
        return add(size, true, segment, HostDevice.NONE);
    }

    /** A device's registers. */
    public static Region device(long size, HostDevice device) {
        return add(size, false, MemorySegment.NULL, device);
    }

    /**
     * A device's registers where the board has them, below all RAM.
     *
     * @throws IllegalArgumentException if something lies there already: a test has not closed it
     */
    public static Region deviceAt(long base, long size, HostDevice device) {
        Region region = new Region(base, size, false, MemorySegment.NULL, device);
        insert(region);
        return region;
    }

    /** Copies {@code bytes} to {@code address}, as a debugger would. */
    public static void write(long address, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            store8(address + i, bytes[i]);
        }
    }

    private static synchronized Region add(long size, boolean isRam, MemorySegment ram, HostDevice device) {
        Region region = new Region(next, size, isRam, ram, device);
        next = (next + size + GUARD + PAGE - 1) & -PAGE;
        insert(region);
        return region;
    }

    private static synchronized void insert(Region region) {
        for (Region other : regions) {
            if (region.base < other.base + other.size && other.base < region.base + region.size) {
                throw new IllegalArgumentException(
                        "two regions at 0x" + Long.toHexString(Math.max(region.base, other.base)));
            }
        }
        List<Region> changed = new ArrayList<>(regions);
        changed.add(region);
        changed.sort(Comparator.comparingLong(Region::base));
        regions = List.copyOf(changed);
    }

    private static synchronized void remove(Region region) {
        List<Region> changed = new ArrayList<>(regions);
        changed.remove(region);
        regions = List.copyOf(changed);
    }

    private static Region find(long address, int bytes) {
        for (Region region : regions) {
            long offset = address - region.base;
            if (offset >= 0 && offset <= region.size - bytes) {
                if ((address & (bytes - 1)) != 0) {
                    throw new HostFault("misaligned access of " + bytes + " bytes", address);
                }
                return region;
            }
        }
        throw new HostFault("no memory for an access of " + bytes + " bytes", address);
    }

    public static byte load8(long address) {
        Region region = find(address, 1);
        long offset = address - region.base;
        return region.isRam ? (byte) X8.getOpaque(region.ram, offset) : (byte) region.device.load(offset, 1);
    }

    public static byte load8Acquire(long address) {
        Region region = find(address, 1);
        long offset = address - region.base;
        return region.isRam ? (byte) X8.getAcquire(region.ram, offset) : (byte) region.device.load(offset, 1);
    }

    public static void store8(long address, byte value) {
        Region region = find(address, 1);
        long offset = address - region.base;
        if (region.isRam) {
            X8.setOpaque(region.ram, offset, value);
        } else {
            region.device.store(offset, value, 1);
        }
    }

    public static void store8Release(long address, byte value) {
        Region region = find(address, 1);
        long offset = address - region.base;
        if (region.isRam) {
            X8.setRelease(region.ram, offset, value);
        } else {
            region.device.store(offset, value, 1);
        }
    }

    public static short load16(long address) {
        Region region = find(address, 2);
        long offset = address - region.base;
        return region.isRam ? (short) X16.getOpaque(region.ram, offset) : (short) region.device.load(offset, 2);
    }

    public static short load16Acquire(long address) {
        Region region = find(address, 2);
        long offset = address - region.base;
        return region.isRam ? (short) X16.getAcquire(region.ram, offset) : (short) region.device.load(offset, 2);
    }

    public static void store16(long address, short value) {
        Region region = find(address, 2);
        long offset = address - region.base;
        if (region.isRam) {
            X16.setOpaque(region.ram, offset, value);
        } else {
            region.device.store(offset, value, 2);
        }
    }

    public static void store16Release(long address, short value) {
        Region region = find(address, 2);
        long offset = address - region.base;
        if (region.isRam) {
            X16.setRelease(region.ram, offset, value);
        } else {
            region.device.store(offset, value, 2);
        }
    }

    public static int load32(long address) {
        Region region = find(address, 4);
        long offset = address - region.base;
        return region.isRam ? (int) X32.getOpaque(region.ram, offset) : (int) region.device.load(offset, 4);
    }

    public static int load32Acquire(long address) {
        Region region = find(address, 4);
        long offset = address - region.base;
        return region.isRam ? (int) X32.getAcquire(region.ram, offset) : (int) region.device.load(offset, 4);
    }

    public static void store32(long address, int value) {
        Region region = find(address, 4);
        long offset = address - region.base;
        if (region.isRam) {
            X32.setOpaque(region.ram, offset, value);
        } else {
            region.device.store(offset, value, 4);
        }
    }

    public static void store32Release(long address, int value) {
        Region region = find(address, 4);
        long offset = address - region.base;
        if (region.isRam) {
            X32.setRelease(region.ram, offset, value);
        } else {
            region.device.store(offset, value, 4);
        }
    }

    public static long load64(long address) {
        Region region = find(address, 8);
        long offset = address - region.base;
        return region.isRam ? (long) X64.getOpaque(region.ram, offset) : region.device.load(offset, 8);
    }

    public static long load64Acquire(long address) {
        Region region = find(address, 8);
        long offset = address - region.base;
        return region.isRam ? (long) X64.getAcquire(region.ram, offset) : region.device.load(offset, 8);
    }

    public static void store64(long address, long value) {
        Region region = find(address, 8);
        long offset = address - region.base;
        if (region.isRam) {
            X64.setOpaque(region.ram, offset, value);
        } else {
            region.device.store(offset, value, 8);
        }
    }

    public static void store64Release(long address, long value) {
        Region region = find(address, 8);
        long offset = address - region.base;
        if (region.isRam) {
            X64.setRelease(region.ram, offset, value);
        } else {
            region.device.store(offset, value, 8);
        }
    }

    public static int swap32(long address, int value) {
        Region region = ram(address, 4);
        return (int) X32.getAndSet(region.ram, address - region.base, value);
    }

    public static int add32(long address, int value) {
        Region region = ram(address, 4);
        return (int) X32.getAndAdd(region.ram, address - region.base, value);
    }

    public static int and32(long address, int value) {
        Region region = ram(address, 4);
        return (int) X32.getAndBitwiseAnd(region.ram, address - region.base, value);
    }

    public static int or32(long address, int value) {
        Region region = ram(address, 4);
        return (int) X32.getAndBitwiseOr(region.ram, address - region.base, value);
    }

    public static int xor32(long address, int value) {
        Region region = ram(address, 4);
        return (int) X32.getAndBitwiseXor(region.ram, address - region.base, value);
    }

    public static boolean compareAndSwap32(long address, int expected, int value) {
        Region region = ram(address, 4);
        return X32.compareAndSet(region.ram, address - region.base, expected, value);
    }

    public static long swap64(long address, long value) {
        Region region = ram(address, 8);
        return (long) X64.getAndSet(region.ram, address - region.base, value);
    }

    public static long add64(long address, long value) {
        Region region = ram(address, 8);
        return (long) X64.getAndAdd(region.ram, address - region.base, value);
    }

    public static long and64(long address, long value) {
        Region region = ram(address, 8);
        return (long) X64.getAndBitwiseAnd(region.ram, address - region.base, value);
    }

    public static long or64(long address, long value) {
        Region region = ram(address, 8);
        return (long) X64.getAndBitwiseOr(region.ram, address - region.base, value);
    }

    public static long xor64(long address, long value) {
        Region region = ram(address, 8);
        return (long) X64.getAndBitwiseXor(region.ram, address - region.base, value);
    }

    public static boolean compareAndSwap64(long address, long expected, long value) {
        Region region = ram(address, 8);
        return X64.compareAndSet(region.ram, address - region.base, expected, value);
    }

    private static Region ram(long address, int bytes) {
        Region region = find(address, bytes);
        if (!region.isRam) {
            throw new HostFault("an atomic instruction on a device", address);
        }
        return region;
    }
}
