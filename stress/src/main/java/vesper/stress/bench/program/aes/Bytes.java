package vesper.stress.bench.program.aes;

/** Words of four bytes, the highest first. */
final class Bytes {
    private Bytes() {}

    static int word(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
    }

    static void put(byte[] bytes, int at, int word) {
        bytes[at] = (byte) (word >>> 24);
        bytes[at + 1] = (byte) (word >>> 16);
        bytes[at + 2] = (byte) (word >>> 8);
        bytes[at + 3] = (byte) word;
    }

    static long dword(byte[] bytes, int at) {
        return (long) word(bytes, at) << 32 | (word(bytes, at + 4) & 0xffff_ffffL);
    }

    static void put(byte[] bytes, int at, long dword) {
        put(bytes, at, (int) (dword >>> 32));
        put(bytes, at + 4, (int) dword);
    }

    static long fold(long before, byte[] bytes, int from, int length) {
        long sum = before;
        for (int i = from; i < from + length; i++) {
            sum = sum * 31 + bytes[i];
        }
        return sum;
    }
}
