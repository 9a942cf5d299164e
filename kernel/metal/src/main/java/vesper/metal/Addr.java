package vesper.metal;

/**
 * An address, and what can be loaded from and stored to it. Offsets are in bytes. {@code i} is sign-extended,
 * {@code u} zero-extended; a store takes the low bits. All plain: RVWMO gives no order to different addresses.
 *
 * @param value the address itself
 */
@Word
public record Addr(long value) {
    public static final Addr ZERO = new Addr(0);

    public Addr plus(long bytes) {
        return new Addr(value + bytes);
    }

    /** The number of bytes from {@code other} to this. */
    public long minus(Addr other) {
        return value - other.value;
    }

    /** Rounded up to a multiple of {@code size}, a power of two. */
    public Addr alignUp(long size) {
        return new Addr((value + size - 1) & -size);
    }

    /** Rounded down to a multiple of {@code size}, a power of two. */
    public Addr alignDown(long size) {
        return new Addr(value & -size);
    }

    public boolean isAligned(long size) {
        return (value & (size - 1)) == 0;
    }

    public boolean below(Addr other) {
        return Long.compareUnsigned(value, other.value) < 0;
    }

    public byte i8(long offset) {
        return Mem.load8(value + offset);
    }

    public int u8(long offset) {
        return Mem.load8(value + offset) & 0xff;
    }

    public short i16(long offset) {
        return Mem.load16(value + offset);
    }

    public int u16(long offset) {
        return Mem.load16(value + offset) & 0xffff;
    }

    public int i32(long offset) {
        return Mem.load32(value + offset);
    }

    public long u32(long offset) {
        return Mem.load32(value + offset) & 0xffff_ffffL;
    }

    public long i64(long offset) {
        return Mem.load64(value + offset);
    }

    public Addr addr(long offset) {
        return new Addr(Mem.load64(value + offset));
    }

    public void set8(long offset, int x) {
        Mem.store8(value + offset, (byte) x);
    }

    public void set16(long offset, int x) {
        Mem.store16(value + offset, (short) x);
    }

    public void set32(long offset, int x) {
        Mem.store32(value + offset, x);
    }

    public void set64(long offset, long x) {
        Mem.store64(value + offset, x);
    }
}
