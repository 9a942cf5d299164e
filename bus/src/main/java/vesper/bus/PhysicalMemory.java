package vesper.bus;

import java.lang.ref.Cleaner;
import java.nio.ByteOrder;
import java.util.Objects;
import jdk.internal.misc.Unsafe;

/**
 * RAM: one flat native region, addressed by the offset from its first byte. It and {@link DirectPages} alone know the
 * host address. Each access checks its offset first, so that no guest address can reach host memory outside the region.
 *
 * <p>The memory order is in the name. The weakest is opaque: coherent for one location, never torn when aligned, never
 * hoisted out of a loop (a plain load in a guest's spin loop would be). Values narrower than 64 bits are returned
 * zero-extended by the {@code int} methods' callers' choice: {@code loadOpaque8} and {@code loadOpaque16} zero-extend,
 * {@code loadOpaque32} returns the 32 bits as a Java {@code int}.
 *
 * <p>A region outside [0, size) throws {@link IndexOutOfBoundsException}: a fault of the machine, never of the guest,
 * because callers ask {@link Bus} first.
 */
public final class PhysicalMemory {
    /** Bytes in a page, the unit of protection and of translation. */
    public static final int PAGE_SIZE = 4096;

    /** The bits of an address within its page. */
    public static final int PAGE_SHIFT = 12;

    /** Below this size an allocator may recycle memory; above it Linux's maps fresh zero pages. */
    private static final long ALWAYS_FRESH = 64L << 20;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private final long base;
    private final long size;

    /**
     * Makes a region of zeros.
     *
     * @param size in bytes, a multiple of {@link #PAGE_SIZE}
     */
    public PhysicalMemory(long size) {
        if (size <= 0 || size % PAGE_SIZE != 0) {
            throw new IllegalArgumentException("RAM size " + size + " is not a positive multiple of " + PAGE_SIZE);
        }
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalStateException("the host must be little-endian, as the guest is");
        }
        this.size = size;
        // Touching 128 MiB costs about 0.4 s at start-up; fresh pages of the host are zero without being touched.
        long bytes = Math.max(size, ALWAYS_FRESH) + PAGE_SIZE;
        long block = UNSAFE.allocateMemory(bytes);
        this.base = (block + PAGE_SIZE - 1) & -PAGE_SIZE;
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            UNSAFE.setMemory(block, bytes, (byte) 0);
        }
        Reclaimer.CLEANER.register(this, () -> UNSAFE.freeMemory(block));
    }

    private static final class Reclaimer {
        static final Cleaner CLEANER = Cleaner.create();
    }

    /** The size in bytes. */
    public long size() {
        return size;
    }

    /** The host address of the first byte, page-aligned; for {@link DirectPages} only. */
    long base() {
        return base;
    }

    private long at(long offset, int width) {
        return base + Objects.checkIndex(offset, size - width + 1);
    }

    /** As {@link #at}, and aligned: an atomic access across a cache line would not be one. */
    private long atAligned(long offset, int width) {
        if ((offset & (width - 1)) != 0) {
            throw new IllegalArgumentException("atomic access at unaligned offset 0x" + Long.toHexString(offset));
        }
        return at(offset, width);
    }

    public int loadOpaque8(long offset) {
        return UNSAFE.getByteOpaque(null, at(offset, 1)) & 0xff;
    }

    public int loadOpaque16(long offset) {
        return UNSAFE.getShortOpaque(null, at(offset, 2)) & 0xffff;
    }

    public int loadOpaque32(long offset) {
        return UNSAFE.getIntOpaque(null, at(offset, 4));
    }

    public long loadOpaque64(long offset) {
        return UNSAFE.getLongOpaque(null, at(offset, 8));
    }

    public void storeOpaque8(long offset, int value) {
        UNSAFE.putByteOpaque(null, at(offset, 1), (byte) value);
    }

    public void storeOpaque16(long offset, int value) {
        UNSAFE.putShortOpaque(null, at(offset, 2), (short) value);
    }

    public void storeOpaque32(long offset, int value) {
        UNSAFE.putIntOpaque(null, at(offset, 4), value);
    }

    public void storeOpaque64(long offset, long value) {
        UNSAFE.putLongOpaque(null, at(offset, 8), value);
    }

    public long loadAcquire64(long offset) {
        return UNSAFE.getLongAcquire(null, at(offset, 8));
    }

    public int loadAcquire32(long offset) {
        return UNSAFE.getIntAcquire(null, at(offset, 4));
    }

    public int loadAcquire16(long offset) {
        return UNSAFE.getShortAcquire(null, at(offset, 2)) & 0xffff;
    }

    public void storeRelease64(long offset, long value) {
        UNSAFE.putLongRelease(null, at(offset, 8), value);
    }

    public void storeRelease32(long offset, int value) {
        UNSAFE.putIntRelease(null, at(offset, 4), value);
    }

    public void storeRelease16(long offset, int value) {
        UNSAFE.putShortRelease(null, at(offset, 2), (short) value);
    }

    /** Volatile: {@return the value seen, which is {@code expected} if and only if {@code value} was stored} */
    public int compareAndExchange32(long offset, int expected, int value) {
        return UNSAFE.compareAndExchangeInt(null, atAligned(offset, 4), expected, value);
    }

    /** Volatile: {@return the value seen, which is {@code expected} if and only if {@code value} was stored} */
    public long compareAndExchange64(long offset, long expected, long value) {
        return UNSAFE.compareAndExchangeLong(null, atAligned(offset, 8), expected, value);
    }

    public int getAndAdd32(long offset, int delta) {
        return UNSAFE.getAndAddInt(null, atAligned(offset, 4), delta);
    }

    public long getAndAdd64(long offset, long delta) {
        return UNSAFE.getAndAddLong(null, atAligned(offset, 8), delta);
    }

    public int getAndSet32(long offset, int value) {
        return UNSAFE.getAndSetInt(null, atAligned(offset, 4), value);
    }

    public long getAndSet64(long offset, long value) {
        return UNSAFE.getAndSetLong(null, atAligned(offset, 8), value);
    }

    /** Copies RAM out, with no order between its bytes: for images and dumps, while no hart runs. */
    public void read(long offset, byte[] into, int from, int length) {
        Objects.checkFromToIndex(offset, offset + length, size);
        Objects.checkFromIndexSize(from, length, into.length);
        UNSAFE.copyMemory(null, base + offset, into, Unsafe.ARRAY_BYTE_BASE_OFFSET + (long) from, length);
    }

    /** Copies into RAM, with no order between its bytes: for images, while no hart runs. */
    public void write(long offset, byte[] from, int start, int length) {
        Objects.checkFromToIndex(offset, offset + length, size);
        Objects.checkFromIndexSize(start, length, from.length);
        UNSAFE.copyMemory(from, Unsafe.ARRAY_BYTE_BASE_OFFSET + (long) start, null, base + offset, length);
    }

    /** Zeroes all of RAM, as at power on, while no hart runs. */
    public void clear() {
        UNSAFE.setMemory(base, size, (byte) 0);
    }
}
