package vesper.stress.bench.program.btree;

import vesper.stress.bench.program.Apart;

/** Pugh's ordered list with shortcuts, in arrays: what the trees are compared with. */
final class SkipList extends Apart {
    private static final int LEVELS = 6;
    private static final int END = 0;

    private final int[] next;
    private final int[] keys;
    private final long[] values;
    private final int[] levels;
    private final int[] before = ints(LEVELS);
    private int free;
    private int used;
    private int random;

    SkipList(int size) {
        next = ints((size + 1) * LEVELS);
        keys = ints(size + 1);
        values = longs(size + 1);
        levels = ints(size + 1);
    }

    void clear() {
        for (int i = 0; i < LEVELS; i++) {
            next[i] = END;
        }
        free = END;
        used = 1;
        random = 0x2545_f491;
    }

    /** The last node with a lesser key, on each level. */
    private int find(int key) {
        int node = END;
        for (int level = LEVELS - 1; level >= 0; level--) {
            int following = next[node * LEVELS + level];
            while (following != END && keys[following] < key) {
                node = following;
                following = next[node * LEVELS + level];
            }
            before[level] = node;
        }
        return next[node * LEVELS];
    }

    private int height() {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return Math.min(LEVELS, 1 + Integer.numberOfTrailingZeros(random) / 2);
    }

    void put(int key, long value) {
        int node = find(key);
        if (node == END || keys[node] != key) {
            if (free == END) {
                node = used++;
            } else {
                node = free;
                free = next[node * LEVELS];
            }
            keys[node] = key;
            levels[node] = height();
            for (int level = 0; level < levels[node]; level++) {
                int at = before[level] * LEVELS + level;
                next[node * LEVELS + level] = next[at];
                next[at] = node;
            }
        }
        values[node] = value;
    }

    boolean remove(int key) {
        int node = find(key);
        if (node == END || keys[node] != key) {
            return false;
        }
        for (int level = 0; level < levels[node]; level++) {
            next[before[level] * LEVELS + level] = next[node * LEVELS + level];
        }
        next[node * LEVELS] = free;
        free = node;
        return true;
    }

    /** The sum over keys in a range, from and to included. */
    long sum(int from, int to) {
        long sum = 0;
        for (int node = find(from); node != END && keys[node] <= to; node = next[node * LEVELS]) {
            sum += keys[node] ^ values[node];
        }
        return sum;
    }
}
