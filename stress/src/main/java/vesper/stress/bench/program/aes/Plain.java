package vesper.stress.bench.program.aes;

import vesper.stress.bench.program.Apart;

/** The cipher as FIPS 197 writes it down, byte by byte: what the fast one is checked against. */
final class Plain extends Apart {
    private static final int SIZE = 16;

    private final byte[] state = bytes(SIZE);
    private final byte[] other = bytes(SIZE);
    private final byte[] keys = bytes(240);
    private int rounds;

    void set(byte[] key, int words) {
        int length = 4 * words;
        rounds = words + 6;
        for (int i = 0; i < length; i++) {
            keys[i] = key[i];
        }
        int constant = 1;
        for (int i = length; i < SIZE * (rounds + 1); i += 4) {
            int a = keys[i - 4];
            int b = keys[i - 3];
            int c = keys[i - 2];
            int d = keys[i - 1];
            int place = i % length;
            if (place == 0) {
                int first = a;
                a = Tables.S[b & 0xff] ^ constant;
                b = Tables.S[c & 0xff];
                c = Tables.S[d & 0xff];
                d = Tables.S[first & 0xff];
                constant = twice(constant);
            } else if (length > 24 && place == 16) {
                a = Tables.S[a & 0xff];
                b = Tables.S[b & 0xff];
                c = Tables.S[c & 0xff];
                d = Tables.S[d & 0xff];
            }
            keys[i] = (byte) (keys[i - length] ^ a);
            keys[i + 1] = (byte) (keys[i + 1 - length] ^ b);
            keys[i + 2] = (byte) (keys[i + 2 - length] ^ c);
            keys[i + 3] = (byte) (keys[i + 3 - length] ^ d);
        }
    }

    private static int twice(int value) {
        return (value << 1 ^ ((value & 0x80) != 0 ? 0x1b : 0)) & 0xff;
    }

    void encrypt(byte[] from, int at, byte[] to, int target) {
        load(from, at);
        addKey(0);
        for (int round = 1; round < rounds; round++) {
            substitute(Tables.S);
            shiftRows();
            mixColumns();
            addKey(round);
        }
        substitute(Tables.S);
        shiftRows();
        addKey(rounds);
        store(to, target);
    }

    void decrypt(byte[] from, int at, byte[] to, int target) {
        load(from, at);
        addKey(rounds);
        for (int round = rounds - 1; round > 0; round--) {
            unshiftRows();
            substitute(Tables.INVERSE_S);
            addKey(round);
            unmixColumns();
        }
        unshiftRows();
        substitute(Tables.INVERSE_S);
        addKey(0);
        store(to, target);
    }

    private void load(byte[] from, int at) {
        for (int i = 0; i < SIZE; i++) {
            state[i] = from[at + i];
        }
    }

    private void store(byte[] to, int target) {
        for (int i = 0; i < SIZE; i++) {
            to[target + i] = state[i];
        }
    }

    private void addKey(int round) {
        for (int i = 0; i < SIZE; i++) {
            state[i] ^= keys[round * SIZE + i];
        }
    }

    private void substitute(byte[] box) {
        for (int i = 0; i < SIZE; i++) {
            state[i] = box[state[i] & 0xff];
        }
    }

    private void shiftRows() {
        for (int i = 0; i < SIZE; i++) {
            other[i] = state[(i + 4 * (i & 3)) & (SIZE - 1)];
        }
        for (int i = 0; i < SIZE; i++) {
            state[i] = other[i];
        }
    }

    private void unshiftRows() {
        for (int i = 0; i < SIZE; i++) {
            other[(i + 4 * (i & 3)) & (SIZE - 1)] = state[i];
        }
        for (int i = 0; i < SIZE; i++) {
            state[i] = other[i];
        }
    }

    private void mixColumns() {
        for (int i = 0; i < SIZE; i += 4) {
            int a = state[i] & 0xff;
            int b = state[i + 1] & 0xff;
            int c = state[i + 2] & 0xff;
            int d = state[i + 3] & 0xff;
            int all = a ^ b ^ c ^ d;
            state[i] = (byte) (a ^ all ^ twice(a ^ b));
            state[i + 1] = (byte) (b ^ all ^ twice(b ^ c));
            state[i + 2] = (byte) (c ^ all ^ twice(c ^ d));
            state[i + 3] = (byte) (d ^ all ^ twice(d ^ a));
        }
    }

    private void unmixColumns() {
        for (int i = 0; i < SIZE; i += 4) {
            int even = twice(twice((state[i] & 0xff) ^ (state[i + 2] & 0xff)));
            int odd = twice(twice((state[i + 1] & 0xff) ^ (state[i + 3] & 0xff)));
            state[i] ^= (byte) even;
            state[i + 1] ^= (byte) odd;
            state[i + 2] ^= (byte) even;
            state[i + 3] ^= (byte) odd;
        }
        mixColumns();
    }
}
