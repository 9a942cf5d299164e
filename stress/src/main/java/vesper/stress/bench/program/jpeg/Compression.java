package vesper.stress.bench.program.jpeg;

import vesper.metal.Entry;
import vesper.stress.bench.program.Apart;

/**
 * A round draws a picture, filters it, compresses it in one of four qualities, and makes it visible again: four blocks of
 * luma and one of each chroma.
 */
public final class Compression extends Apart {
    private static final int SIDE = Picture.SIDE;
    private static final int QUALITIES = 4;
    private static final Compression[] HARTS = {
        new Compression(), new Compression(), new Compression(), new Compression()
    };

    private final Picture picture = new Picture();
    private final Picture seen = new Picture();
    private final Filters filters = new Filters();
    private final Bits bits = new Bits(4096);
    private final Blocks blocks = new Blocks(bits);
    private final Lossless lossless = new Lossless(bits);
    private final int[] block = ints(64);
    // in the order of the zigzag
    private final int[][] lumaTables = new int[QUALITIES][];
    private final int[][] chromaTables = new int[QUALITIES][];
    private long random;

    private Compression() {
        for (int quality = 0; quality < QUALITIES; quality++) {
            lumaTables[quality] = new int[64];
            chromaTables[quality] = new int[64];
            for (int i = 0; i < 64; i++) {
                lumaTables[quality][i] = 1 + (6 + i) * (quality + 1) / 4;
                chromaTables[quality][i] = 1 + (9 + 2 * i) * (quality + 1) / 4;
            }
        }
    }

    @Entry("fill")
    static void fill(long hart) {
        HARTS[(int) hart].random = 3;
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
        random = picture.draw(random);
        picture.split();
        long sum = filters.edges(picture.luma);
        switch (number & 7) {
            case 0 -> filters.blur(picture.luma);
            case 1 -> filters.median(picture.luma);
            case 2 -> filters.equalize(picture.luma);
            case 3 -> sum += filters.dither(picture.luma);
            case 4 -> sum += filters.pyramid(picture.luma);
            default -> sum += withoutLoss();
        }
        int quality = number % QUALITIES;
        int length = encode(quality);
        sum = bits.fold(sum, length);
        decode(quality);
        seen.join();
        return sum * 31 + picture.difference(seen) + length;
    }

    private long withoutLoss() {
        int length = lossless.encode(picture.luma);
        long sum = bits.fold(length, length);
        lossless.decode(seen.luma);
        for (int i = 0; i < SIDE * SIDE; i++) {
            if (seen.luma[i] != picture.luma[i]) {
                throw new IllegalStateException("something is lost");
            }
        }
        return sum;
    }

    private int encode(int quality) {
        bits.begin();
        blocks.begin();
        for (int corner = 0; corner < 4; corner++) {
            load(picture.luma, (corner >> 1) * 8 * SIDE + (corner & 1) * 8, SIDE);
            Dct.forward(block);
            blocks.encode(block, lumaTables[quality], 0);
        }
        load(picture.blue, 0, Picture.HALF);
        Dct.forward(block);
        blocks.encode(block, chromaTables[quality], 1);
        load(picture.red, 0, Picture.HALF);
        Dct.forward(block);
        blocks.encode(block, chromaTables[quality], 2);
        return bits.end();
    }

    private void decode(int quality) {
        bits.begin();
        blocks.begin();
        for (int corner = 0; corner < 4; corner++) {
            blocks.decode(block, lumaTables[quality], 0);
            Dct.inverse(block);
            store(seen.luma, (corner >> 1) * 8 * SIDE + (corner & 1) * 8, SIDE);
        }
        blocks.decode(block, chromaTables[quality], 1);
        Dct.inverse(block);
        store(seen.blue, 0, Picture.HALF);
        blocks.decode(block, chromaTables[quality], 2);
        Dct.inverse(block);
        store(seen.red, 0, Picture.HALF);
    }

    private void load(int[] plane, int from, int width) {
        for (int i = 0; i < 64; i++) {
            block[i] = plane[from + (i >> 3) * width + (i & 7)];
        }
    }

    private void store(int[] plane, int to, int width) {
        for (int i = 0; i < 64; i++) {
            plane[to + (i >> 3) * width + (i & 7)] = Range.clamp(block[i], -128, 127);
        }
    }
}
