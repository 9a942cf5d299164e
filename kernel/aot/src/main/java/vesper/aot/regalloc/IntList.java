package vesper.aot.regalloc;

import java.util.Arrays;

/** A growing list of ints. */
final class IntList {
    private int[] elements = new int[4];
    private int size;

    void add(int element) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, 2 * size);
        }
        elements[size++] = element;
    }

    void addAll(IntList other) {
        for (int i = 0; i < other.size; i++) {
            add(other.elements[i]);
        }
    }

    int removeLast() {
        return elements[--size];
    }

    int get(int index) {
        return elements[index];
    }

    int size() {
        return size;
    }
}
