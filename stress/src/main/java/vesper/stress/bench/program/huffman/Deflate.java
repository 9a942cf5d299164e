package vesper.stress.bench.program.huffman;

import vesper.stress.bench.program.Apart;

/** What came before is named by its length and distance, the rest by itself; both in Huffman codes (RFC 1951). */
final class Deflate extends Apart {
    private static final int END = 128;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 258;
    private static final int LITERALS = END + 30;
    private static final int DISTANCES = 30;
    private static final int HASHES = 256;
    private static final int CHAIN = 16;
    private static final int GOOD = 24;

    private final int[] heads = ints(HASHES);
    private final int[] before;
    private final int[] tokens;
    private final Code literals = new Code(LITERALS);
    private final Code distances = new Code(DISTANCES);
    private final Lengths lengths = new Lengths();
    private final Bits bits;
    private int count;
    private int matchAt;

    Deflate(int size, Bits bits) {
        before = ints(size);
        tokens = ints(size + 1);
        this.bits = bits;
    }

    private static int hash(byte[] text, int at) {
        return (text[at] * 31 + text[at + 1]) * 31 + text[at + 2] & HASHES - 1;
    }

    private void remember(byte[] text, int at, int length) {
        if (at + SHORTEST <= length) {
            int hash = hash(text, at);
            before[at] = heads[hash];
            heads[hash] = at;
        }
    }

    /** The length of the longest match, which then is at {@link #matchAt}; 0 if there is none. */
    private int longest(byte[] text, int at, int length) {
        if (at + SHORTEST > length) {
            return 0;
        }
        int best = SHORTEST - 1;
        int most = Math.min(LONGEST, length - at);
        int tries = CHAIN;
        for (int from = heads[hash(text, at)]; from >= 0 && tries > 0; from = before[from]) {
            tries--;
            if (best < most && text[from + best] == text[at + best]) {
                int same = 0;
                while (same < most && text[from + same] == text[at + same]) {
                    same++;
                }
                if (same > best) {
                    best = same;
                    matchAt = from;
                }
            }
        }
        return best < SHORTEST ? 0 : best;
    }

    /** A match is not taken if the next place has a longer one. */
    private void tokenize(byte[] text, int length) {
        for (int i = 0; i < HASHES; i++) {
            heads[i] = -1;
        }
        count = 0;
        int at = 0;
        while (at < length) {
            int match = longest(text, at, length);
            int from = matchAt;
            remember(text, at, length);
            if (match > 0 && match < GOOD && longest(text, at + 1, length) > match) {
                match = 0;
            }
            if (match == 0) {
                token(text[at]);
                at++;
            } else {
                token(1 << 31 | match << 16 | at - from);
                for (int i = 1; i < match; i++) {
                    remember(text, at + i, length);
                }
                at += match;
            }
        }
        token(END);
    }

    private void token(int token) {
        tokens[count++] = token;
        if (token >= 0) {
            literals.counts[token]++;
        } else {
            literals.counts[lengthSymbol(token >>> 16 & 0x7fff)]++;
            distances.counts[distanceSymbol(token & 0xffff)]++;
        }
    }

    /** How many bits follow a symbol of a length, by the length without the shortest. */
    private static int lengthExtra(int above) {
        return above < 8 ? 0 : 29 - Integer.numberOfLeadingZeros(above);
    }

    private static int lengthSymbol(int length) {
        if (length == LONGEST) {
            return LITERALS - 1;
        }
        int above = length - SHORTEST;
        int extra = lengthExtra(above);
        return END + 1 + (extra << 2) + (above >>> extra);
    }

    private static int distanceExtra(int below) {
        return below < 4 ? 0 : 30 - Integer.numberOfLeadingZeros(below);
    }

    private static int distanceSymbol(int distance) {
        int below = distance - 1;
        int extra = distanceExtra(below);
        return (extra << 1) + (below >>> extra);
    }

    /** {@return how many bytes there are} */
    int compress(byte[] text, int length) {
        literals.clear();
        distances.clear();
        tokenize(text, length);
        literals.build();
        distances.build();
        bits.begin();
        lengths.write(bits, literals.lengths, LITERALS);
        lengths.write(bits, distances.lengths, DISTANCES);
        for (int i = 0; i < count; i++) {
            int token = tokens[i];
            if (token >= 0) {
                literals.write(bits, token);
            } else {
                writeMatch(token >>> 16 & 0x7fff, token & 0xffff);
            }
        }
        return bits.end();
    }

    private void writeMatch(int length, int distance) {
        literals.write(bits, lengthSymbol(length));
        if (length < LONGEST) {
            int extra = lengthExtra(length - SHORTEST);
            bits.write(length - SHORTEST & (1 << extra) - 1, extra);
        }
        distances.write(bits, distanceSymbol(distance));
        int extra = distanceExtra(distance - 1);
        bits.write(distance - 1 & (1 << extra) - 1, extra);
    }

    /** {@return how long the text is} */
    int expand(byte[] text) {
        bits.begin();
        lengths.read(bits, literals.lengths, LITERALS);
        literals.assign();
        lengths.read(bits, distances.lengths, DISTANCES);
        distances.assign();
        int at = 0;
        while (true) {
            int symbol = literals.read(bits);
            if (symbol < END) {
                text[at++] = (byte) symbol;
            } else if (symbol == END) {
                return at;
            } else {
                int length = readLength(symbol);
                int from = at - readDistance();
                for (int i = 0; i < length; i++) {
                    text[at++] = text[from++];
                }
            }
        }
    }

    private int readLength(int symbol) {
        if (symbol == LITERALS - 1) {
            return LONGEST;
        }
        int above = symbol - END - 1;
        if (above < 8) {
            return above + SHORTEST;
        }
        int extra = (above >>> 2) - 1;
        return (((above & 3) | 4) << extra) + bits.read(extra) + SHORTEST;
    }

    private int readDistance() {
        int symbol = distances.read(bits);
        if (symbol < 4) {
            return symbol + 1;
        }
        int extra = (symbol >>> 1) - 1;
        return (((symbol & 1) | 2) << extra) + bits.read(extra) + 1;
    }

    /** Folds in which symbols were the most frequent. */
    long ranking() {
        long sum = 0;
        int size = literals.ranking();
        for (int i = 0; i < size; i++) {
            sum = sum * 31 + literals.ranked(i);
        }
        return sum;
    }
}
