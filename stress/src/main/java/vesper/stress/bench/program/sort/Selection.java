package vesper.stress.bench.program.sort;

import vesper.stress.bench.program.Apart;

/** What is asked of an array without sorting all of it. */
final class Selection extends Apart {
    private static final int MOST = 16;

    private final int[] heap = ints(MOST);
    private int size;

    /** By quickselect; changes the array's order. */
    int median(int[] values, int count) {
        int wanted = count / 2;
        int from = 0;
        int to = count - 1;
        while (from < to) {
            int pivot = values[wanted];
            int i = from;
            int j = to;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    int value = values[i];
                    values[i++] = values[j];
                    values[j--] = value;
                }
            }
            if (j < wanted) {
                from = i;
            }
            if (wanted < i) {
                to = j;
            }
        }
        return values[wanted];
    }

    /** The sum of the greatest, by a heap of them whose root is the least. */
    long largest(int[] values, int count, int most) {
        size = 0;
        for (int i = 0; i < count; i++) {
            if (size < most) {
                push(values[i]);
            } else if (values[i] > heap[0]) {
                pop();
                push(values[i]);
            }
        }
        long sum = 0;
        while (size > 0) {
            sum = sum * 3 + pop();
        }
        return sum;
    }

    private void push(int value) {
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (heap[parent] <= value) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = value;
    }

    private int pop() {
        int least = heap[0];
        int value = heap[--size];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= value) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = value;
        return least;
    }
}
