package vesper.hart.memory;

import vesper.hart.code.Op;
import vesper.hart.state.Trap;

/**
 * How a hart reaches memory with its guest's virtual addresses: the one door, so that an implementation with a weaker
 * order can stand in for {@link DirectPort} without the interpreter knowing. While a single implementation is loaded,
 * HotSpot binds these calls directly.
 *
 * <p>All methods are for the hart's own thread. Each may throw {@link Trap}, having changed nothing.
 */
public abstract class MemoryPort {
    /** Loads a byte, zero-extended. */
    public abstract int load8(long vaddr);

    /** Loads a halfword, zero-extended; any alignment. */
    public abstract int load16(long vaddr);

    /** Loads a word; any alignment. */
    public abstract int load32(long vaddr);

    /** Loads a doubleword; any alignment. */
    public abstract long load64(long vaddr);

    public abstract void store8(long vaddr, int value);

    public abstract void store16(long vaddr, int value);

    public abstract void store32(long vaddr, int value);

    public abstract void store64(long vaddr, long value);

    /**
     * A load-acquire of Zalasr. RCsc: it stays behind an earlier {@link #storeRelease}, SC or AMO.
     *
     * @param width 1, 2, 4 or 8; misaligned is an exception
     * @return the value, sign-extended
     */
    public abstract long loadAcquire(long vaddr, int width);

    /**
     * A store-release of Zalasr, volatile: no later access comes before it.
     *
     * @param width 1, 2, 4 or 8; misaligned is an exception
     */
    public abstract void storeRelease(long vaddr, long value, int width);

    /**
     * {@code lr.w} or {@code lr.d}, at least acquire.
     *
     * @param width 4 or 8
     * @return the value, sign-extended
     */
    public abstract long loadReserved(long vaddr, int width);

    /** {@code sc.w} or {@code sc.d}, volatile; {@return whether it stored} */
    public abstract boolean storeConditional(long vaddr, long value, int width);

    /** A word AMO by {@link Op} number, volatile; {@return the old value} */
    public abstract int amo32(int op, long vaddr, int value);

    /** A doubleword AMO by {@link Op} number, volatile; {@return the old value} */
    public abstract long amo64(int op, long vaddr, long value);

    /** {@code amocas.w}: {@return the value seen} */
    public abstract int compareAndSwap32(long vaddr, int expected, int value);

    /** {@code amocas.d}: {@return the value seen} */
    public abstract long compareAndSwap64(long vaddr, long expected, long value);

    /**
     * {@code amocas.q}: puts the 16 bytes seen into {@code seen[0]} (low) and {@code seen[1]} (high), and stores the
     * new ones if {@code seen} equalled the expected ones.
     */
    public abstract void compareAndSwap128(
            long vaddr, long expectedLow, long expectedHigh, long valueLow, long valueHigh, long[] seen);

    /**
     * {@code fence}.
     *
     * @param predecessor and
     * @param successor the sets I O R W as in the instruction, I the highest bit of four
     */
    public abstract void fence(int predecessor, int successor);

    /** Privilege, MPRV, SUM, MXR or the address space changed: translations of another context must not be used. */
    public abstract void contextChanged();

    /** Forgets every translation. */
    public abstract void flush();

    /** Forgets every translation of an address space. */
    public abstract void flushSpace(int space);

    /** Forgets translations of one page of an address space, and of the superpage that may hold it. */
    public abstract void flushPage(int space, long vaddr);

    /** Forgets direct ways to store to (and, if {@code loadsToo}, load from) the RAM page at this offset. */
    public abstract void dropRamPage(long ramOffset, boolean loadsToo);
}
