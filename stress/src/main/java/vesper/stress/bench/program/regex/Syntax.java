package vesper.stress.bench.program.regex;

import vesper.stress.bench.program.Apart;

/** A pattern as a tree of nodes in arrays. */
final class Syntax extends Apart {
    static final int EMPTY = 0;
    static final int CHARACTER = 1;
    static final int ANY = 2;
    static final int SET = 3;
    static final int SEQUENCE = 4;
    static final int CHOICE = 5;
    static final int REPEAT = 6;
    static final int GROUP = 7;
    static final int BEGIN = 8;
    static final int END = 9;
    static final int WORD_EDGE = 10;

    static final int UNLIMITED = 1000;

    private static final int SIZE = 128;
    private static final int SETS = 16;

    final int[] kind = ints(SIZE);
    /** The first part of a node that has parts; or its character, set or group. */
    final int[] left = ints(SIZE);

    final int[] right = ints(SIZE);
    final int[] least = ints(SIZE);
    final int[] most = ints(SIZE);
    final boolean[] lazy = new boolean[SIZE + 64];
    // the characters of sets, as bits
    private final long[] low = longs(SETS);
    private final long[] high = longs(SETS);
    private int count;
    private int sets;
    private int groups;

    void clear() {
        count = 0;
        sets = 0;
        groups = 0;
    }

    int groups() {
        return groups;
    }

    int newGroup() {
        return ++groups;
    }

    int node(int kindOfIt, int first, int second) {
        if (count == SIZE) {
            throw new IllegalStateException("the pattern is too long");
        }
        kind[count] = kindOfIt;
        left[count] = first;
        right[count] = second;
        return count++;
    }

    int repeat(int part, int from, int to, boolean reluctant) {
        int node = node(REPEAT, part, 0);
        least[node] = from;
        most[node] = to;
        lazy[node] = reluctant;
        return node;
    }

    int newSet() {
        low[sets] = 0;
        high[sets] = 0;
        return sets++;
    }

    void add(int set, int character) {
        if (character < 64) {
            low[set] |= 1L << character;
        } else {
            high[set] |= 1L << character;
        }
    }

    void invert(int set) {
        low[set] = ~low[set];
        high[set] = ~high[set];
    }

    boolean contains(int set, int character) {
        return ((character < 64 ? low[set] : high[set]) >>> character & 1) != 0;
    }

    static boolean isWord(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_';
    }
}
