package vesper.hart.fp;

import java.util.SplittableRandom;

/** Operands where rounding goes wrong if it does: edges of the format, near ties, near cancellations. */
final class Operands {
    private final SplittableRandom random;
    private final Oracle format;
    private final int fractionBits;
    private final int bias;

    Operands(Oracle format, long seed) {
        this.format = format;
        this.random = new SplittableRandom(seed);
        this.fractionBits = format.precision() - 1;
        this.bias = format.maxExponent();
    }

    int roundingMode() {
        return random.nextInt(5);
    }

    /** Any operand. */
    long any() {
        long sign = random.nextBoolean() ? format.sign() : 0;
        return sign
                | switch (random.nextInt(12)) {
                    case 0 -> special();
                    case 1 -> random.nextLong() & (format.sign() - 1);
                    case 2, 3 -> fraction(); // subnormal, or zero
                    case 4 -> number(random.nextInt(1, fractionBits + 4)); // just normal
                    case 5 -> number(2 * bias - random.nextInt(4)); // near overflow
                    case 6 -> (long) random.nextInt(1, 2 * bias + 1) << fractionBits; // a power of two
                    case 7 -> number(bias + random.nextInt(-3, 66)); // about as large as integers
                    case 8 -> number((random.nextBoolean() ? bias / 2 : bias + bias / 2) + random.nextInt(-60, 60));
                    default -> number(bias + random.nextInt(-60, 60));
                };
    }

    /** Any operand, or often one that meets {@code a}: of near magnitude, a neighbour, its opposite. */
    long with(long a) {
        long exponent = a & format.infinity();
        long flip = random.nextBoolean() ? format.sign() : 0;
        return switch (random.nextInt(8)) {
            case 0 -> a ^ flip;
            case 1 -> ((a + random.nextInt(-3, 4)) ^ flip) & mask();
            case 2 -> (flip | exponent | fraction()) & mask();
            case 3, 4 -> {
                int distance = random.nextInt(-fractionBits - 4, fractionBits + 5);
                long field = Math.clamp((exponent >>> fractionBits) + distance, 0, 2L * bias);
                yield flip | field << fractionBits | fraction();
            }
            default -> any();
        };
    }

    /** An addend for a product: any, or one that nearly cancels it or decides its tie. */
    long addend(long a, long b) {
        double product = format.host(a) * format.host(b);
        long near = fractionBits == 23 ? Float.floatToRawIntBits((float) product) : Double.doubleToRawLongBits(product);
        return random.nextInt(3) == 0 ? any() : with(near & mask());
    }

    /** An integer: small, large, or with a run of bits near a tie. */
    long integer() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong() >> random.nextInt(64);
            case 1 -> (1L << random.nextInt(64)) + random.nextInt(-2, 3);
            case 2 -> (random.nextLong() << random.nextInt(64)) + random.nextInt(-1, 2);
            default -> -(1L << random.nextInt(64)) >> random.nextInt(64);
        };
    }

    private long mask() {
        return format.sign() | (format.sign() - 1);
    }

    private long number(int biasedExponent) {
        return (long) biasedExponent << fractionBits | fraction();
    }

    private long fraction() {
        long mask = (1L << fractionBits) - 1;
        long bits = random.nextLong();
        return mask
                & switch (random.nextInt(6)) {
                    case 0 -> 0;
                    case 1 -> bits << random.nextInt(fractionBits); // few significant bits: exact results and ties
                    case 2 -> mask - (bits & 3);
                    case 3 -> 1L << random.nextInt(fractionBits);
                    case 4 -> mask >>> random.nextInt(fractionBits);
                    default -> bits;
                };
    }

    private long special() {
        long payload = Math.max(1, fraction() >>> 2);
        return switch (random.nextInt(8)) {
            case 0, 1 -> 0;
            case 2, 3 -> format.infinity();
            case 4 -> format.nan();
            case 5 -> format.nan() | payload;
            case 6 -> format.infinity() | payload; // signalling
            default -> format.infinity() - 1;
        };
    }
}
