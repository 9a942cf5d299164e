package vesper.stress.bench.program.jpeg;

/**
 * The discrete cosine transform of 8 by 8 values and its inverse, in integers with 13 bits behind the point, after
 * Loeffler, Ligtenberg and Moschytz: 12 multiplications for a row.
 */
final class Dct {
    private static final int BITS = 13;
    /** Kept between rows and columns. */
    private static final int MORE = 2;

    private static final int C0_298 = 2446;
    private static final int C0_390 = 3196;
    private static final int C0_541 = 4433;
    private static final int C0_765 = 6270;
    private static final int C0_899 = 7373;
    private static final int C1_175 = 9633;
    private static final int C1_501 = 12299;
    private static final int C1_847 = 15137;
    private static final int C1_961 = 16069;
    private static final int C2_053 = 16819;
    private static final int C2_562 = 20995;
    private static final int C3_072 = 25172;

    private Dct() {}

    private static int round(int value, int bits) {
        return (value + (1 << (bits - 1))) >> bits;
    }

    /** In place; the result is eight times what the formula says. */
    static void forward(int[] block) {
        for (int i = 0; i < 64; i += 8) {
            forward(block, i, 1, -MORE, BITS - MORE);
        }
        for (int i = 0; i < 8; i++) {
            forward(block, i, 8, MORE, BITS + MORE);
        }
    }

    /**
     * Eight values at a distance of each other.
     *
     * @param even bits to drop, or to add if negative, where nothing is multiplied
     * @param odd bits to drop behind a multiplication
     */
    private static void forward(int[] block, int at, int step, int even, int odd) {
        int s0 = block[at];
        int s1 = block[at + step];
        int s2 = block[at + 2 * step];
        int s3 = block[at + 3 * step];
        int s4 = block[at + 4 * step];
        int s5 = block[at + 5 * step];
        int s6 = block[at + 6 * step];
        int s7 = block[at + 7 * step];
        int a0 = s0 + s7;
        int a7 = s0 - s7;
        int a1 = s1 + s6;
        int a6 = s1 - s6;
        int a2 = s2 + s5;
        int a5 = s2 - s5;
        int a3 = s3 + s4;
        int a4 = s3 - s4;
        int b0 = a0 + a3;
        int b3 = a0 - a3;
        int b1 = a1 + a2;
        int b2 = a1 - a2;
        block[at] = shift(b0 + b1, even);
        block[at + 4 * step] = shift(b0 - b1, even);
        int z = (b2 + b3) * C0_541;
        block[at + 2 * step] = round(z + b3 * C0_765, odd);
        block[at + 6 * step] = round(z - b2 * C1_847, odd);
        int z1 = a4 + a7;
        int z2 = a5 + a6;
        int z3 = a4 + a6;
        int z4 = a5 + a7;
        int z5 = (z3 + z4) * C1_175;
        int y1 = -z1 * C0_899;
        int y2 = -z2 * C2_562;
        int y3 = z5 - z3 * C1_961;
        int y4 = z5 - z4 * C0_390;
        block[at + 7 * step] = round(a4 * C0_298 + y1 + y3, odd);
        block[at + 5 * step] = round(a5 * C2_053 + y2 + y4, odd);
        block[at + 3 * step] = round(a6 * C3_072 + y2 + y3, odd);
        block[at + step] = round(a7 * C1_501 + y1 + y4, odd);
    }

    private static int shift(int value, int bits) {
        return bits < 0 ? value << -bits : round(value, bits);
    }

    /** In place, of what was divided by eight again. */
    static void inverse(int[] block) {
        for (int i = 0; i < 8; i++) {
            if (isFlat(block, i)) {
                int value = block[i] << MORE;
                for (int j = i; j < 64; j += 8) {
                    block[j] = value;
                }
            } else {
                inverse(block, i, 8, BITS - MORE);
            }
        }
        for (int i = 0; i < 64; i += 8) {
            inverse(block, i, 1, BITS + MORE + 3);
        }
    }

    /** Whether a column has nothing below its first value. */
    private static boolean isFlat(int[] block, int column) {
        for (int i = column + 8; i < 64; i += 8) {
            if (block[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void inverse(int[] block, int at, int step, int bits) {
        int s2 = block[at + 2 * step];
        int s6 = block[at + 6 * step];
        int z = (s2 + s6) * C0_541;
        int t2 = z - s6 * C1_847;
        int t3 = z + s2 * C0_765;
        int s0 = block[at];
        int s4 = block[at + 4 * step];
        int t0 = (s0 + s4) << BITS;
        int t1 = (s0 - s4) << BITS;
        int a0 = t0 + t3;
        int a3 = t0 - t3;
        int a1 = t1 + t2;
        int a2 = t1 - t2;
        int o0 = block[at + 7 * step];
        int o1 = block[at + 5 * step];
        int o2 = block[at + 3 * step];
        int o3 = block[at + step];
        int z3 = o0 + o2;
        int z4 = o1 + o3;
        int z5 = (z3 + z4) * C1_175;
        int z1 = -(o0 + o3) * C0_899;
        int z2 = -(o1 + o2) * C2_562;
        z3 = z5 - z3 * C1_961;
        z4 = z5 - z4 * C0_390;
        o0 = o0 * C0_298 + z1 + z3;
        o1 = o1 * C2_053 + z2 + z4;
        o2 = o2 * C3_072 + z2 + z3;
        o3 = o3 * C1_501 + z1 + z4;
        block[at] = round(a0 + o3, bits);
        block[at + 7 * step] = round(a0 - o3, bits);
        block[at + step] = round(a1 + o2, bits);
        block[at + 6 * step] = round(a1 - o2, bits);
        block[at + 2 * step] = round(a2 + o1, bits);
        block[at + 5 * step] = round(a2 - o1, bits);
        block[at + 3 * step] = round(a3 + o0, bits);
        block[at + 4 * step] = round(a3 - o0, bits);
    }
}
