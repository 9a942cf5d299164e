package vesper.stress.bench.program.sort;

import vesper.stress.bench.program.Apart;

/** Sorts of ints. */
final class IntSorts extends Apart {
    static final int KINDS = 6;

    private static final int SMALL = 12;
    private static final int DIGIT_BITS = 8;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private final int[] other;
    private final int[] counts = ints(DIGITS);
    private final int[] runs;

    IntSorts(int size) {
        other = ints(size);
        runs = ints(size + 1);
    }

    void sort(int kind, int[] values, int size) {
        switch (kind) {
            case 0 -> insertion(values, 0, size);
            case 1 -> heap(values, 0, size);
            case 2 -> radix(values, size);
            case 3 -> introsort(values, 0, size, 2 * (31 - Integer.numberOfLeadingZeros(size)));
            case 4 -> naturalMerge(values, size);
            default -> comb(values, size);
        }
    }

    private static void insertion(int[] values, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int value = values[i];
            int j = i;
            while (j > from && values[j - 1] > value) {
                values[j] = values[j - 1];
                j--;
            }
            values[j] = value;
        }
    }

    private static void heap(int[] values, int from, int to) {
        int size = to - from;
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(values, from, i, size);
        }
        for (int i = size - 1; i > 0; i--) {
            swap(values, from, from + i);
            sink(values, from, 0, i);
        }
    }

    private static void sink(int[] values, int from, int start, int size) {
        int value = values[from + start];
        int hole = start;
        while (2 * hole + 1 < size) {
            int child = 2 * hole + 1;
            if (child + 1 < size && values[from + child] < values[from + child + 1]) {
                child++;
            }
            if (values[from + child] <= value) {
                break;
            }
            values[from + hole] = values[from + child];
            hole = child;
        }
        values[from + hole] = value;
    }

    private static void swap(int[] values, int i, int j) {
        int value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    /** From the lowest digit; the sign's bit is turned around for the highest. */
    private void radix(int[] values, int size) {
        int[] from = values;
        int[] to = other;
        for (int shift = 0; shift < Integer.SIZE; shift += DIGIT_BITS) {
            int flip = shift == Integer.SIZE - DIGIT_BITS ? DIGITS / 2 : 0;
            for (int i = 0; i < DIGITS; i++) {
                counts[i] = 0;
            }
            for (int i = 0; i < size; i++) {
                counts[(from[i] >>> shift & (DIGITS - 1)) ^ flip]++;
            }
            int start = 0;
            for (int i = 0; i < DIGITS; i++) {
                int count = counts[i];
                counts[i] = start;
                start += count;
            }
            for (int i = 0; i < size; i++) {
                int digit = (from[i] >>> shift & (DIGITS - 1)) ^ flip;
                to[counts[digit]++] = from[i];
            }
            int[] swapped = from;
            from = to;
            to = swapped;
        }
    }

    private static void introsort(int[] values, int from, int to, int depth) {
        int low = from;
        int left = depth;
        while (to - low > SMALL) {
            if (left == 0) {
                heap(values, low, to);
                return;
            }
            left--;
            int middle = partition(values, low, to);
            introsort(values, middle, to, left);
            to = middle;
        }
        insertion(values, low, to);
    }

    /** Around the median of three, as Hoare does. */
    private static int partition(int[] values, int from, int to) {
        int a = values[from];
        int b = values[from + (to - from) / 2];
        int c = values[to - 1];
        int pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
        int i = from;
        int j = to - 1;
        while (true) {
            while (values[i] < pivot) {
                i++;
            }
            while (values[j] > pivot) {
                j--;
            }
            if (i >= j) {
                return i == from ? from + 1 : i;
            }
            swap(values, i++, j--);
        }
    }

    /** Finds rising and falling runs, then merges neighbours until one is left. */
    @SuppressWarnings("ReferenceEquality") // which array the result is in
    private void naturalMerge(int[] values, int size) {
        int count = findRuns(values, size);
        int[] from = values;
        int[] to = other;
        while (count > 1) {
            int merged = 0;
            for (int i = 0; i < count; i += 2) {
                int start = runs[i];
                int middle = runs[i + 1];
                int end = i + 2 <= count ? runs[i + 2] : middle;
                merge(from, to, start, middle, end);
                runs[merged++] = start;
            }
            runs[merged] = size;
            count = merged;
            int[] swapped = from;
            from = to;
            to = swapped;
        }
        if (from != values) {
            for (int i = 0; i < size; i++) {
                values[i] = from[i];
            }
        }
    }

    private int findRuns(int[] values, int size) {
        int count = 0;
        int i = 0;
        while (i < size) {
            runs[count++] = i;
            int start = i++;
            if (i < size && values[i] < values[start]) {
                while (i < size && values[i] < values[i - 1]) {
                    i++;
                }
                reverse(values, start, i);
            } else {
                while (i < size && values[i] >= values[i - 1]) {
                    i++;
                }
            }
        }
        runs[count] = size;
        return count;
    }

    private static void reverse(int[] values, int from, int to) {
        for (int i = from, j = to - 1; i < j; i++, j--) {
            swap(values, i, j);
        }
    }

    private static void merge(int[] from, int[] to, int start, int middle, int end) {
        int i = start;
        int j = middle;
        for (int k = start; k < end; k++) {
            if (j >= end || (i < middle && from[i] <= from[j])) {
                to[k] = from[i++];
            } else {
                to[k] = from[j++];
            }
        }
    }

    private static void comb(int[] values, int size) {
        int gap = size;
        boolean swapped = true;
        while (gap > 1 || swapped) {
            gap = Math.max(1, gap * 10 / 13);
            swapped = false;
            for (int i = 0; i + gap < size; i++) {
                if (values[i] > values[i + gap]) {
                    swap(values, i, i + gap);
                    swapped = true;
                }
            }
        }
    }
}
