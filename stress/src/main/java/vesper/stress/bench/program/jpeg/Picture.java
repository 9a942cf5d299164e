package vesper.stress.bench.program.jpeg;

import vesper.stress.bench.program.Apart;

/** 16 by 16 points of red, green and blue, and the same as luma and two chromas of half the width and height. */
final class Picture extends Apart {
    static final int SIDE = 16;
    static final int HALF = SIDE / 2;

    private static final int BITS = 16;
    private static final int ROUNDING = 1 << (BITS - 1);

    final int[] points = ints(SIDE * SIDE);
    final int[] luma = ints(SIDE * SIDE);
    final int[] blue = ints(HALF * HALF);
    final int[] red = ints(HALF * HALF);

    /** A slope, a disc, stripes, and some noise. */
    long draw(long seed) {
        long random = seed;
        int kind = (int) (seed >>> 60);
        int centre = 4 + (kind & 7);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                random = random * 6364136223846793005L + 1442695040888963407L;
                int noise = (int) (random >>> 61);
                int r = 40 + 8 * x + noise;
                int g = 200 - 6 * y + noise;
                int b = 60 + 3 * (x + y);
                int distance = (x - centre) * (x - centre) + (y - centre) * (y - centre);
                if (distance < 20) {
                    r = 230 - distance;
                    b = 30 + noise;
                } else if ((x + kind & 4) != 0) {
                    g = b + noise;
                }
                points[y * SIDE + x] = clamped(r) << 16 | clamped(g) << 8 | clamped(b);
            }
        }
        return random;
    }

    private static int clamped(int value) {
        return Range.clamp(value, 0, 255);
    }

    private static int red(int point) {
        return point >>> 16;
    }

    private static int green(int point) {
        return point >>> 8 & 0xff;
    }

    private static int blue(int point) {
        return point & 0xff;
    }

    /** By ITU-R BT.601; a chroma is the mean of four points'. */
    void split() {
        for (int i = 0; i < SIDE * SIDE; i++) {
            int point = points[i];
            luma[i] = ((19595 * red(point) + 38470 * green(point) + 7471 * blue(point) + ROUNDING) >> BITS) - 128;
        }
        for (int y = 0; y < HALF; y++) {
            for (int x = 0; x < HALF; x++) {
                int at = 2 * y * SIDE + 2 * x;
                int a = points[at];
                int b = points[at + 1];
                int c = points[at + SIDE];
                int d = points[at + SIDE + 1];
                int r = red(a) + red(b) + red(c) + red(d);
                int g = green(a) + green(b) + green(c) + green(d);
                int bl = blue(a) + blue(b) + blue(c) + blue(d);
                blue[y * HALF + x] = (-11059 * r - 21709 * g + 32768 * bl + 2 * ROUNDING) >> (BITS + 2);
                red[y * HALF + x] = (32768 * r - 27439 * g - 5329 * bl + 2 * ROUNDING) >> (BITS + 2);
            }
        }
    }

    /** Chromas between their points are interpolated. */
    void join() {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int l = (luma[y * SIDE + x] + 128) << BITS;
                int cb = between(blue, x, y);
                int cr = between(red, x, y);
                int r = (l + 91881 * cr + ROUNDING) >> BITS;
                int g = (l - 22554 * cb - 46802 * cr + ROUNDING) >> BITS;
                int b = (l + 116130 * cb + ROUNDING) >> BITS;
                points[y * SIDE + x] = clamped(r) << 16 | clamped(g) << 8 | clamped(b);
            }
        }
    }

    /** Nine parts of the nearest, three of each neighbour, one of that across. */
    private static int between(int[] chroma, int x, int y) {
        int nearX = x >> 1;
        int nearY = y >> 1;
        int farX = Range.clamp((x & 1) == 0 ? nearX - 1 : nearX + 1, 0, HALF - 1);
        int farY = Range.clamp((y & 1) == 0 ? nearY - 1 : nearY + 1, 0, HALF - 1);
        int sum = 9 * chroma[nearY * HALF + nearX]
                + 3 * chroma[nearY * HALF + farX]
                + 3 * chroma[farY * HALF + nearX]
                + chroma[farY * HALF + farX];
        return (sum + 8) >> 4;
    }

    /** The sum of the squares by which the colours differ. */
    long difference(Picture other) {
        long sum = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            int a = points[i];
            int b = other.points[i];
            int r = red(a) - red(b);
            int g = green(a) - green(b);
            int bl = blue(a) - blue(b);
            sum += r * r + g * g + bl * bl;
        }
        return sum;
    }
}
