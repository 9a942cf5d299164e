package vesper.stress.bench.program.json;

import vesper.stress.bench.program.Apart;

/** Values as nodes in arrays: what a node contains is a list by {@link #next}. */
final class Tree extends Apart {
    static final int NONE = -1;

    static final int NULL = 0;
    static final int FALSE = 1;
    static final int TRUE = 2;
    static final int NUMBER = 3;
    static final int STRING = 4;
    static final int ARRAY = 5;
    static final int OBJECT = 6;

    private static final int SIZE = 400;

    final byte[] kind = bytes(SIZE);
    final int[] next = ints(SIZE);
    final int[] first = ints(SIZE);
    /** The digits of a number, without a point. */
    final long[] digits = longs(SIZE);
    /** How many places the point is to the right of them. */
    final int[] exponent = ints(SIZE);
    // of strings, and of names in objects
    final int[] start = ints(SIZE);
    final int[] size = ints(SIZE);
    final int[] nameStart = ints(SIZE);
    final int[] nameSize = ints(SIZE);
    /** The bytes of all strings. */
    final Text strings = new Text(4096);

    int count;

    void clear() {
        count = 0;
        strings.clear();
    }

    int node(int kindOfIt) {
        int node = count++;
        kind[node] = (byte) kindOfIt;
        next[node] = NONE;
        first[node] = NONE;
        nameSize[node] = NONE;
        return node;
    }

    boolean named(int node, byte[] name, int at, int length) {
        if (nameSize[node] != length) {
            return false;
        }
        int from = nameStart[node];
        for (int i = 0; i < length; i++) {
            if (strings.bytes[from + i] != name[at + i]) {
                return false;
            }
        }
        return true;
    }

    /** What an object has under a name. */
    int member(int object, byte[] name, int at, int length) {
        if (kind[object] != OBJECT) {
            return NONE;
        }
        for (int node = first[object]; node != NONE; node = next[node]) {
            if (named(node, name, at, length)) {
                return node;
            }
        }
        return NONE;
    }

    int children(int node) {
        int number = 0;
        for (int child = first[node]; child != NONE; child = next[child]) {
            number++;
        }
        return number;
    }

    /** The child of a number; counted from the end if it is negative. */
    int child(int node, int number) {
        int left = number < 0 ? number + children(node) : number;
        int child = left < 0 ? NONE : first[node];
        while (child != NONE && left > 0) {
            child = next[child];
            left--;
        }
        return child;
    }

    /** Whether two values are equal; the order of members does not count. */
    boolean equal(int a, int b) {
        if (kind[a] != kind[b]) {
            return false;
        }
        return switch (kind[a]) {
            case NUMBER -> digits[a] == digits[b] && exponent[a] == exponent[b];
            case STRING -> compare(start[a], size[a], start[b], size[b]) == 0;
            case ARRAY -> equalArrays(a, b);
            case OBJECT -> equalObjects(a, b);
            default -> true;
        };
    }

    private boolean equalArrays(int a, int b) {
        int x = first[a];
        int y = first[b];
        while (x != NONE && y != NONE) {
            if (!equal(x, y)) {
                return false;
            }
            x = next[x];
            y = next[y];
        }
        return x == y;
    }

    private boolean equalObjects(int a, int b) {
        if (children(a) != children(b)) {
            return false;
        }
        for (int x = first[a]; x != NONE; x = next[x]) {
            int y = member(b, strings.bytes, nameStart[x], nameSize[x]);
            if (y == NONE || !equal(x, y)) {
                return false;
            }
        }
        return true;
    }

    private int compare(int from, int length, int from2, int length2) {
        int common = Math.min(length, length2);
        for (int i = 0; i < common; i++) {
            int difference = (strings.bytes[from + i] & 0xff) - (strings.bytes[from2 + i] & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return length - length2;
    }

    /** Brings the members of all objects into the order of their names: a merge sort of lists. */
    void sortMembers(int node) {
        for (int child = first[node]; child != NONE; child = next[child]) {
            sortMembers(child);
        }
        if (kind[node] == OBJECT) {
            first[node] = sorted(first[node], children(node));
        }
    }

    private int sorted(int list, int length) {
        if (length < 2) {
            return list;
        }
        int half = length / 2;
        int end = list;
        for (int i = 1; i < half; i++) {
            end = next[end];
        }
        int other = next[end];
        next[end] = NONE;
        return merged(sorted(list, half), sorted(other, length - half));
    }

    private int merged(int a, int b) {
        int head = NONE;
        int tail = NONE;
        int x = a;
        int y = b;
        while (x != NONE || y != NONE) {
            int node;
            if (y == NONE || (x != NONE && compare(nameStart[x], nameSize[x], nameStart[y], nameSize[y]) <= 0)) {
                node = x;
                x = next[x];
            } else {
                node = y;
                y = next[y];
            }
            if (head == NONE) {
                head = node;
            } else {
                next[tail] = node;
            }
            tail = node;
        }
        return head;
    }

    /** Changes an object as a merge patch says (RFC 7396): null removes, objects are merged, all else replaces. */
    void patch(int target, int change) {
        for (int node = first[change]; node != NONE; ) {
            int following = next[node];
            int before = NONE;
            int old = first[target];
            while (old != NONE && !named(old, strings.bytes, nameStart[node], nameSize[node])) {
                before = old;
                old = next[old];
            }
            if (old != NONE && kind[old] == OBJECT && kind[node] == OBJECT) {
                patch(old, node);
            } else if (kind[node] == NULL) {
                if (old != NONE) {
                    link(target, before, next[old]);
                }
            } else {
                next[node] = old == NONE ? NONE : next[old];
                link(target, before, node);
            }
            node = following;
        }
    }

    private void link(int target, int before, int node) {
        if (before == NONE) {
            first[target] = node;
        } else {
            next[before] = node;
        }
    }
}
