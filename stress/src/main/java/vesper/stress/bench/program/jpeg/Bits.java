package vesper.stress.bench.program.jpeg;

import vesper.stress.bench.program.Apart;

/** Bits in bytes, the highest first; behind a byte of ones comes one of zeros, so that no marker is in it. */
final class Bits extends Apart {
    private final byte[] bytes;
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
        held = held << length | (value & (1L << length) - 1);
        count += length;
        while (count >= 8) {
            count -= 8;
            put((int) (held >>> count) & 0xff);
        }
    }

    private void put(int value) {
        bytes[at++] = (byte) value;
        if (value == 0xff) {
            bytes[at++] = 0;
        }
    }

    /** Fills the last byte with ones; {@return how many there are} */
    int end() {
        if (count > 0) {
            write(0x7f, 8 - count);
        }
        return at;
    }

    int read() {
        return read(1);
    }

    int read(int length) {
        while (count < length) {
            int value = bytes[at++] & 0xff;
            if (value == 0xff) {
                at++;
            }
            held = held << 8 | value;
            count += 8;
        }
        count -= length;
        return (int) (held >>> count) & (1 << length) - 1;
    }

    long fold(long before, int length) {
        long sum = before;
        for (int i = 0; i < length; i++) {
            sum = sum * 31 + bytes[i];
        }
        return sum;
    }
}
