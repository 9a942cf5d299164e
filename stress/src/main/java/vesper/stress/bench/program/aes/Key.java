package vesper.stress.bench.program.aes;

import vesper.stress.bench.program.Apart;

/** A key of 128, 192 or 256 bits, expanded (FIPS 197, section 5.2), and the cipher by tables of four bytes. */
final class Key extends Apart {
    private static final int MOST_WORDS = 60;

    private final int[] encrypt = ints(MOST_WORDS);
    private final int[] decrypt = ints(MOST_WORDS);
    private int rounds;

    /** Takes a key of so many words of four bytes, which must be 4, 6 or 8. */
    void set(byte[] key, int words) {
        rounds = words + 6;
        int count = 4 * (rounds + 1);
        for (int i = 0; i < words; i++) {
            encrypt[i] = Bytes.word(key, 4 * i);
        }
        int constant = 1;
        for (int i = words; i < count; i++) {
            int word = encrypt[i - 1];
            if (i % words == 0) {
                word = substitute(Integer.rotateLeft(word, 8)) ^ constant << 24;
                constant = constant << 1 ^ ((constant & 0x80) != 0 ? 0x11b : 0);
            } else if (words > 6 && i % words == 4) {
                word = substitute(word);
            }
            encrypt[i] = encrypt[i - words] ^ word;
        }
        invert(count);
    }

    private static int substitute(int word) {
        byte[] s = Tables.S;
        return (s[word >>> 24] & 0xff) << 24
                | (s[word >>> 16 & 0xff] & 0xff) << 16
                | (s[word >>> 8 & 0xff] & 0xff) << 8
                | (s[word & 0xff] & 0xff);
    }

    /** The equivalent inverse cipher's keys (section 5.3.5). */
    private void invert(int count) {
        byte[] s = Tables.S;
        int[] table = Tables.DECRYPT;
        for (int i = 0; i < count; i++) {
            int word = encrypt[count - 4 - (i & ~3) + (i & 3)];
            if (i >= 4 && i < count - 4) {
                word = table[s[word >>> 24] & 0xff]
                        ^ Integer.rotateRight(table[s[word >>> 16 & 0xff] & 0xff], 8)
                        ^ Integer.rotateRight(table[s[word >>> 8 & 0xff] & 0xff], 16)
                        ^ Integer.rotateRight(table[s[word & 0xff] & 0xff], 24);
            }
            decrypt[i] = word;
        }
    }

    private static int mix(int[] table, int a, int b, int c, int d) {
        return table[a >>> 24]
                ^ Integer.rotateRight(table[b >>> 16 & 0xff], 8)
                ^ Integer.rotateRight(table[c >>> 8 & 0xff], 16)
                ^ Integer.rotateRight(table[d & 0xff], 24);
    }

    private static int last(byte[] box, int a, int b, int c, int d) {
        return (box[a >>> 24] & 0xff) << 24
                | (box[b >>> 16 & 0xff] & 0xff) << 16
                | (box[c >>> 8 & 0xff] & 0xff) << 8
                | (box[d & 0xff] & 0xff);
    }

    /** Encrypts a block of 16 bytes; the two may be one. */
    void encrypt(byte[] from, int at, byte[] to, int target) {
        int[] keys = encrypt;
        int[] table = Tables.ENCRYPT;
        int a = Bytes.word(from, at) ^ keys[0];
        int b = Bytes.word(from, at + 4) ^ keys[1];
        int c = Bytes.word(from, at + 8) ^ keys[2];
        int d = Bytes.word(from, at + 12) ^ keys[3];
        int k = 4;
        for (int round = 1; round < rounds; round++) {
            int e = mix(table, a, b, c, d) ^ keys[k];
            int f = mix(table, b, c, d, a) ^ keys[k + 1];
            int g = mix(table, c, d, a, b) ^ keys[k + 2];
            d = mix(table, d, a, b, c) ^ keys[k + 3];
            a = e;
            b = f;
            c = g;
            k += 4;
        }
        byte[] s = Tables.S;
        Bytes.put(to, target, last(s, a, b, c, d) ^ keys[k]);
        Bytes.put(to, target + 4, last(s, b, c, d, a) ^ keys[k + 1]);
        Bytes.put(to, target + 8, last(s, c, d, a, b) ^ keys[k + 2]);
        Bytes.put(to, target + 12, last(s, d, a, b, c) ^ keys[k + 3]);
    }

    /** Decrypts one. */
    void decrypt(byte[] from, int at, byte[] to, int target) {
        int[] keys = decrypt;
        int[] table = Tables.DECRYPT;
        int a = Bytes.word(from, at) ^ keys[0];
        int b = Bytes.word(from, at + 4) ^ keys[1];
        int c = Bytes.word(from, at + 8) ^ keys[2];
        int d = Bytes.word(from, at + 12) ^ keys[3];
        int k = 4;
        for (int round = 1; round < rounds; round++) {
            int e = mix(table, a, d, c, b) ^ keys[k];
            int f = mix(table, b, a, d, c) ^ keys[k + 1];
            int g = mix(table, c, b, a, d) ^ keys[k + 2];
            d = mix(table, d, c, b, a) ^ keys[k + 3];
            a = e;
            b = f;
            c = g;
            k += 4;
        }
        byte[] s = Tables.INVERSE_S;
        Bytes.put(to, target, last(s, a, d, c, b) ^ keys[k]);
        Bytes.put(to, target + 4, last(s, b, a, d, c) ^ keys[k + 1]);
        Bytes.put(to, target + 8, last(s, c, b, a, d) ^ keys[k + 2]);
        Bytes.put(to, target + 12, last(s, d, c, b, a) ^ keys[k + 3]);
    }
}
