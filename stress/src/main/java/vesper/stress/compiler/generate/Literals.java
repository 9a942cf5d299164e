package vesper.stress.compiler.generate;

import vesper.stress.Randomness;

/** Literals of the primitive types: near the ends of ranges, powers of two, small ones, noise. */
final class Literals {
    private static final long[] CORNERS = {
        0,
        1,
        -1,
        2,
        3,
        -2,
        7,
        10,
        31,
        32,
        33,
        63,
        64,
        0x7f,
        0x80,
        0xff,
        0x7ff,
        0x800,
        -0x800,
        -0x801,
        0x7fff,
        0x8000,
        0xffff,
        0x7fff_f7ffL,
        0x7fff_f800L,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffffL,
        0x1_0000_0000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        0x5555_5555_5555_5555L,
        0x0123_4567_89ab_cdefL
    };

    private Literals() {}

    static long number(Randomness random) {
        return switch (random.below(6)) {
            case 0, 1 -> random.pick(CORNERS);
            case 2, 3 -> random.below(41) - 20;
            case 4 -> (1L << random.below(64)) - random.below(2);
            default -> random.bits() >> random.below(64);
        };
    }

    static String of(JavaType.Primitive type, Randomness random) {
        return type == JavaType.Primitive.BOOLEAN ? String.valueOf(random.chance(50)) : of(type, number(random));
    }

    static String of(JavaType.Primitive type, long number) {
        return switch (type) {
            case BOOLEAN -> String.valueOf((number & 1) != 0);
            case BYTE -> "(byte) " + signed((byte) number, "");
            case SHORT -> "(short) " + signed((short) number, "");
            case CHAR -> "(char) " + (number & 0xffff);
            case INT -> signed(number << 32 >> 32, "");
            case LONG -> signed(number, "L");
        };
    }

    /** In hexadecimal where decimal has no word for it, or says less. */
    private static String signed(long number, String suffix) {
        boolean isSmall = number > -100_000 && number < 100_000;
        if (isSmall) {
            return number < 0 ? "(" + number + suffix + ")" : number + suffix;
        }
        return suffix.isEmpty() ? "0x" + Integer.toHexString((int) number) : "0x" + Long.toHexString(number) + suffix;
    }
}
