package vesper.stress.bench.program.huffman;

import vesper.metal.Entry;
import vesper.stress.bench.program.Apart;

/** A round writes a text, makes it small in one of three ways and large again, and compares check sums. */
public final class Packing extends Apart {
    private static final int LENGTH = 128;
    /** Of what is packed in the slower ways. */
    private static final int SHORT = 64;

    private static final Packing[] HARTS = {new Packing(), new Packing(), new Packing(), new Packing()};

    private final byte[] text = bytes(LENGTH);
    private final byte[] again = bytes(LENGTH);
    private final Words words = new Words();
    private final Bits bits = new Bits(4 * LENGTH);
    private final Deflate deflate = new Deflate(LENGTH, bits);
    private final RangeCoder rangeCoder = new RangeCoder();
    private final BlockSort blockSort = new BlockSort(SHORT, bits);
    private long random;

    private Packing() {}

    @Entry("fill")
    static void fill(long hart) {
        HARTS[(int) hart].random = 5;
    }

    @Entry("lap")
    static long lap(long rounds, long hart) {
        long sum = 0;
        for (long i = 0; i < rounds; i++) {
            sum = sum * 31 + HARTS[(int) hart].round((int) (i % 3));
        }
        return sum;
    }

    private long round(int way) {
        random = words.write(text, LENGTH, random);
        int length = way == 0 ? LENGTH : SHORT;
        int sum = Checks.crc32(text, length);
        int packed;
        long more = 0;
        switch (way) {
            case 0 -> {
                packed = deflate.compress(text, LENGTH);
                more = deflate.ranking();
                require(deflate.expand(again) == LENGTH);
            }
            case 1 -> {
                packed = rangeCoder.encode(text, SHORT, bits.bytes);
                rangeCoder.decode(again, SHORT, bits.bytes);
            }
            default -> {
                packed = blockSort.compress(text);
                blockSort.expand(again);
            }
        }
        require(Checks.crc32Bitwise(again, length) == sum);
        require(Checks.adler32(again, length) == Checks.adler32(text, length));
        return (more * 31 + Checks.crc32(bits.bytes, packed)) * 31 + packed;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("the text has changed");
        }
    }
}
