package vesper.stress.bench.program.huffman;

import vesper.stress.bench.program.Apart;

/** Bit by bit, each in the part of a range that it was found to be likely to have: LZMA's coder, with one byte before as context. */
final class RangeCoder extends Apart {
    private static final int CONTEXTS = 16;
    private static final int PROBABILITY_BITS = 11;
    private static final int RATE = 4;
    private static final int TOP = 1 << 24;

    private final short[] probabilities = shorts(CONTEXTS << 8);
    private byte[] bytes = new byte[1];
    private int at;
    private long low;
    private int range;
    private int code;
    private int cache;
    private int waiting;

    private void begin(byte[] to) {
        bytes = to;
        at = 0;
        range = -1;
        for (int i = 0; i < CONTEXTS << 8; i++) {
            probabilities[i] = 1 << (PROBABILITY_BITS - 1);
        }
    }

    /** {@return how many bytes there are} */
    int encode(byte[] text, int length, byte[] to) {
        begin(to);
        low = 0;
        cache = 0;
        waiting = 1;
        int context = 0;
        for (int i = 0; i < length; i++) {
            int symbol = 1;
            int value = text[i] & 0xff;
            for (int bit = 7; bit >= 0; bit--) {
                int one = value >> bit & 1;
                encode(context << 8 | symbol, one);
                symbol = symbol << 1 | one;
            }
            context = context(value);
        }
        for (int i = 0; i < 5; i++) {
            shiftLow();
        }
        return at;
    }

    private static int context(int value) {
        return (value ^ value >> 4) & CONTEXTS - 1;
    }

    private void encode(int place, int bit) {
        int probability = probabilities[place];
        int bound = (range >>> PROBABILITY_BITS) * probability;
        if (bit == 0) {
            range = bound;
            probabilities[place] += (short) (((1 << PROBABILITY_BITS) - probability) >> RATE);
        } else {
            low += bound & 0xffff_ffffL;
            range -= bound;
            probabilities[place] -= (short) (probability >> RATE);
        }
        while (Integer.compareUnsigned(range, TOP) < 0) {
            range <<= 8;
            shiftLow();
        }
    }

    /** A byte goes out once no carry can come to it. */
    private void shiftLow() {
        if (low < 0xff00_0000L || low > 0xffff_ffffL) {
            int carry = (int) (low >>> 32);
            int value = cache;
            while (waiting > 0) {
                bytes[at++] = (byte) (value + carry);
                value = 0xff;
                waiting--;
            }
            cache = (int) (low >>> 24) & 0xff;
        }
        waiting++;
        low = (low & 0x00ff_ffffL) << 8;
    }

    void decode(byte[] text, int length, byte[] from) {
        begin(from);
        code = 0;
        for (int i = 0; i < 5; i++) {
            code = code << 8 | (bytes[at++] & 0xff);
        }
        int context = 0;
        for (int i = 0; i < length; i++) {
            int symbol = 1;
            while (symbol < 0x100) {
                symbol = symbol << 1 | decode(context << 8 | symbol);
            }
            text[i] = (byte) symbol;
            context = context(symbol & 0xff);
        }
    }

    private int decode(int place) {
        int probability = probabilities[place];
        int bound = (range >>> PROBABILITY_BITS) * probability;
        int bit;
        if (Integer.compareUnsigned(code, bound) < 0) {
            range = bound;
            probabilities[place] += (short) (((1 << PROBABILITY_BITS) - probability) >> RATE);
            bit = 0;
        } else {
            code -= bound;
            range -= bound;
            probabilities[place] -= (short) (probability >> RATE);
            bit = 1;
        }
        while (Integer.compareUnsigned(range, TOP) < 0) {
            range <<= 8;
            code = code << 8 | (bytes[at++] & 0xff);
        }
        return bit;
    }
}
