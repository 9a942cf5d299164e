package vesper.stress.bench.program.btree;

import vesper.stress.bench.program.Apart;

/** Pages behind the cache, each with a sum by which a torn one is found. */
final class Disk extends Apart {
    private static final int WORDS = Cache.WORDS;

    private final int[] words;
    private final int[] sums;

    Disk(int pages) {
        words = ints(pages * WORDS);
        sums = ints(pages);
    }

    /** Fletcher's. */
    private int sum(int from) {
        int a = 0xffff;
        int b = 0xffff;
        for (int i = 0; i < WORDS; i++) {
            int word = words[from + i];
            a += word & 0xffff;
            b += a;
            a += word >>> 16;
            b += a;
        }
        a = (a & 0xffff) + (a >>> 16);
        b = (b & 0xffff) + (b >>> 16);
        return b << 16 | (a & 0xffff);
    }

    void write(int page, int[] from, int at) {
        for (int i = 0; i < WORDS; i++) {
            words[page * WORDS + i] = from[at + i];
        }
        sums[page] = sum(page * WORDS);
    }

    void read(int page, int[] to, int at) {
        if (sums[page] != 0 && sums[page] != sum(page * WORDS)) {
            throw new IllegalStateException("a page is torn");
        }
        for (int i = 0; i < WORDS; i++) {
            to[at + i] = words[page * WORDS + i];
        }
    }
}
