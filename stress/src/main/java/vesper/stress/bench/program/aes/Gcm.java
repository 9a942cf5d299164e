package vesper.stress.bench.program.aes;

import vesper.stress.bench.program.Apart;

/** Galois/Counter Mode (NIST SP 800-38D): CTR, and a code that is a polynomial over GF(2^128). */
final class Gcm extends Apart {
    private static final int BLOCK = 16;
    private static final int NIBBLES = 16;

    private final byte[] counter = bytes(BLOCK);
    private final byte[] stream = bytes(BLOCK);
    // of each multiple of the hash key by four bits, the upper and the lower half
    private final long[] upper = longs(NIBBLES);
    private final long[] lower = longs(NIBBLES);
    private long high;
    private long low;

    /** What goes out of 128 bits to the right by four, as it comes back at the left. */
    private static final long[] REDUCTION = new long[NIBBLES];

    static {
        for (int i = 0; i < NIBBLES; i++) {
            long value = 0;
            for (int bit = 0; bit < 4; bit++) {
                value ^= (i >> bit & 1) != 0 ? 0xe1L << 56 >>> (3 - bit) : 0;
            }
            REDUCTION[i] = value;
        }
    }

    private void prepare(Key key) {
        for (int i = 0; i < BLOCK; i++) {
            stream[i] = 0;
        }
        key.encrypt(stream, 0, stream, 0);
        upper[8] = Bytes.dword(stream, 0);
        lower[8] = Bytes.dword(stream, 8);
        for (int i = 4; i > 0; i >>= 1) {
            long carry = (lower[2 * i] & 1) != 0 ? 0xe1L << 56 : 0;
            lower[i] = upper[2 * i] << 63 | lower[2 * i] >>> 1;
            upper[i] = upper[2 * i] >>> 1 ^ carry;
        }
        for (int i = 2; i < NIBBLES; i <<= 1) {
            for (int j = 1; j < i; j++) {
                upper[i + j] = upper[i] ^ upper[j];
                lower[i + j] = lower[i] ^ lower[j];
            }
        }
        high = 0;
        low = 0;
    }

    /** Takes in up to 16 bytes. */
    private void absorb(byte[] text, int at, int length) {
        if (length >= BLOCK) {
            multiply(high ^ Bytes.dword(text, at), low ^ Bytes.dword(text, at + 8));
            return;
        }
        long a = high;
        long b = low;
        for (int i = 0; i < length; i++) {
            long value = text[at + i] & 0xffL;
            if (i < 8) {
                a ^= value << (56 - 8 * i);
            } else {
                b ^= value << (120 - 8 * i);
            }
        }
        multiply(a, b);
    }

    /** The sum becomes its product with the key, from the last nibble on. */
    private void multiply(long a, long b) {
        long x = 0;
        long y = 0;
        for (int i = 0; i < 32; i++) {
            int nibble = (int) ((i < 16 ? b >>> (4 * i) : a >>> (4 * i - 64)) & 15);
            long reduced = REDUCTION[(int) y & 15];
            y = y >>> 4 | x << 60;
            x = x >>> 4 ^ reduced;
            x ^= upper[nibble];
            y ^= lower[nibble];
        }
        high = x;
        low = y;
    }

    private void absorbAll(byte[] text, int length) {
        for (int at = 0; at < length; at += BLOCK) {
            absorb(text, at, length - at);
        }
    }

    private void cipher(Key key, byte[] text, int length) {
        int number = 2;
        for (int at = 0; at < length; at += BLOCK) {
            Bytes.put(counter, 12, number++);
            key.encrypt(counter, 0, stream, 0);
            int end = Math.min(BLOCK, length - at);
            for (int i = 0; i < end; i++) {
                text[at + i] ^= stream[i];
            }
        }
    }

    /** The first half of the tag. */
    private long tag(Key key, long headerLength, long length) {
        multiply(high ^ headerLength * 8, low ^ length * 8);
        Bytes.put(counter, 12, 1);
        key.encrypt(counter, 0, stream, 0);
        return high ^ Bytes.dword(stream, 0);
    }

    private void begin(Key key, byte[] vector, byte[] header, int headerLength) {
        prepare(key);
        for (int i = 0; i < 12; i++) {
            counter[i] = vector[i];
        }
        absorbAll(header, headerLength);
    }

    long encrypt(Key key, byte[] vector, byte[] header, int headerLength, byte[] text, int length) {
        begin(key, vector, header, headerLength);
        cipher(key, text, length);
        absorbAll(text, length);
        return tag(key, headerLength, length);
    }

    long decrypt(Key key, byte[] vector, byte[] header, int headerLength, byte[] text, int length) {
        begin(key, vector, header, headerLength);
        absorbAll(text, length);
        cipher(key, text, length);
        return tag(key, headerLength, length);
    }
}
