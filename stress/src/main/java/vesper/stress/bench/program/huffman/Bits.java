package vesper.stress.bench.program.huffman;

import vesper.stress.bench.program.Apart;

/** Bits in bytes, the lowest first. */
final class Bits extends Apart {
    final byte[] bytes;
    private int at;
    private long held;
    private int count;

    Bits(int size) {
        bytes = bytes(size);
    }

    void begin() {
        at = 0;
        held = 0;
        count = 0;
    }

    void write(int value, int length) {
        held |= (long) value << count;
        count += length;
        while (count >= 8) {
            bytes[at++] = (byte) held;
            held >>>= 8;
            count -= 8;
        }
    }

    /** {@return how many bytes there are} */
    int end() {
        if (count > 0) {
            bytes[at++] = (byte) held;
        }
        return at;
    }

    /** The next bits, which stay. */
    int peek(int length) {
        while (count < length) {
            held |= (bytes[at++] & 0xffL) << count;
            count += 8;
        }
        return (int) held & (1 << length) - 1;
    }

    void skip(int length) {
        held >>>= length;
        count -= length;
    }

    int read(int length) {
        int value = peek(length);
        skip(length);
        return value;
    }
}
