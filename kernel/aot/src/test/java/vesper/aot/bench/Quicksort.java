package vesper.aot.bench;

import vesper.metal.Entry;

/** Hoare's, with the middle as the pivot, and the smaller part first. */
final class Quicksort {
    private static final int SIZE = 10000;
    private static final int[] VALUES = new int[SIZE];

    static {
        int seed = 7;
        for (int i = 0; i < SIZE; i++) {
            seed = seed * 1103515245 + 12345;
            VALUES[i] = seed >> 4;
        }
    }

    private Quicksort() {}

    @Entry
    static void setup() {}

    @Entry
    static long bench() {
        sort(VALUES, 0, VALUES.length - 1);
        long sum = 0;
        for (int i = 0; i < VALUES.length; i++) {
            sum = sum * 31 + VALUES[i];
        }
        return sum;
    }

    private static void sort(int[] values, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int pivot = values[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    int swapped = values[i];
                    values[i] = values[j];
                    values[j] = swapped;
                    i++;
                    j--;
                }
            }
            if (j - low < high - i) {
                sort(values, low, j);
                low = i;
            } else {
                sort(values, i, high);
                high = j;
            }
        }
    }
}
