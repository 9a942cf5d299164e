package vesper.stress.fuzz;

import vesper.stress.Randomness;

/** PMP entries around the window. */
final class Protection {
    private static final int NAPOT_RWX = 0x1f;

    private static final long EACH_R = 0x0101_0101_0101_0101L;
    private static final long EACH_W = EACH_R << 1;
    private static final long LOCKS = EACH_R << 7;

    private Protection() {}

    /** A {@code pmpaddr}: near the window, as TOR's bound or NAPOT's size. */
    static long address(Randomness random) {
        long at = Layout.WINDOW + (random.chance(50) ? 0x1000 : 8L * random.below(Layout.WINDOW_SIZE / 8));
        at += random.pick(0, 0, 4, 8, -4, 16);
        long ones = (1L << random.pick(0, 0, 1, 2, 3, 6, 9, 10, 12)) - 1;
        return switch (random.below(8)) {
            case 0 -> (random.bits() & Divergence.PMPADDR_BITS) | 1L << 20;
            case 1 -> at >>> 2;
            case 2 -> (at + 8) >>> 2;
            default -> (at >>> 2 & ~(2 * ones + 1)) | ones;
        };
    }

    /**
     * An operand for {@code csrrw}, {@code csrrs} or {@code csrrc} on a {@code pmpcfg}, by {@code funct3}, that leaves
     * no entry locked and none with the reserved W without R.
     */
    static long configuration(Randomness random, int funct3) {
        long bits = random.bits() & ~Divergence.PMPCFG_RESERVED & ~LOCKS;
        return switch (funct3) {
            case 1 -> bits & ~(EACH_W & ~(bits << 1));
            case 2 -> bits & ~EACH_W;
            default -> bits & ~EACH_R;
        };
    }

    /**
     * An operand for {@code csrrw}, {@code csrrs} or {@code csrrc} on a {@code pmpaddr}, by {@code funct3}: never one
     * that leaves zero, for {@link Divergence#EMPTY_TOR}.
     */
    static long address(Randomness random, int funct3) {
        return funct3 == 3 ? random.below(256) : address(random);
    }

    /** Entries 6 to 15, none locked; the last mostly allows all. */
    static void fill(long[] words, Randomness random) {
        long low = 0;
        long high = 0;
        for (int i = 6; i < 8; i++) {
            low |= (long) entry(random) << (8 * i);
        }
        for (int i = 0; i < 7; i++) {
            high |= (long) entry(random) << (8 * i);
        }
        boolean open = random.chance(85);
        high |= (long) (open ? NAPOT_RWX : entry(random)) << 56;
        words[CaseRecord.PMPCFG0] = Driver.PMPCFG0_BASE | low;
        words[CaseRecord.PMPCFG2] = high;
        for (int i = 0; i < 9; i++) {
            words[CaseRecord.PMPADDR6 + i] = address(random);
        }
        words[CaseRecord.PMPADDR6 + 9] = open ? (1L << 54) - 1 : address(random);
    }

    private static int entry(Randomness random) {
        if (random.chance(55)) {
            return 0;
        }
        int rights = random.pick(0, 1, 3, 4, 5, 7, 3, 1);
        return rights | random.below(4) << 3;
    }
}
