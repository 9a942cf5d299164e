package vesper.stress.bench.program.jpeg;

import vesper.stress.bench.program.Apart;

/** Blocks of coefficients to bits and back (ITU-T T.81, annex F). */
final class Blocks extends Apart {
    private static final int END = 0;
    private static final int SIXTEEN_ZEROS = 0xf0;

    /** Where the diagonals lead. */
    private static final int[] ZIGZAG = new int[64];

    private static final Codes DC = Codes.ofDc();
    private static final Codes AC = Codes.ofAc();

    static {
        int count = 0;
        for (int sum = 0; sum < 15; sum++) {
            for (int i = 0; i <= sum; i++) {
                int row = sum % 2 == 0 ? sum - i : i;
                if (row < 8 && sum - row < 8) {
                    ZIGZAG[count++] = row * 8 + sum - row;
                }
            }
        }
    }

    private final int[] line = ints(64);
    private final int[] means = ints(3);
    private final Bits bits;

    Blocks(Bits bits) {
        this.bits = bits;
    }

    void begin() {
        for (int i = 0; i < 3; i++) {
            means[i] = 0;
        }
    }

    private static int size(int value) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    /** Divides by the table, and writes. */
    void encode(int[] block, int[] table, int component) {
        for (int i = 0; i < 64; i++) {
            int value = block[ZIGZAG[i]];
            int divisor = table[i] * 8;
            line[i] = value < 0 ? -((-value + divisor / 2) / divisor) : (value + divisor / 2) / divisor;
        }
        int difference = line[0] - means[component];
        means[component] = line[0];
        int size = size(difference);
        bits.write(DC.code[size], DC.length[size]);
        value(difference, size);
        int run = 0;
        for (int i = 1; i < 64; i++) {
            int value = line[i];
            if (value == 0) {
                run++;
            } else {
                while (run > 15) {
                    bits.write(AC.code[SIXTEEN_ZEROS], AC.length[SIXTEEN_ZEROS]);
                    run -= 16;
                }
                size = size(value);
                int symbol = run << 4 | size;
                bits.write(AC.code[symbol], AC.length[symbol]);
                value(value, size);
                run = 0;
            }
        }
        if (run > 0) {
            bits.write(AC.code[END], AC.length[END]);
        }
    }

    /** Negative ones are one less, so that their first bit is 0. */
    private void value(int value, int size) {
        if (size > 0) {
            bits.write(value < 0 ? value - 1 : value, size);
        }
    }

    /** Reads, and multiplies by the table. */
    void decode(int[] block, int[] table, int component) {
        for (int i = 0; i < 64; i++) {
            block[i] = 0;
        }
        int size = DC.decode(bits);
        means[component] += extended(size);
        block[0] = means[component] * table[0];
        int i = 1;
        while (i < 64) {
            int symbol = AC.decode(bits);
            size = symbol & 15;
            int run = symbol >>> 4;
            if (size == 0) {
                if (symbol == END) {
                    return;
                }
                i += 16;
            } else {
                i += run;
                block[ZIGZAG[i]] = extended(size) * table[i];
                i++;
            }
        }
    }

    private int extended(int size) {
        if (size == 0) {
            return 0;
        }
        int value = bits.read(size);
        return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }
}
