package vesper.stress.bench.program.jpeg;

import vesper.stress.bench.program.Apart;

/**
 * A plane without loss, as JPEG-LS does it (ITU-T T.87, without runs): each value is predicted from three neighbours,
 * corrected by what was wrong in such places before, and what is still wrong is written in a Golomb code.
 */
final class Lossless extends Apart {
    private static final int SIDE = Picture.SIDE;
    private static final int CONTEXTS = 27;
    private static final int RESET = 32;
    /** From so many ones on, the value itself is written. */
    private static final int LIMIT = 20;

    private static final int VALUE_BITS = 10;

    private final int[] counts = ints(CONTEXTS);
    private final int[] sizes = ints(CONTEXTS);
    private final int[] biases = ints(CONTEXTS);
    private final int[] corrections = ints(CONTEXTS);
    private final Bits bits;

    Lossless(Bits bits) {
        this.bits = bits;
    }

    private void begin() {
        bits.begin();
        for (int i = 0; i < CONTEXTS; i++) {
            counts[i] = 1;
            sizes[i] = 4;
            biases[i] = 0;
            corrections[i] = 0;
        }
    }

    private static int left(int[] plane, int x, int y) {
        return x > 0 ? plane[y * SIDE + x - 1] : above(plane, x, y);
    }

    private static int above(int[] plane, int x, int y) {
        return y > 0 ? plane[(y - 1) * SIDE + x] : 0;
    }

    private static int slope(int difference) {
        return difference < -4 ? 0 : difference > 4 ? 2 : 1;
    }

    private int context(int left, int above, int corner, int right) {
        return 9 * slope(right - above) + 3 * slope(above - corner) + slope(corner - left);
    }

    /** The nearest of left, above, and what a plane through the three would have. */
    private int predicted(int left, int above, int corner, int context) {
        int least = Math.min(left, above);
        int greatest = Math.max(left, above);
        int value = corner >= greatest ? least : corner <= least ? greatest : left + above - corner;
        return Range.clamp(value + corrections[context], -128, 127);
    }

    private int parameter(int context) {
        int k = 0;
        while (counts[context] << k < sizes[context] && k < 8) {
            k++;
        }
        return k;
    }

    private void learn(int context, int error) {
        sizes[context] += Math.abs(error);
        biases[context] += error;
        if (counts[context] == RESET) {
            counts[context] >>= 1;
            sizes[context] >>= 1;
            biases[context] >>= 1;
        }
        int count = ++counts[context];
        if (biases[context] <= -count) {
            corrections[context] = Math.max(corrections[context] - 1, -64);
            biases[context] = Math.max(biases[context] + count, 1 - count);
        } else if (biases[context] > 0) {
            corrections[context] = Math.min(corrections[context] + 1, 63);
            biases[context] = Math.min(biases[context] - count, 0);
        }
    }

    /** {@return how many bytes there are} */
    int encode(int[] plane) {
        begin();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int left = left(plane, x, y);
                int above = above(plane, x, y);
                int corner = x > 0 ? above(plane, x - 1, y) : above;
                int right = x + 1 < SIDE ? above(plane, x + 1, y) : above;
                int context = context(left, above, corner, right);
                int error = plane[y * SIDE + x] - predicted(left, above, corner, context);
                int folded = error << 1 ^ error >> 31;
                int k = parameter(context);
                int ones = folded >>> k;
                if (ones < LIMIT) {
                    bits.write(((1 << ones) - 1) << 1, ones + 1);
                    bits.write(folded, k);
                } else {
                    bits.write((1 << LIMIT) - 1, LIMIT);
                    bits.write(folded, VALUE_BITS);
                }
                learn(context, error);
            }
        }
        return bits.end();
    }

    void decode(int[] plane) {
        begin();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int left = left(plane, x, y);
                int above = above(plane, x, y);
                int corner = x > 0 ? above(plane, x - 1, y) : above;
                int right = x + 1 < SIDE ? above(plane, x + 1, y) : above;
                int context = context(left, above, corner, right);
                int k = parameter(context);
                int ones = 0;
                while (ones < LIMIT && bits.read() == 1) {
                    ones++;
                }
                int folded = ones < LIMIT ? ones << k | bits.read(k) : bits.read(VALUE_BITS);
                int error = folded >>> 1 ^ -(folded & 1);
                plane[y * SIDE + x] = predicted(left, above, corner, context) + error;
                learn(context, error);
            }
        }
    }
}
