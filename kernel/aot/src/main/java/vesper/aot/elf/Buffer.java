package vesper.aot.elf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes under way, as DWARF writes them: little-endian, LEB128, zero-ended strings. Each method gives back the buffer. */
final class Buffer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    int size() {
        return bytes.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    Buffer u8(int value) {
        bytes.write(value);
        return this;
    }

    Buffer u8s(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    Buffer u16(int value) {
        return u8(value).u8(value >> 8);
    }

    Buffer u32(int value) {
        return u16(value).u16(value >> 16);
    }

    Buffer u64(long value) {
        return u32((int) value).u32((int) (value >> 32));
    }

    /** ULEB128. */
    Buffer uleb(long value) {
        long left = value;
        while (left >>> 7 != 0) {
            u8((int) (left & 0x7f) | 0x80);
            left >>>= 7;
        }
        return u8((int) left);
    }

    /** SLEB128. */
    Buffer sleb(long value) {
        long left = value;
        while (left < -0x40 || left >= 0x40) {
            u8((int) (left & 0x7f) | 0x80);
            left >>= 7;
        }
        return u8((int) (left & 0x7f));
    }

    Buffer string(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return u8(0);
    }

    Buffer append(Buffer other) {
        bytes.writeBytes(other.toBytes());
        return this;
    }

    /** The buffer behind its own length, an {@code unsigned int}. */
    Buffer withLength() {
        return new Buffer().u32(size()).append(this);
    }

    /** Fills with {@code filler} up to a multiple of {@code alignment}. */
    Buffer align(int alignment, int filler) {
        while (size() % alignment != 0) {
            u8(filler);
        }
        return this;
    }
}
