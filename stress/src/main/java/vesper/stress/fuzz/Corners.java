package vesper.stress.fuzz;

import vesper.stress.Randomness;

/** Values at which arithmetic goes wrong if it does: ends of ranges, NaNs, subnormals, halves, boxes. */
final class Corners {
    private static final long[] INTEGERS = {
        0,
        1,
        -1,
        2,
        -2,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0x8000,
        0xffff,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffffL,
        0xffff_ffff_8000_0000L,
        0x1_0000_0000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        0x5555_5555_5555_5555L,
        0xaaaa_aaaa_aaaa_aaaaL,
        0x0123_4567_89ab_cdefL,
        31,
        32,
        33,
        63,
        64,
        65
    };

    private static final int[] SINGLES = {
        0x0000_0000, 0x0000_0001, 0x0000_0002, 0x007f_ffff, 0x0080_0000, 0x0080_0001, 0x3f7f_ffff, 0x3f80_0000,
        0x3f80_0001, 0x3f00_0000, 0x3fc0_0000, 0x4000_0000, 0x4effffff, 0x4f00_0000, 0x4f7f_ffff, 0x4f80_0000,
        0x5eff_ffff, 0x5f00_0000, 0x5f7f_ffff, 0x5f80_0000, 0x7f7f_ffff, 0x7f80_0000, 0x7f80_0001, 0x7fbf_ffff,
        0x7fc0_0000, 0x7fff_ffff, 0x4b00_0000, 0x4b00_0001, 0x0100_0000, 0x1980_0000, 0x3480_0000, 0x3400_0000
    };

    private static final long[] DOUBLES = {
        0x0000_0000_0000_0000L, 0x0000_0000_0000_0001L, 0x000f_ffff_ffff_ffffL, 0x0010_0000_0000_0000L,
        0x0010_0000_0000_0001L, 0x3fef_ffff_ffff_ffffL, 0x3ff0_0000_0000_0000L, 0x3ff0_0000_0000_0001L,
        0x3fe0_0000_0000_0000L, 0x3ff8_0000_0000_0000L, 0x4000_0000_0000_0000L, 0x41df_ffff_ffc0_0000L,
        0x41df_ffff_ffe0_0000L, 0x41e0_0000_0000_0000L, 0x41ef_ffff_ffe0_0000L, 0x41f0_0000_0000_0000L,
        0x43df_ffff_ffff_ffffL, 0x43e0_0000_0000_0000L, 0x43ef_ffff_ffff_ffffL, 0x43f0_0000_0000_0000L,
        0x7fef_ffff_ffff_ffffL, 0x7ff0_0000_0000_0000L, 0x7ff0_0000_0000_0001L, 0x7ff7_ffff_ffff_ffffL,
        0x7ff8_0000_0000_0000L, 0x7fff_ffff_ffff_ffffL, 0x47ef_ffff_e000_0000L, 0x47ef_ffff_f000_0000L,
        0x3810_0000_0000_0000L, 0x380f_ffff_ffff_ffffL, 0x36a0_0000_0000_0000L, 0x3690_0000_0000_0000L,
        0x4330_0000_0000_0000L, 0x3ca0_0000_0000_0000L, 0x3c90_0000_0000_0000L
    };

    private static final long BOX = 0xffff_ffff_0000_0000L;

    private Corners() {}

    static long integer(Randomness random) {
        return switch (random.below(8)) {
            case 0, 1 -> random.pick(INTEGERS);
            case 2 -> random.pick(INTEGERS) + random.below(5) - 2;
            case 3 -> 1L << random.below(64);
            case 4 -> (1L << random.below(64)) - 1;
            case 5 -> (int) random.bits();
            case 6 -> random.bits() >> random.below(64);
            default -> random.bits();
        };
    }

    static long doubleword(Randomness random) {
        return random.chance(40) ? integer(random) : floating(random);
    }

    /** What an {@code f} register may hold: either format, boxed well or not. */
    static long floating(Randomness random) {
        return switch (random.below(8)) {
            case 0, 1, 2 -> doubleBits(random);
            case 3, 4, 5 -> BOX | (singleBits(random) & 0xffff_ffffL);
            case 6 -> random.bits() << 32 | (singleBits(random) & 0xffff_ffffL);
            default -> random.bits();
        };
    }

    private static long doubleBits(Randomness random) {
        long sign = random.bits() & Long.MIN_VALUE;
        return switch (random.below(4)) {
            case 0, 1 -> random.pick(DOUBLES) | sign;
            case 2 -> Double.doubleToRawLongBits((double) (random.bits() >> random.below(64)));
            // Exponents near each other, so that sums and products round.
            default -> sign | (long) (0x3ff - 60 + random.below(120)) << 52 | fraction(random, 52);
        };
    }

    private static int singleBits(Randomness random) {
        int sign = (int) random.bits() & Integer.MIN_VALUE;
        return switch (random.below(4)) {
            case 0, 1 -> random.pick(SINGLES) | sign;
            case 2 -> Float.floatToRawIntBits((float) ((int) random.bits() >> random.below(32)));
            default -> sign | (0x7f - 30 + random.below(60)) << 23 | (int) fraction(random, 23);
        };
    }

    /** Random, or with long runs of equal bits, which make ties and carries. */
    private static long fraction(Randomness random, int bits) {
        long mask = (1L << bits) - 1;
        long value = random.bits() & mask;
        return switch (random.below(3)) {
            case 0 -> value;
            case 1 -> value & (mask << random.below(bits));
            default -> (value | ((1L << random.below(bits)) - 1)) & mask;
        };
    }
}
