package vesper.stress.bench.program.sort;

import vesper.stress.bench.program.Apart;

/** Texts of small letters in one array of bytes, sorted by their order in a dictionary; what moves is where they begin. */
final class Texts extends Apart {
    static final int KINDS = 3;

    private static final int LONGEST = 12;
    private static final int LETTERS = 26;

    private final int count;
    private final byte[] letters;
    private final int[] starts;
    private final int[] lengths;
    private final int[] order;
    private final int[] other;
    private final int[] counts = ints(LETTERS + 3);

    Texts(int count) {
        this.count = count;
        letters = bytes(count * LONGEST);
        starts = ints(count);
        lengths = ints(count);
        order = ints(count);
        other = ints(count);
    }

    /** With random ones; many begin alike. */
    long fill(long seed) {
        long random = seed;
        int at = 0;
        for (int i = 0; i < count; i++) {
            random = random * 6364136223846793005L + 1442695040888963407L;
            int length = 3 + (int) (random >>> 40) % (LONGEST - 3);
            starts[i] = at;
            lengths[i] = length;
            order[i] = i;
            for (int j = 0; j < length; j++) {
                int range = j < 2 ? 4 : LETTERS;
                letters[at++] = (byte) ('a' + ((int) (random >>> (3 * j + 8)) & 0xffff) % range);
            }
        }
        return random;
    }

    void sort(int kind) {
        switch (kind) {
            case 0 -> quick(0, count - 1, 0);
            case 1 -> radix(0, count, 0);
            default -> binaryInsertion();
        }
    }

    /** The letter at a place of a text, 0 behind its end. */
    private int letter(int text, int at) {
        return at < lengths[text] ? letters[starts[text] + at] - 'a' + 1 : 0;
    }

    /** Bentley's and Sedgewick's: three ways by one letter. */
    private void quick(int from, int to, int depth) {
        if (to <= from) {
            return;
        }
        int pivot = letter(order[(from + to) >>> 1], depth);
        int less = from;
        int greater = to;
        int i = from;
        while (i <= greater) {
            int text = order[i];
            int letter = letter(text, depth);
            if (letter < pivot) {
                order[i++] = order[less];
                order[less++] = text;
            } else if (letter > pivot) {
                order[i] = order[greater];
                order[greater--] = text;
            } else {
                i++;
            }
        }
        quick(from, less - 1, depth);
        if (pivot > 0) {
            quick(less, greater, depth + 1);
        }
        quick(greater + 1, to, depth);
    }

    /** From the first letter; small groups by comparing. */
    private void radix(int from, int to, int depth) {
        if (to - from < 8) {
            for (int i = from + 1; i < to; i++) {
                insert(from, i);
            }
            return;
        }
        for (int i = 0; i <= LETTERS + 1; i++) {
            counts[i] = 0;
        }
        for (int i = from; i < to; i++) {
            counts[letter(order[i], depth) + 1]++;
        }
        for (int i = 0; i <= LETTERS; i++) {
            counts[i + 1] += counts[i];
        }
        for (int i = from; i < to; i++) {
            other[counts[letter(order[i], depth)]++] = order[i];
        }
        for (int i = from; i < to; i++) {
            order[i] = other[i - from];
        }
        int start = from;
        while (start < to) {
            int letter = letter(order[start], depth);
            int end = start + 1;
            while (end < to && letter(order[end], depth) == letter) {
                end++;
            }
            if (letter > 0) {
                radix(start, end, depth + 1);
            }
            start = end;
        }
    }

    private void insert(int from, int i) {
        int text = order[i];
        int j = i;
        while (j > from && compare(order[j - 1], text) > 0) {
            order[j] = order[j - 1];
            j--;
        }
        order[j] = text;
    }

    private void binaryInsertion() {
        for (int i = 1; i < count; i++) {
            int text = order[i];
            int low = 0;
            int high = i;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (compare(order[middle], text) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            for (int j = i; j > low; j--) {
                order[j] = order[j - 1];
            }
            order[low] = text;
        }
    }

    private int compare(int a, int b) {
        int common = Math.min(lengths[a], lengths[b]);
        int at = starts[a];
        int bt = starts[b];
        for (int i = 0; i < common; i++) {
            int difference = letters[at + i] - letters[bt + i];
            if (difference != 0) {
                return difference;
            }
        }
        return lengths[a] - lengths[b];
    }

    long check() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0 && compare(order[i - 1], order[i]) > 0) {
                throw new IllegalStateException("texts are not sorted");
            }
            sum = sum * 31 + letters[starts[order[i]] + 2] + lengths[order[i]];
        }
        return sum;
    }
}
