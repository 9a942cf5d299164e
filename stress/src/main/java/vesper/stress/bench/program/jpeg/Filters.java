package vesper.stress.bench.program.jpeg;

import vesper.stress.bench.program.Apart;

/** What is done to a plane of 16 by 16 values before it is compressed, or after. */
final class Filters extends Apart {
    private static final int SIDE = Picture.SIDE;
    private static final int LEVELS = 16;

    private final int[] other = ints(SIDE * SIDE);
    private final int[] histogram = ints(LEVELS);
    private final int[] window = ints(9);

    private static int at(int x, int y) {
        return Range.clamp(y, 0, SIDE - 1) * SIDE + Range.clamp(x, 0, SIDE - 1);
    }

    /** One, two, one in both directions. */
    void blur(int[] plane) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                other[y * SIDE + x] = plane[at(x - 1, y)] + 2 * plane[y * SIDE + x] + plane[at(x + 1, y)];
            }
        }
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                plane[y * SIDE + x] = (other[at(x, y - 1)] + 2 * other[y * SIDE + x] + other[at(x, y + 1)] + 8) >> 4;
            }
        }
    }

    /** Sobel's: how steep it is at each place, in sum. */
    long edges(int[] plane) {
        long sum = 0;
        for (int y = 1; y < SIDE - 1; y++) {
            for (int x = 1; x < SIDE - 1; x++) {
                int i = y * SIDE + x;
                int across = plane[i - SIDE + 1]
                        + 2 * plane[i + 1]
                        + plane[i + SIDE + 1]
                        - plane[i - SIDE - 1]
                        - 2 * plane[i - 1]
                        - plane[i + SIDE - 1];
                int down = plane[i + SIDE - 1]
                        + 2 * plane[i + SIDE]
                        + plane[i + SIDE + 1]
                        - plane[i - SIDE - 1]
                        - 2 * plane[i - SIDE]
                        - plane[i - SIDE + 1];
                sum += Math.abs(across) + Math.abs(down);
            }
        }
        return sum;
    }

    /** The median of nine, for each place but those at the border. */
    void median(int[] plane) {
        for (int y = 1; y < SIDE - 1; y++) {
            for (int x = 1; x < SIDE - 1; x++) {
                for (int i = 0; i < 9; i++) {
                    int value = plane[(y + i / 3 - 1) * SIDE + x + i % 3 - 1];
                    int j = i;
                    while (j > 0 && window[j - 1] > value) {
                        window[j] = window[j - 1];
                        j--;
                    }
                    window[j] = value;
                }
                other[y * SIDE + x] = window[4];
            }
        }
        for (int y = 1; y < SIDE - 1; y++) {
            for (int x = 1; x < SIDE - 1; x++) {
                plane[y * SIDE + x] = other[y * SIDE + x];
            }
        }
    }

    /** Spreads what there is over all values, by a histogram. */
    void equalize(int[] plane) {
        for (int i = 0; i < LEVELS; i++) {
            histogram[i] = 0;
        }
        for (int i = 0; i < SIDE * SIDE; i++) {
            histogram[level(plane[i])]++;
        }
        int sum = 0;
        for (int i = 0; i < LEVELS; i++) {
            int count = histogram[i];
            histogram[i] = sum + count / 2;
            sum += count;
        }
        for (int i = 0; i < SIDE * SIDE; i++) {
            int spread = histogram[level(plane[i])] * 255 / (SIDE * SIDE) - 128;
            plane[i] = (3 * plane[i] + spread) / 4;
        }
    }

    private static int level(int value) {
        return Range.clamp((value + 128) / LEVELS, 0, LEVELS - 1);
    }

    /** To black and white, what is lost going to the neighbours, after Floyd and Steinberg; {@return what is white} */
    int dither(int[] plane) {
        for (int i = 0; i < SIDE * SIDE; i++) {
            other[i] = plane[i];
        }
        int white = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int i = y * SIDE + x;
                int value = other[i];
                int shown = value < 0 ? -128 : 127;
                white += value < 0 ? 0 : x + y;
                int lost = value - shown;
                if (x + 1 < SIDE) {
                    other[i + 1] += (lost * 7) >> 4;
                }
                if (y + 1 < SIDE) {
                    other[i + SIDE] += (lost * 5) >> 4;
                    if (x > 0) {
                        other[i + SIDE - 1] += (lost * 3) >> 4;
                    }
                    if (x + 1 < SIDE) {
                        other[i + SIDE + 1] += lost >> 4;
                    }
                }
            }
        }
        return white;
    }

    /** To the half and back, as a picture in two sizes is kept: {@return what is lost by it} */
    long pyramid(int[] plane) {
        int half = SIDE / 2;
        for (int y = 0; y < half; y++) {
            for (int x = 0; x < half; x++) {
                int i = 2 * y * SIDE + 2 * x;
                other[y * half + x] = (plane[i] + plane[i + 1] + plane[i + SIDE] + plane[i + SIDE + 1] + 2) >> 2;
            }
        }
        long lost = 0;
        for (int y = 0; y < SIDE; y++) {
            int top = Range.clamp((y - 1) >> 1, 0, half - 1);
            int bottom = Math.min(top + 1, half - 1);
            for (int x = 0; x < SIDE; x++) {
                int left = Range.clamp((x - 1) >> 1, 0, half - 1);
                int right = Math.min(left + 1, half - 1);
                int wx = (x & 1) == 0 ? 3 : 1;
                int wy = (y & 1) == 0 ? 3 : 1;
                int upper = (4 - wx) * other[top * half + left] + wx * other[top * half + right];
                int lower = (4 - wx) * other[bottom * half + left] + wx * other[bottom * half + right];
                int value = ((4 - wy) * upper + wy * lower + 8) >> 4;
                int difference = plane[y * SIDE + x] - value;
                lost += (long) difference * difference;
            }
        }
        return lost;
    }
}
