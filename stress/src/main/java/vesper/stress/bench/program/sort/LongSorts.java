package vesper.stress.bench.program.sort;

import vesper.stress.bench.program.Apart;

/** Sorts of longs. */
final class LongSorts extends Apart {
    static final int KINDS = 5;

    private static final int SMALL = 8;

    private final long[] other;
    private final long[] tree;

    LongSorts(int size) {
        other = longs(size);
        tree = longs(2 * size);
    }

    void sort(int kind, long[] values, int size) {
        switch (kind) {
            case 0 -> shell(values, size);
            case 1 -> threeWay(values, 0, size - 1);
            case 2 -> mergeSort(values, 0, size);
            case 3 -> tournament(values, size);
            default -> bitonic(values, size);
        }
    }

    /** By Ciura's gaps. */
    private static void shell(long[] values, int size) {
        int gap = 132;
        while (gap > 0) {
            for (int i = gap; i < size; i++) {
                long value = values[i];
                int j = i;
                while (j >= gap && values[j - gap] > value) {
                    values[j] = values[j - gap];
                    j -= gap;
                }
                values[j] = value;
            }
            gap = switch (gap) {
                case 132 -> 57;
                case 57 -> 23;
                case 23 -> 10;
                case 10 -> 4;
                case 4 -> 1;
                default -> 0;
            };
        }
    }

    /** Smaller ones, equal ones, greater ones, as in the problem of the Dutch flag. */
    private static void threeWay(long[] values, int from, int to) {
        if (to - from < SMALL) {
            insertion(values, from, to);
            return;
        }
        long pivot = ninther(values, from, to);
        int less = from;
        int greater = to;
        int i = from;
        while (i <= greater) {
            long value = values[i];
            if (value < pivot) {
                values[i++] = values[less];
                values[less++] = value;
            } else if (value > pivot) {
                values[i] = values[greater];
                values[greater--] = value;
            } else {
                i++;
            }
        }
        threeWay(values, from, less - 1);
        threeWay(values, greater + 1, to);
    }

    private static void insertion(long[] values, int from, int to) {
        for (int i = from + 1; i <= to; i++) {
            long value = values[i];
            int low = from;
            int high = i;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (values[middle] <= value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            for (int j = i; j > low; j--) {
                values[j] = values[j - 1];
            }
            values[low] = value;
        }
    }

    /** The median of three medians of three. */
    private static long ninther(long[] values, int from, int to) {
        int step = (to - from) / 8;
        int middle = from + (to - from) / 2;
        return median(
                median(values[from], values[from + step], values[from + 2 * step]),
                median(values[middle - step], values[middle], values[middle + step]),
                median(values[to - 2 * step], values[to - step], values[to]));
    }

    private static long median(long a, long b, long c) {
        if (a < b) {
            return b < c ? b : a < c ? c : a;
        }
        return a < c ? a : b < c ? c : b;
    }

    private void mergeSort(long[] values, int from, int to) {
        if (to - from <= SMALL) {
            insertion(values, from, to - 1);
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(values, from, middle);
        mergeSort(values, middle, to);
        if (values[middle - 1] <= values[middle]) {
            return;
        }
        for (int i = from; i < middle; i++) {
            other[i] = values[i];
        }
        int i = from;
        int j = middle;
        int k = from;
        while (i < middle && j < to) {
            values[k++] = values[j] < other[i] ? values[j++] : other[i++];
        }
        while (i < middle) {
            values[k++] = other[i++];
        }
    }

    /** The least goes up a tree of matches; its place is taken by the greatest long. */
    private void tournament(long[] values, int size) {
        for (int i = 0; i < size; i++) {
            tree[size + i] = values[i];
        }
        for (int i = size - 1; i > 0; i--) {
            tree[i] = Math.min(tree[2 * i], tree[2 * i + 1]);
        }
        for (int i = 0; i < size; i++) {
            long least = tree[1];
            values[i] = least;
            int at = 1;
            while (at < size) {
                at = tree[2 * at] == least ? 2 * at : 2 * at + 1;
            }
            tree[at] = Long.MAX_VALUE;
            while (at > 1) {
                at >>= 1;
                tree[at] = Math.min(tree[2 * at], tree[2 * at + 1]);
            }
        }
    }

    /** A sorting network, of a power of two. */
    private static void bitonic(long[] values, int size) {
        for (int block = 2; block <= size; block *= 2) {
            for (int distance = block / 2; distance > 0; distance /= 2) {
                for (int i = 0; i < size; i++) {
                    int partner = i ^ distance;
                    boolean up = (i & block) == 0;
                    if (partner > i && values[i] > values[partner] == up) {
                        long value = values[i];
                        values[i] = values[partner];
                        values[partner] = value;
                    }
                }
            }
        }
    }
}
