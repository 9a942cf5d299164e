package vesper.stress.bench.program.json;

import vesper.stress.bench.program.Apart;

/** Bytes that grow at their end, up to a size. */
final class Text extends Apart {
    final byte[] bytes;
    int length;

    Text(int size) {
        bytes = bytes(size);
    }

    void clear() {
        length = 0;
    }

    void put(int value) {
        bytes[length++] = (byte) value;
    }

    void put(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    void put(byte[] from, int at, int count) {
        for (int i = 0; i < count; i++) {
            put(from[at + i]);
        }
    }

    /** A whole number in decimal. */
    void putNumber(long value) {
        long rest = value;
        if (value < 0) {
            put('-');
            rest = -rest;
        }
        int from = length;
        do {
            put((int) ('0' + rest % 10));
            rest /= 10;
        } while (rest > 0);
        for (int i = from, j = length - 1; i < j; i++, j--) {
            byte digit = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = digit;
        }
    }

    /** A character above U+007F in UTF-8, or one below. */
    void putCharacter(int character) {
        if (character < 0x80) {
            put(character);
        } else if (character < 0x800) {
            put(0xc0 | character >> 6);
            put(0x80 | (character & 0x3f));
        } else if (character < 0x1_0000) {
            put(0xe0 | character >> 12);
            put(0x80 | (character >> 6 & 0x3f));
            put(0x80 | (character & 0x3f));
        } else {
            put(0xf0 | character >> 18);
            put(0x80 | (character >> 12 & 0x3f));
            put(0x80 | (character >> 6 & 0x3f));
            put(0x80 | (character & 0x3f));
        }
    }

    boolean same(Text other) {
        if (length != other.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] != other.bytes[i]) {
                return false;
            }
        }
        return true;
    }

    long hash() {
        long sum = length;
        for (int i = 0; i < length; i++) {
            sum = (sum ^ bytes[i]) * 0x100_0000_01b3L;
        }
        return sum;
    }
}
