package vesper.stress.bench.program.btree;

import vesper.stress.bench.program.Apart;

/** A map from ints to longs: Bayer's and McCreight's tree, with splits on the way down and merges on the way down. */
final class BTree extends Apart {
    private static final int DEGREE = Node.DEGREE;
    private static final int MOST = Node.MOST;

    private final Node[] free;
    private int freeCount;
    private Node root;
    private int size;

    BTree(int nodes) {
        free = new Node[nodes];
        for (int i = 0; i < nodes; i++) {
            free[i] = new Node();
        }
        freeCount = nodes - 1;
        root = free[nodes - 1];
        root.leaf = true;
    }

    int size() {
        return size;
    }

    private Node allocate(boolean leaf) {
        if (freeCount == 0) {
            throw new IllegalStateException("no node is free");
        }
        Node node = free[--freeCount];
        node.leaf = leaf;
        node.count = 0;
        return node;
    }

    private void release(Node node) {
        free[freeCount++] = node;
    }

    /** The value of a key, or what is given instead. */
    long get(int key, long otherwise) {
        Node node = root;
        while (true) {
            int place = node.place(key);
            if (node.has(place, key)) {
                return node.values[place];
            }
            if (node.leaf) {
                return otherwise;
            }
            node = node.children[place];
        }
    }

    void put(int key, long value) {
        if (root.count == MOST) {
            Node above = allocate(false);
            above.children[0] = root;
            root = above;
            split(above, 0);
        }
        Node node = root;
        while (true) {
            int place = node.place(key);
            if (node.has(place, key)) {
                node.values[place] = value;
                return;
            }
            if (node.leaf) {
                node.open(place);
                node.set(place, key, value);
                size++;
                return;
            }
            if (node.children[place].count == MOST) {
                split(node, place);
                if (node.keys[place] == key) {
                    node.values[place] = value;
                    return;
                }
                if (node.keys[place] < key) {
                    place++;
                }
            }
            node = node.children[place];
        }
    }

    /** A full child becomes two, with its middle key between them. */
    private void split(Node node, int place) {
        Node left = node.children[place];
        Node right = allocate(left.leaf);
        for (int i = 0; i < DEGREE - 1; i++) {
            right.set(i, left.keys[i + DEGREE], left.values[i + DEGREE]);
        }
        if (!left.leaf) {
            for (int i = 0; i < DEGREE; i++) {
                right.children[i] = left.children[i + DEGREE];
            }
        }
        right.count = DEGREE - 1;
        left.count = DEGREE - 1;
        node.open(place);
        node.set(place, left.keys[DEGREE - 1], left.values[DEGREE - 1]);
        node.children[place + 1] = right;
    }

    /** {@return whether there was the key} */
    boolean remove(int key) {
        boolean removed = remove(root, key);
        if (root.count == 0 && !root.leaf) {
            Node old = root;
            root = old.children[0];
            release(old);
        }
        size -= removed ? 1 : 0;
        return removed;
    }

    /** From a node that has more keys than it must have, or is the root. */
    private boolean remove(Node from, int key) {
        Node node = from;
        int place = node.place(key);
        while (!node.has(place, key)) {
            if (node.leaf) {
                return false;
            }
            node = enriched(node, place);
            place = node.place(key);
        }
        if (node.leaf) {
            node.close(place);
            return true;
        }
        Node left = node.children[place];
        Node right = node.children[place + 1];
        if (left.count >= DEGREE) {
            Node last = left;
            while (!last.leaf) {
                last = last.children[last.count];
            }
            node.set(place, last.keys[last.count - 1], last.values[last.count - 1]);
            return remove(left, node.keys[place]);
        }
        if (right.count >= DEGREE) {
            Node first = right;
            while (!first.leaf) {
                first = first.children[0];
            }
            node.set(place, first.keys[0], first.values[0]);
            return remove(right, node.keys[place]);
        }
        merge(node, place);
        return remove(left, key);
    }

    /** The child at a place, which has got a key from a sibling or was merged with one if it had too few. */
    private Node enriched(Node node, int place) {
        Node child = node.children[place];
        if (child.count >= DEGREE) {
            return child;
        }
        if (place > 0 && node.children[place - 1].count >= DEGREE) {
            fromLeft(node, place, child);
        } else if (place < node.count && node.children[place + 1].count >= DEGREE) {
            fromRight(node, place, child);
        } else if (place < node.count) {
            merge(node, place);
        } else {
            merge(node, place - 1);
            return node.children[place - 1];
        }
        return child;
    }

    private static void fromLeft(Node node, int place, Node child) {
        Node left = node.children[place - 1];
        Node first = child.children[0];
        child.open(0);
        child.children[1] = first;
        child.set(0, node.keys[place - 1], node.values[place - 1]);
        child.children[0] = left.children[left.count];
        left.count--;
        node.set(place - 1, left.keys[left.count], left.values[left.count]);
    }

    private static void fromRight(Node node, int place, Node child) {
        Node right = node.children[place + 1];
        child.set(child.count, node.keys[place], node.values[place]);
        child.count++;
        child.children[child.count] = right.children[0];
        node.set(place, right.keys[0], right.values[0]);
        right.children[0] = right.children[1];
        right.close(0);
    }

    /** The two children at a place become one, with the key between them. */
    private void merge(Node node, int place) {
        Node left = node.children[place];
        Node right = node.children[place + 1];
        left.set(left.count, node.keys[place], node.values[place]);
        int at = left.count + 1;
        for (int i = 0; i < right.count; i++) {
            left.set(at + i, right.keys[i], right.values[i]);
        }
        for (int i = 0; i <= right.count; i++) {
            left.children[at + i] = right.children[i];
        }
        left.count = at + right.count;
        node.close(place);
        release(right);
    }

    /** The sum over keys in a range, from and to included. */
    long sum(int from, int to) {
        return sum(root, from, to);
    }

    private static long sum(Node node, int from, int to) {
        long sum = 0;
        int place = node.place(from);
        while (true) {
            if (!node.leaf) {
                sum += sum(node.children[place], from, to);
            }
            if (place >= node.count || node.keys[place] > to) {
                return sum;
            }
            sum += node.keys[place] ^ node.values[place];
            place++;
        }
    }

    /** The key of a rank, from 0; the greatest if there are fewer. */
    int ranked(int rank) {
        Node node = root;
        int left = rank;
        while (true) {
            int i = 0;
            while (!node.leaf && i < node.count) {
                int below = count(node.children[i]);
                if (left < below) {
                    break;
                }
                if (left == below) {
                    return node.keys[i];
                }
                left -= below + 1;
                i++;
            }
            if (node.leaf) {
                return node.keys[Math.min(left, node.count - 1)];
            }
            node = node.children[i];
        }
    }

    private static int count(Node node) {
        int sum = node.count;
        if (!node.leaf) {
            for (int i = 0; i <= node.count; i++) {
                sum += count(node.children[i]);
            }
        }
        return sum;
    }

    /** Fails if it is no tree of its kind. */
    void check() {
        check(root, Integer.MIN_VALUE, Integer.MAX_VALUE, height());
        if (count(root) != size) {
            throw new IllegalStateException("a key is lost");
        }
    }

    private int height() {
        int height = 0;
        for (Node node = root; !node.leaf; node = node.children[0]) {
            height++;
        }
        return height;
    }

    private void check(Node node, int least, int greatest, int height) {
        if ((node != root && node.count < DEGREE - 1) || node.leaf != (height == 0)) {
            throw new IllegalStateException("a node is out of shape");
        }
        int before = least;
        for (int i = 0; i <= node.count; i++) {
            int key = i < node.count ? node.keys[i] : greatest;
            if (key < before) {
                throw new IllegalStateException("keys are out of order");
            }
            if (!node.leaf) {
                check(node.children[i], before, key, height - 1);
            }
            before = key;
        }
    }
}
