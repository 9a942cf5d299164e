package vesper.stress.bench.program.jpeg;

/**
 * A Huffman code as a JPEG file has it: how many codes there are of each length, and what they stand for (ITU-T T.81,
 * annexes C and F.2.2.3). Made at build time.
 */
final class Codes {
    private static final int LONGEST = 16;

    /** By symbol. */
    final int[] code = new int[256];

    /** 0 for a symbol without a code. */
    final int[] length = new int[256];

    private final int[] least = new int[LONGEST + 1];
    private final int[] greatest = new int[LONGEST + 1];
    private final int[] first = new int[LONGEST + 1];
    private final int[] symbols;

    /** @param counts of codes of 1 bit, 2 bits, and so on */
    Codes(int[] counts, int[] symbols) {
        this.symbols = symbols;
        int next = 0;
        int index = 0;
        for (int bits = 1; bits <= LONGEST; bits++) {
            int count = bits <= counts.length ? counts[bits - 1] : 0;
            first[bits] = index;
            least[bits] = next;
            greatest[bits] = count == 0 ? -1 : next + count - 1;
            for (int i = 0; i < count; i++) {
                code[symbols[index]] = next++;
                length[symbols[index++]] = bits;
            }
            next <<= 1;
        }
    }

    /** The next symbol. */
    int decode(Bits bits) {
        int value = bits.read();
        int size = 1;
        while (value > greatest[size]) {
            value = value << 1 | bits.read();
            size++;
            if (size > LONGEST) {
                throw new IllegalStateException("no code");
            }
        }
        return symbols[first[size] + value - least[size]];
    }

    /** For the sizes of differences of means. */
    static Codes ofDc() {
        return new Codes(new int[] {0, 1, 5, 1, 1, 1, 1, 1, 1}, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    }

    /** For runs of zeros with a size behind them: the shorter, the nearer to none they are. */
    static Codes ofAc() {
        int[] symbols = new int[162];
        int count = 0;
        symbols[count++] = 0x01;
        symbols[count++] = 0x02;
        symbols[count++] = 0x00;
        symbols[count++] = 0xf0;
        for (int sum = 1; sum <= 25; sum++) {
            for (int run = 0; run <= 15; run++) {
                int size = sum - run;
                if (size >= 1 && size <= 10 && !(run == 0 && size <= 2)) {
                    symbols[count++] = run << 4 | size;
                }
            }
        }
        return new Codes(new int[] {0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125}, symbols);
    }
}
