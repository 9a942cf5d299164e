package vesper.stress.bench.program.sort;

import vesper.metal.Entry;
import vesper.stress.bench.program.Apart;

/**
 * A round fills arrays of ints, longs, texts, cards and pairs with random content and sorts each in several ways: every result
 * is checked, and folded into the checksum.
 */
public final class Sorting extends Apart {
    private static final int SIZE = 64;
    private static final Sorting[] HARTS = {new Sorting(), new Sorting(), new Sorting(), new Sorting()};

    private final int[] ints = ints(SIZE);
    private final long[] longs = longs(SIZE);
    private final IntSorts intSorts = new IntSorts(SIZE);
    private final LongSorts longSorts = new LongSorts(SIZE);
    private final Texts texts = new Texts(SIZE);
    private final Cards cards = new Cards(SIZE);
    private final Pairs pairs = new Pairs(SIZE);
    private final Selection selection = new Selection();
    private long random;

    private Sorting() {}

    @Entry("fill")
    static void fill(long hart) {
        HARTS[(int) hart].random = 1;
    }

    @Entry("lap")
    static long lap(long rounds, long hart) {
        long sum = 0;
        for (long i = 0; i < rounds; i++) {
            sum = sum * 31 + HARTS[(int) hart].round((int) i);
        }
        return sum;
    }

    private long round(int number) {
        long sum = 0;
        for (int kind = 0; kind < IntSorts.KINDS; kind++) {
            fillInts(number + kind);
            intSorts.sort(kind, ints, SIZE);
            sum = sum * 17 + checkInts();
        }
        for (int kind = 0; kind < LongSorts.KINDS; kind++) {
            fillLongs(kind);
            longSorts.sort(kind, longs, SIZE);
            sum = sum * 17 + checkLongs();
        }
        for (int kind = 0; kind < Texts.KINDS; kind++) {
            random = texts.fill(random);
            texts.sort(kind);
            sum = sum * 17 + texts.check();
        }
        for (int kind = 0; kind < Cards.KINDS; kind++) {
            random = cards.fill(random);
            cards.sort(kind);
            sum = sum * 17 + cards.check();
        }
        for (int kind = 0; kind < Pairs.KINDS; kind++) {
            random = pairs.fill(random);
            pairs.sort(kind);
            sum = sum * 17 + pairs.check();
        }
        fillInts(number);
        return sum * 17 + selection.median(ints, SIZE) + selection.largest(ints, SIZE, 10);
    }

    private int next() {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (int) (random >> 32);
    }

    /** At random, few values, nearly sorted, or falling. */
    private void fillInts(int pattern) {
        for (int i = 0; i < SIZE; i++) {
            int value = next();
            ints[i] = switch (pattern & 3) {
                case 0 -> value;
                case 1 -> value >>> 28;
                case 2 -> i * 16 + (value >>> 27);
                default -> (SIZE - i) * 1000 - (value >>> 24);
            };
        }
    }

    private void fillLongs(int pattern) {
        for (int i = 0; i < SIZE; i++) {
            long value = (long) next() << 32 ^ next();
            longs[i] = pattern == 1 ? value >> 56 : value;
        }
    }

    private long checkInts() {
        long sum = ints[0];
        for (int i = 1; i < SIZE; i++) {
            if (ints[i - 1] > ints[i]) {
                throw new IllegalStateException("ints are not sorted");
            }
            sum = sum * 31 + ints[i];
        }
        return sum;
    }

    private long checkLongs() {
        long sum = longs[0];
        for (int i = 1; i < SIZE; i++) {
            if (longs[i - 1] > longs[i]) {
                throw new IllegalStateException("longs are not sorted");
            }
            sum = sum * 31 + longs[i];
        }
        return sum;
    }
}
