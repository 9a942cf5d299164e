package vesper.stress.bench.program.sort;

import vesper.stress.bench.program.Apart;

/** Keys with values that move along, in two arrays. */
final class Pairs extends Apart {
    static final int KINDS = 3;

    private static final int SMALL = 6;

    private final int count;
    private final short[] keys;
    private final long[] values;
    private final int[] positions;

    Pairs(int count) {
        this.count = count;
        keys = shorts(count);
        values = longs(count);
        positions = ints(count);
    }

    long fill(long seed) {
        long random = seed;
        for (int i = 0; i < count; i++) {
            random = random * 6364136223846793005L + 1442695040888963407L;
            keys[i] = (short) (random >> 45);
            values[i] = random ^ keys[i];
        }
        return random;
    }

    void sort(int kind) {
        switch (kind) {
            case 0 -> dualPivot(0, count - 1);
            case 1 -> cocktail();
            default -> byCycles();
        }
    }

    private void swap(int i, int j) {
        short key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
        long value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    /** Yaroslavskiy's: below the first pivot, between the two, above the second. */
    private void dualPivot(int from, int to) {
        if (to - from < SMALL) {
            for (int i = from + 1; i <= to; i++) {
                for (int j = i; j > from && keys[j - 1] > keys[j]; j--) {
                    swap(j - 1, j);
                }
            }
            return;
        }
        int third = (to - from) / 3;
        swap(from, from + third);
        swap(to, to - third);
        if (keys[from] > keys[to]) {
            swap(from, to);
        }
        int low = keys[from];
        int high = keys[to];
        int less = from + 1;
        int greater = to - 1;
        for (int i = less; i <= greater; i++) {
            if (keys[i] < low) {
                swap(i, less++);
            } else if (keys[i] > high) {
                while (i < greater && keys[greater] > high) {
                    greater--;
                }
                swap(i, greater--);
                if (keys[i] < low) {
                    swap(i, less++);
                }
            }
        }
        swap(from, --less);
        swap(to, ++greater);
        dualPivot(from, less - 1);
        if (low < high) {
            dualPivot(less + 1, greater - 1);
        }
        dualPivot(greater + 1, to);
    }

    /** Up and down, between the last places that changed. */
    private void cocktail() {
        int from = 0;
        int to = count - 1;
        while (from < to) {
            int last = from;
            for (int i = from; i < to; i++) {
                if (keys[i] > keys[i + 1]) {
                    swap(i, i + 1);
                    last = i;
                }
            }
            to = last;
            int first = to;
            for (int i = to; i > from; i--) {
                if (keys[i - 1] > keys[i]) {
                    swap(i - 1, i);
                    first = i;
                }
            }
            from = first;
        }
    }

    /** Counts where each pair belongs, then moves each once, along the cycles of that permutation. */
    private void byCycles() {
        for (int i = 0; i < count; i++) {
            positions[i] = 0;
        }
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                if (keys[j] <= keys[i]) {
                    positions[i]++;
                } else {
                    positions[j]++;
                }
            }
        }
        for (int i = 0; i < count; i++) {
            while (positions[i] != i) {
                int target = positions[i];
                swap(i, target);
                positions[i] = positions[target];
                positions[target] = target;
            }
        }
    }

    long check() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0 && keys[i - 1] > keys[i]) {
                throw new IllegalStateException("pairs are not sorted");
            }
            sum += (values[i] ^ keys[i]) * (i + 1);
        }
        return sum;
    }
}
