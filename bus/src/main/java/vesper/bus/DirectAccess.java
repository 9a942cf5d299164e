package vesper.bus;

import java.io.Serial;
import jdk.internal.misc.Unsafe;

/**
 * The accesses of translated code: those of {@link DirectPages}, but where they find no entry they throw
 * {@link NoWay}, and the code leaves itself to the interpreter at that instruction. A call that came back would make C2
 * keep every guest register in memory around it.
 *
 * <p>The accesses that take a {@code way} check nothing: {@link #way} has, for all of them.
 */
public final class DirectAccess {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private DirectAccess() {}

    /** Thrown where an access can't go straight to RAM, or several can't by one look. One for all: it says nothing. */
    public static final class NoWay extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack trace, and is thrown to be jumped to
        private static final NoWay INSTANCE = new NoWay();

        private NoWay() {
            super("no way", null, false, false);
        }
    }

    /** For other instructions that translated code leaves to the interpreter. */
    public static NoWay noWay() {
        return NoWay.INSTANCE;
    }

    /**
     * One look for several accesses that lie in one page.
     *
     * @param vaddr the address of their first byte
     * @param bytes from there to the end of the last of them, at most a page's
     * @return what to add to their addresses
     * @throws NoWay if there is no entry, or they are not in one page
     */
    public static long way(long[] table, long vaddr, int bytes) {
        if (DirectPages.hits(table, vaddr, bytes)) {
            return DirectPages.way(table, vaddr);
        }
        throw NoWay.INSTANCE;
    }

    private static long hostAddress(long[] table, long vaddr, int width) {
        if (DirectPages.hits(table, vaddr, width)) {
            return DirectPages.hostAddress(table, vaddr);
        }
        throw NoWay.INSTANCE;
    }

    /** Loads a byte, zero-extended. */
    public static int load8(long[] table, long vaddr) {
        return UNSAFE.getByteOpaque(null, hostAddress(table, vaddr, 1)) & 0xff;
    }

    /** Loads a byte, zero-extended. */
    public static int load8(long way, long vaddr) {
        return UNSAFE.getByteOpaque(null, vaddr + way) & 0xff;
    }

    /** Loads a halfword, zero-extended. */
    public static int load16(long[] table, long vaddr) {
        return UNSAFE.getShortOpaque(null, hostAddress(table, vaddr, 2)) & 0xffff;
    }

    /** Loads a halfword, zero-extended. */
    public static int load16(long way, long vaddr) {
        return UNSAFE.getShortOpaque(null, vaddr + way) & 0xffff;
    }

    /** Loads a word. */
    public static int load32(long[] table, long vaddr) {
        return UNSAFE.getIntOpaque(null, hostAddress(table, vaddr, 4));
    }

    /** Loads a word. */
    public static int load32(long way, long vaddr) {
        return UNSAFE.getIntOpaque(null, vaddr + way);
    }

    /** Loads a doubleword. */
    public static long load64(long[] table, long vaddr) {
        return UNSAFE.getLongOpaque(null, hostAddress(table, vaddr, 8));
    }

    /** Loads a doubleword. */
    public static long load64(long way, long vaddr) {
        return UNSAFE.getLongOpaque(null, vaddr + way);
    }

    /** Stores the low byte. */
    public static void store8(long[] table, long vaddr, int value) {
        UNSAFE.putByteOpaque(null, hostAddress(table, vaddr, 1), (byte) value);
    }

    /** Stores the low byte. */
    public static void store8(long way, long vaddr, int value) {
        UNSAFE.putByteOpaque(null, vaddr + way, (byte) value);
    }

    /** Stores the low halfword. */
    public static void store16(long[] table, long vaddr, int value) {
        UNSAFE.putShortOpaque(null, hostAddress(table, vaddr, 2), (short) value);
    }

    /** Stores the low halfword. */
    public static void store16(long way, long vaddr, int value) {
        UNSAFE.putShortOpaque(null, vaddr + way, (short) value);
    }

    /** Stores a word. */
    public static void store32(long[] table, long vaddr, int value) {
        UNSAFE.putIntOpaque(null, hostAddress(table, vaddr, 4), value);
    }

    /** Stores a word. */
    public static void store32(long way, long vaddr, int value) {
        UNSAFE.putIntOpaque(null, vaddr + way, value);
    }

    /** Stores a doubleword. */
    public static void store64(long[] table, long vaddr, long value) {
        UNSAFE.putLongOpaque(null, hostAddress(table, vaddr, 8), value);
    }

    /** Stores a doubleword. */
    public static void store64(long way, long vaddr, long value) {
        UNSAFE.putLongOpaque(null, vaddr + way, value);
    }
}
