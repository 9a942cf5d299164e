package vesper.stress.bench.program.btree;

import vesper.stress.bench.program.Apart;

/**
 * A B+ tree in numbered pages of ints, as on a disk: values are in the leaves only, and each leaf names the next.
 *
 * <pre>
 *   0  kind and count    1  next leaf    2  keys    2 + MOST  values or children
 * </pre>
 */
final class LeafTree extends Apart {
    private static final int MOST = 6;
    private static final int LEAST = MOST / 2;
    private static final int LEAF = 1 << 16;
    private static final int NEXT = 1;
    private static final int KEYS = 2;
    private static final int VALUES = KEYS + MOST;
    private static final int NONE = -1;
    private static final int DEEPEST = 12;

    private final Cache cache;
    private final int[] path = ints(DEEPEST);
    private final int[] places = ints(DEEPEST);
    private int depth;
    private int root;
    private int pages;
    private int freePage = NONE;

    LeafTree(Cache cache) {
        this.cache = cache;
    }

    void clear() {
        pages = 0;
        freePage = NONE;
        root = allocate(LEAF);
    }

    private int allocate(int kind) {
        int page = freePage;
        if (page == NONE) {
            page = pages++;
        } else {
            freePage = cache.read(page, NEXT);
        }
        cache.write(page, 0, kind);
        cache.write(page, NEXT, NONE);
        return page;
    }

    private void release(int page) {
        cache.write(page, NEXT, freePage);
        freePage = page;
    }

    private int count(int page) {
        return cache.read(page, 0) & LEAF - 1;
    }

    private boolean isLeaf(int page) {
        return (cache.read(page, 0) & LEAF) != 0;
    }

    private void setCount(int page, int count) {
        cache.write(page, 0, (cache.read(page, 0) & LEAF) | count);
    }

    /** The leaf for a key; the way there is kept. */
    private int descend(int key) {
        int page = root;
        depth = 0;
        while (!isLeaf(page)) {
            int count = count(page);
            int place = 0;
            while (place < count && cache.read(page, KEYS + place) <= key) {
                place++;
            }
            path[depth] = page;
            places[depth++] = place;
            page = child(page, place);
        }
        return page;
    }

    /** The first child has the place of the last value, so that there is one more. */
    private int child(int page, int place) {
        return cache.read(page, VALUES + place);
    }

    private int placeInLeaf(int leaf, int key) {
        int count = count(leaf);
        int place = 0;
        while (place < count && cache.read(leaf, KEYS + place) < key) {
            place++;
        }
        return place;
    }

    private boolean has(int leaf, int place, int key) {
        return place < count(leaf) && cache.read(leaf, KEYS + place) == key;
    }

    int get(int key, int otherwise) {
        int leaf = descend(key);
        int place = placeInLeaf(leaf, key);
        return has(leaf, place, key) ? cache.read(leaf, VALUES + place) : otherwise;
    }

    void put(int key, int value) {
        int leaf = descend(key);
        int place = placeInLeaf(leaf, key);
        if (has(leaf, place, key)) {
            cache.write(leaf, VALUES + place, value);
            return;
        }
        insert(leaf, place, key, value, 0);
        if (count(leaf) == MOST) {
            int other = allocate(LEAF);
            moveUpper(leaf, other, LEAST, 0);
            cache.write(other, NEXT, cache.read(leaf, NEXT));
            cache.write(leaf, NEXT, other);
            grow(leaf, cache.read(other, KEYS), other);
        }
    }

    /** @param more 1 where values are children, of which there is one more */
    private void insert(int page, int place, int key, int value, int more) {
        int count = count(page);
        for (int i = count; i > place; i--) {
            cache.write(page, KEYS + i, cache.read(page, KEYS + i - 1));
            cache.write(page, VALUES + i + more, cache.read(page, VALUES + i + more - 1));
        }
        cache.write(page, KEYS + place, key);
        cache.write(page, VALUES + place + more, value);
        setCount(page, count + 1);
    }

    private void moveUpper(int from, int to, int at, int more) {
        int count = count(from);
        for (int i = at; i < count; i++) {
            cache.write(to, KEYS + i - at, cache.read(from, KEYS + i));
        }
        for (int i = at; i < count + more; i++) {
            cache.write(to, VALUES + i - at, cache.read(from, VALUES + i));
        }
        setCount(to, count - at);
        setCount(from, at);
    }

    /** Takes a new page in, above where it was split. */
    private void grow(int first, int firstKey, int firstPage) {
        int left = first;
        int key = firstKey;
        int page = firstPage;
        while (depth > 0) {
            int above = path[--depth];
            insert(above, places[depth], key, page, 1);
            if (count(above) < MOST - 1) {
                return;
            }
            int other = allocate(0);
            key = cache.read(above, KEYS + LEAST - 1);
            moveUpper(above, other, LEAST, 1);
            setCount(above, LEAST - 1);
            left = above;
            page = other;
        }
        int newRoot = allocate(0);
        cache.write(newRoot, KEYS, key);
        cache.write(newRoot, VALUES, left);
        cache.write(newRoot, VALUES + 1, page);
        setCount(newRoot, 1);
        root = newRoot;
    }

    /** Only leaves that become empty go away; {@return whether there was the key} */
    boolean remove(int key) {
        int leaf = descend(key);
        int place = placeInLeaf(leaf, key);
        if (!has(leaf, place, key)) {
            return false;
        }
        close(leaf, place, 0);
        if (count(leaf) == 0 && depth > 0) {
            int before = leafBefore();
            if (before != NONE) {
                cache.write(before, NEXT, cache.read(leaf, NEXT));
            }
            release(leaf);
            shrink();
        }
        return true;
    }

    private void close(int page, int place, int more) {
        int count = count(page) - 1;
        for (int i = place; i < count; i++) {
            cache.write(page, KEYS + i, cache.read(page, KEYS + i + 1));
        }
        for (int i = place; i < count + more; i++) {
            cache.write(page, VALUES + i + more, cache.read(page, VALUES + i + more + 1));
        }
        setCount(page, count);
    }

    /** The leaf in front of the one that was found last. */
    private int leafBefore() {
        int level = depth - 1;
        while (level >= 0 && places[level] == 0) {
            level--;
        }
        if (level < 0) {
            return NONE;
        }
        int page = child(path[level], places[level] - 1);
        while (!isLeaf(page)) {
            page = child(page, count(page));
        }
        return page;
    }

    /** Takes the child that was found last out of its parent, and that too if it was the only one. */
    private void shrink() {
        while (depth > 0) {
            int page = path[--depth];
            int place = places[depth];
            if (count(page) > 0) {
                if (place == 0) {
                    cache.write(page, VALUES, child(page, 1));
                    closeFirst(page);
                } else {
                    close(page, place - 1, 1);
                }
                break;
            }
            release(page);
        }
        while (!isLeaf(root) && count(root) == 0) {
            int old = root;
            root = child(old, 0);
            release(old);
        }
    }

    private void closeFirst(int page) {
        int count = count(page);
        for (int i = 1; i < count; i++) {
            cache.write(page, KEYS + i - 1, cache.read(page, KEYS + i));
            cache.write(page, VALUES + i, cache.read(page, VALUES + i + 1));
        }
        setCount(page, count - 1);
    }

    /** Folds all from a key on, up to so many. */
    long scan(int from, int most) {
        int leaf = descend(from);
        int place = placeInLeaf(leaf, from);
        long sum = 0;
        int left = most;
        while (leaf != NONE && left > 0) {
            if (place < count(leaf)) {
                sum = sum * 31 + cache.read(leaf, KEYS + place) * 7L + cache.read(leaf, VALUES + place);
                place++;
                left--;
            } else {
                leaf = cache.read(leaf, NEXT);
                place = 0;
            }
        }
        return sum;
    }
}
