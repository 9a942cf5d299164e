package vesper.stress.bench.program.btree;

import vesper.stress.bench.program.Apart;

/** A node of a {@link BTree}: keys, their values, and between them the children. */
final class Node extends Apart {
    /** The least number of children of a node that isn't the root. */
    static final int DEGREE = 3;

    static final int MOST = 2 * DEGREE - 1;

    final int[] keys = ints(MOST);
    final long[] values = longs(MOST);
    final Node[] children = new Node[MOST + 1 + 8];
    int count;
    boolean leaf;

    Node() {
        for (int i = 0; i < children.length; i++) {
            children[i] = this; // never null, so that the compiler need not look
        }
    }

    /** The place of the first key that is not less. */
    int place(int key) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    boolean has(int place, int key) {
        return place < count && keys[place] == key;
    }

    /** Makes room for a key at a place, and for a child behind it. */
    void open(int place) {
        for (int i = count; i > place; i--) {
            keys[i] = keys[i - 1];
            values[i] = values[i - 1];
            children[i + 1] = children[i];
        }
        count++;
    }

    /** Takes the key at a place out, and the child behind it. */
    void close(int place) {
        count--;
        for (int i = place; i < count; i++) {
            keys[i] = keys[i + 1];
            values[i] = values[i + 1];
            children[i + 1] = children[i + 2];
        }
    }

    void set(int place, int key, long value) {
        keys[place] = key;
        values[place] = value;
    }
}
