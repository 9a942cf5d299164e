package vesper.stress.bench.program.huffman;

/** Sums that tell whether a text has changed. */
final class Checks {
    private static final int POLYNOMIAL = 0xedb8_8320;
    private static final int MODULUS = 65521;
    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = value >>> 1 ^ ((value & 1) != 0 ? POLYNOMIAL : 0);
            }
            TABLE[i] = value;
        }
    }

    private Checks() {}

    static int crc32(byte[] text, int length) {
        int sum = -1;
        for (int i = 0; i < length; i++) {
            sum = sum >>> 8 ^ TABLE[(sum ^ text[i]) & 0xff];
        }
        return ~sum;
    }

    /** Without a table, as hardware does it. */
    static int crc32Bitwise(byte[] text, int length) {
        int sum = -1;
        for (int i = 0; i < length; i++) {
            sum ^= text[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                sum = sum >>> 1 ^ (-(sum & 1) & POLYNOMIAL);
            }
        }
        return ~sum;
    }

    static int adler32(byte[] text, int length) {
        int a = 1;
        int b = 0;
        for (int i = 0; i < length; i++) {
            a = (a + (text[i] & 0xff)) % MODULUS;
            b = (b + a) % MODULUS;
        }
        return b << 16 | a;
    }
}
