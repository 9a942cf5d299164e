package vesper.machine.symbol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads what DWARF is made of (DWARF 5, section 7.6), from a buffer that throws where it ends. */
final class DwarfReader {
    private static final int MOST_SHIFT = 63;
    private static final int INITIAL_LENGTH_64 = 0xffff_ffff;

    private final ByteBuffer bytes;
    private boolean wide;

    DwarfReader(ByteBuffer bytes) {
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    int position() {
        return bytes.position();
    }

    void position(int to) {
        bytes.position(to);
    }

    /** A unit's length, after which offsets are of 32 or of 64 bits; {@return a reader of the unit alone} */
    DwarfReader unit() {
        int length = bytes.getInt();
        boolean is64 = length == INITIAL_LENGTH_64;
        int size = Math.toIntExact(is64 ? bytes.getLong() : Integer.toUnsignedLong(length));
        DwarfReader unit = new DwarfReader(bytes.slice(bytes.position(), size));
        unit.wide = is64;
        bytes.position(bytes.position() + size);
        return unit;
    }

    int unsigned8() {
        return Byte.toUnsignedInt(bytes.get());
    }

    int signed8() {
        return bytes.get();
    }

    int unsigned16() {
        return Short.toUnsignedInt(bytes.getShort());
    }

    /** A number of 1, 2, 4 or 8 bytes. */
    long unsigned(int size) {
        return switch (size) {
            case 1 -> unsigned8();
            case 2 -> unsigned16();
            case 4 -> Integer.toUnsignedLong(bytes.getInt());
            case 8 -> bytes.getLong();
            default -> throw new IllegalArgumentException("a number of " + size + " bytes");
        };
    }

    /** An offset into another section, or a length of this one's. */
    long offset() {
        return unsigned(wide ? 8 : 4);
    }

    long uleb128() {
        return leb128(false);
    }

    long sleb128() {
        return leb128(true);
    }

    private long leb128(boolean signed) {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = unsigned8();
            value |= shift <= MOST_SHIFT ? (long) (next & 0x7f) << shift : 0;
            shift += 7;
        } while ((next & 0x80) != 0);
        boolean negative = signed && (next & 0x40) != 0;
        return negative && shift <= MOST_SHIFT ? value | -1L << shift : value;
    }

    String text() {
        int start = bytes.position();
        while (bytes.get() != 0) {}
        byte[] text = new byte[bytes.position() - 1 - start];
        bytes.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    void skip(long count) {
        bytes.position(Math.toIntExact(bytes.position() + count));
    }
}
