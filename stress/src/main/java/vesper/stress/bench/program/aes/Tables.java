package vesper.stress.bench.program.aes;

/** What follows from arithmetic in GF(2^8) (FIPS 197, section 4), made at build time. */
final class Tables {
    /** The S-box and its inverse. */
    static final byte[] S = new byte[256];

    static final byte[] INVERSE_S = new byte[256];
    /** Of each byte: its place in the S-box times (2, 1, 1, 3), and the inverse's times (14, 9, 13, 11). */
    static final int[] ENCRYPT = new int[256];

    static final int[] DECRYPT = new int[256];

    static {
        int p = 1;
        int q = 1;
        do {
            p = p ^ p << 1 ^ ((p & 0x80) != 0 ? 0x11b : 0);
            p &= 0xff;
            q ^= q << 1;
            q ^= q << 2;
            q ^= q << 4;
            q &= 0xff;
            q ^= (q & 0x80) != 0 ? 9 : 0;
            int x = q ^ rotate(q, 1) ^ rotate(q, 2) ^ rotate(q, 3) ^ rotate(q, 4) ^ 0x63;
            S[p] = (byte) x;
        } while (p != 1);
        S[0] = 0x63;
        for (int i = 0; i < 256; i++) {
            INVERSE_S[S[i] & 0xff] = (byte) i;
        }
        for (int i = 0; i < 256; i++) {
            int s = S[i] & 0xff;
            ENCRYPT[i] = times(s, 2) << 24 | s << 16 | s << 8 | times(s, 3);
            int inverse = INVERSE_S[i] & 0xff;
            DECRYPT[i] =
                    times(inverse, 14) << 24 | times(inverse, 9) << 16 | times(inverse, 13) << 8 | times(inverse, 11);
        }
    }

    private Tables() {}

    private static int rotate(int value, int count) {
        return (value << count | value >> (8 - count)) & 0xff;
    }

    static int times(int a, int b) {
        int product = 0;
        int left = a;
        for (int right = b; right != 0; right >>= 1) {
            product ^= (right & 1) != 0 ? left : 0;
            left = left << 1 ^ ((left & 0x80) != 0 ? 0x11b : 0);
        }
        return product;
    }
}
