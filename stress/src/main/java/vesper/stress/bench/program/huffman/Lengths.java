package vesper.stress.bench.program.huffman;

import vesper.stress.bench.program.Apart;

/** Writes a code's lengths in a code of their own, runs as one symbol (RFC 1951, section 3.2.7). */
final class Lengths extends Apart {
    private static final int REPEAT = 16;
    private static final int ZEROS = 17;
    private static final int MANY_ZEROS = 18;
    private static final int SYMBOLS = 19;

    private final Code code = new Code(SYMBOLS);
    private final int[] tokens = ints(320);
    private int count;

    void write(Bits bits, int[] lengths, int size) {
        count = 0;
        code.clear();
        int i = 0;
        while (i < size) {
            int run = 1;
            while (i + run < size && lengths[i + run] == lengths[i]) {
                run++;
            }
            i += run;
            runs(lengths[i - 1], run);
        }
        code.build();
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            bits.write(code.lengths[symbol], 4);
        }
        for (int token = 0; token < count; token++) {
            int symbol = tokens[token] & 31;
            code.write(bits, symbol);
            if (symbol >= REPEAT) {
                bits.write(tokens[token] >>> 5, extra(symbol));
            }
        }
    }

    private static int extra(int symbol) {
        return symbol == REPEAT ? 2 : symbol == ZEROS ? 3 : 7;
    }

    private void runs(int length, int run) {
        int left = run;
        if (length != 0) {
            token(length, 0);
            left--;
        }
        while (left > 0) {
            if (length == 0 && left >= 11) {
                int part = Math.min(left, 138);
                token(MANY_ZEROS, part - 11);
                left -= part;
            } else if (length == 0 && left >= 3) {
                token(ZEROS, left - 3);
                left = 0;
            } else if (length != 0 && left >= 3) {
                int part = Math.min(left, 6);
                token(REPEAT, part - 3);
                left -= part;
            } else {
                token(length, 0);
                left--;
            }
        }
    }

    private void token(int symbol, int extra) {
        tokens[count++] = extra << 5 | symbol;
        code.counts[symbol]++;
    }

    void read(Bits bits, int[] lengths, int size) {
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            code.lengths[symbol] = bits.read(4);
        }
        code.assign();
        int i = 0;
        while (i < size) {
            int symbol = code.read(bits);
            if (symbol < REPEAT) {
                lengths[i++] = symbol;
            } else {
                int value = symbol == REPEAT ? lengths[i - 1] : 0;
                int run = bits.read(extra(symbol)) + (symbol == MANY_ZEROS ? 11 : 3);
                for (int j = 0; j < run; j++) {
                    lengths[i++] = value;
                }
            }
        }
    }
}
