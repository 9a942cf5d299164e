package vesper.metal;

import vesper.metal.host.HostMemory;

/**
 * Memory by address: the loads, stores and atomic instructions of RV64IA. Addresses are aligned to the width.
 *
 * <p>Without a word about order an access is plain: one {@code lb..sd}, ordered only as RVWMO orders it.
 * {@code Acquire} is a load before everything that follows it, {@code Release} a store after everything before it, by
 * the fences of the unprivileged manual's table A.6 ({@code l; fence r,rw} and {@code fence rw,w; s}).
 * {@code amo...} are relaxed unless named {@code Acquire} ({@code .aq}), {@code Release} ({@code .rl}) or
 * {@code AcquireRelease} ({@code .aqrl}), and return what was there before.
 */
public final class Mem {
    private Mem() {}

    @Intrinsic
    public static byte load8(long address) {
        return HostMemory.load8(address);
    }

    @Intrinsic
    public static byte load8Acquire(long address) {
        return HostMemory.load8Acquire(address);
    }

    @Intrinsic
    public static void store8(long address, byte value) {
        HostMemory.store8(address, value);
    }

    @Intrinsic
    public static void store8Release(long address, byte value) {
        HostMemory.store8Release(address, value);
    }

    @Intrinsic
    public static short load16(long address) {
        return HostMemory.load16(address);
    }

    @Intrinsic
    public static short load16Acquire(long address) {
        return HostMemory.load16Acquire(address);
    }

    @Intrinsic
    public static void store16(long address, short value) {
        HostMemory.store16(address, value);
    }

    @Intrinsic
    public static void store16Release(long address, short value) {
        HostMemory.store16Release(address, value);
    }

    @Intrinsic
    public static int load32(long address) {
        return HostMemory.load32(address);
    }

    @Intrinsic
    public static int load32Acquire(long address) {
        return HostMemory.load32Acquire(address);
    }

    @Intrinsic
    public static void store32(long address, int value) {
        HostMemory.store32(address, value);
    }

    @Intrinsic
    public static void store32Release(long address, int value) {
        HostMemory.store32Release(address, value);
    }

    @Intrinsic
    public static long load64(long address) {
        return HostMemory.load64(address);
    }

    @Intrinsic
    public static long load64Acquire(long address) {
        return HostMemory.load64Acquire(address);
    }

    @Intrinsic
    public static void store64(long address, long value) {
        HostMemory.store64(address, value);
    }

    @Intrinsic
    public static void store64Release(long address, long value) {
        HostMemory.store64Release(address, value);
    }

    @Intrinsic
    public static int amoswap32(long address, int value) {
        return HostMemory.swap32(address, value);
    }

    @Intrinsic
    public static int amoswap32Acquire(long address, int value) {
        return HostMemory.swap32(address, value);
    }

    @Intrinsic
    public static int amoswap32Release(long address, int value) {
        return HostMemory.swap32(address, value);
    }

    @Intrinsic
    public static int amoswap32AcquireRelease(long address, int value) {
        return HostMemory.swap32(address, value);
    }

    @Intrinsic
    public static int amoadd32(long address, int value) {
        return HostMemory.add32(address, value);
    }

    @Intrinsic
    public static int amoadd32Acquire(long address, int value) {
        return HostMemory.add32(address, value);
    }

    @Intrinsic
    public static int amoadd32Release(long address, int value) {
        return HostMemory.add32(address, value);
    }

    @Intrinsic
    public static int amoadd32AcquireRelease(long address, int value) {
        return HostMemory.add32(address, value);
    }

    @Intrinsic
    public static int amoand32(long address, int value) {
        return HostMemory.and32(address, value);
    }

    @Intrinsic
    public static int amoand32Acquire(long address, int value) {
        return HostMemory.and32(address, value);
    }

    @Intrinsic
    public static int amoand32Release(long address, int value) {
        return HostMemory.and32(address, value);
    }

    @Intrinsic
    public static int amoand32AcquireRelease(long address, int value) {
        return HostMemory.and32(address, value);
    }

    @Intrinsic
    public static int amoor32(long address, int value) {
        return HostMemory.or32(address, value);
    }

    @Intrinsic
    public static int amoor32Acquire(long address, int value) {
        return HostMemory.or32(address, value);
    }

    @Intrinsic
    public static int amoor32Release(long address, int value) {
        return HostMemory.or32(address, value);
    }

    @Intrinsic
    public static int amoor32AcquireRelease(long address, int value) {
        return HostMemory.or32(address, value);
    }

    @Intrinsic
    public static int amoxor32(long address, int value) {
        return HostMemory.xor32(address, value);
    }

    @Intrinsic
    public static int amoxor32Acquire(long address, int value) {
        return HostMemory.xor32(address, value);
    }

    @Intrinsic
    public static int amoxor32Release(long address, int value) {
        return HostMemory.xor32(address, value);
    }

    @Intrinsic
    public static int amoxor32AcquireRelease(long address, int value) {
        return HostMemory.xor32(address, value);
    }

    /** Stores {@code value} if {@code expected} is there, by {@code lr.aqrl/sc.rl}; whether it did. */
    @Intrinsic
    public static boolean compareAndSwap32(long address, int expected, int value) {
        return HostMemory.compareAndSwap32(address, expected, value);
    }

    @Intrinsic
    public static long amoswap64(long address, long value) {
        return HostMemory.swap64(address, value);
    }

    @Intrinsic
    public static long amoswap64Acquire(long address, long value) {
        return HostMemory.swap64(address, value);
    }

    @Intrinsic
    public static long amoswap64Release(long address, long value) {
        return HostMemory.swap64(address, value);
    }

    @Intrinsic
    public static long amoswap64AcquireRelease(long address, long value) {
        return HostMemory.swap64(address, value);
    }

    @Intrinsic
    public static long amoadd64(long address, long value) {
        return HostMemory.add64(address, value);
    }

    @Intrinsic
    public static long amoadd64Acquire(long address, long value) {
        return HostMemory.add64(address, value);
    }

    @Intrinsic
    public static long amoadd64Release(long address, long value) {
        return HostMemory.add64(address, value);
    }

    @Intrinsic
    public static long amoadd64AcquireRelease(long address, long value) {
        return HostMemory.add64(address, value);
    }

    @Intrinsic
    public static long amoand64(long address, long value) {
        return HostMemory.and64(address, value);
    }

    @Intrinsic
    public static long amoand64Acquire(long address, long value) {
        return HostMemory.and64(address, value);
    }

    @Intrinsic
    public static long amoand64Release(long address, long value) {
        return HostMemory.and64(address, value);
    }

    @Intrinsic
    public static long amoand64AcquireRelease(long address, long value) {
        return HostMemory.and64(address, value);
    }

    @Intrinsic
    public static long amoor64(long address, long value) {
        return HostMemory.or64(address, value);
    }

    @Intrinsic
    public static long amoor64Acquire(long address, long value) {
        return HostMemory.or64(address, value);
    }

    @Intrinsic
    public static long amoor64Release(long address, long value) {
        return HostMemory.or64(address, value);
    }

    @Intrinsic
    public static long amoor64AcquireRelease(long address, long value) {
        return HostMemory.or64(address, value);
    }

    @Intrinsic
    public static long amoxor64(long address, long value) {
        return HostMemory.xor64(address, value);
    }

    @Intrinsic
    public static long amoxor64Acquire(long address, long value) {
        return HostMemory.xor64(address, value);
    }

    @Intrinsic
    public static long amoxor64Release(long address, long value) {
        return HostMemory.xor64(address, value);
    }

    @Intrinsic
    public static long amoxor64AcquireRelease(long address, long value) {
        return HostMemory.xor64(address, value);
    }

    /** Stores {@code value} if {@code expected} is there, by {@code lr.aqrl/sc.rl}; whether it did. */
    @Intrinsic
    public static boolean compareAndSwap64(long address, long expected, long value) {
        return HostMemory.compareAndSwap64(address, expected, value);
    }
}
