package vesper.aot.bench;

import vesper.metal.Entry;

/** CRC-32 by a table of 256 entries. */
final class Crc32 {
    private static final int SIZE = 16384;
    private static final byte[] DATA = new byte[SIZE];
    private static final int[] TABLE = new int[256];

    static {
        int seed = 1;
        for (int i = 0; i < SIZE; i++) {
            seed = seed * 1103515245 + 12345;
            DATA[i] = (byte) (seed >>> 16);
        }
        for (int i = 0; i < TABLE.length; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
            }
            TABLE[i] = crc;
        }
    }

    private Crc32() {}

    @Entry
    static void setup() {}

    @Entry
    static long bench() {
        int crc = -1;
        for (int i = 0; i < DATA.length; i++) {
            crc = TABLE[(crc ^ DATA[i]) & 0xff] ^ (crc >>> 8);
        }
        return ~crc;
    }
}
