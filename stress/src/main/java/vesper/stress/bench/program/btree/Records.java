package vesper.stress.bench.program.btree;

import vesper.metal.Entry;
import vesper.stress.bench.program.Apart;

/**
 * A round is a transaction: it puts keys into two trees and a list and takes some out, asks them for ranges, and compares
 * what they say. Now and then a crash loses one, and a tree is built again from the journal.
 */
public final class Records extends Apart {
    private static final int MOST = 96;
    private static final int KEYS = 120;
    private static final int CHANGES = 12;
    private static final int REBUILD = 8;
    private static final Records[] HARTS = {new Records(), new Records(), new Records(), new Records()};

    private final Disk disk = new Disk(512);
    private final Cache cache = new Cache(disk);
    private final LeafTree leaves = new LeafTree(cache);
    private final Journal journal = new Journal();
    private final SkipList list = new SkipList(KEYS);
    private final BTree tree = new BTree(KEYS);
    private final BTree rebuilt = new BTree(KEYS);
    private long random;

    private Records() {}

    @Entry("fill")
    static void fill(long hart) {
        Records records = HARTS[(int) hart];
        records.random = 6;
        records.cache.clear();
        records.leaves.clear();
        records.list.clear();
        records.journal.clear();
    }

    @Entry("lap")
    static long lap(long rounds, long hart) {
        long sum = 0;
        for (long i = 0; i < rounds; i++) {
            sum = sum * 31 + HARTS[(int) hart].round((int) i);
        }
        return sum;
    }

    private int next(int bound) {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (int) ((random >>> 33) % bound);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("the maps differ");
        }
    }

    private long round(int number) {
        for (int i = 0; i < CHANGES; i++) {
            int key = next(KEYS) - KEYS / 2;
            if (next(tree.size() < MOST ? 3 : 1) > 0) {
                put(key, next(1 << 20));
            } else {
                remove(key);
            }
        }
        journal.commit();
        int from = next(KEYS) - KEYS / 2;
        int to = from + next(24);
        long sum = tree.sum(from, to);
        require(sum == list.sum(from, to));
        for (int key = from; key <= to; key += 3) {
            require(leaves.get(key, -1) == tree.get(key, -1));
        }
        sum = sum * 31 + leaves.scan(from, 10);
        sum = sum * 31 + tree.ranked(next(Math.max(1, tree.size())));
        if (number % REBUILD == 0) {
            cache.flush();
            tree.check();
            rebuild();
        }
        return sum * 31 + cache.misses() + tree.size();
    }

    private void put(int key, int value) {
        tree.put(key, value);
        list.put(key, value);
        leaves.put(key, value);
        journal.record(Journal.PUT, key, value);
    }

    private void remove(int key) {
        boolean removed = tree.remove(key);
        require(list.remove(key) == removed);
        require(leaves.remove(key) == removed);
        journal.record(Journal.REMOVE, key, 0);
    }

    /** The journal begins anew, from what there is. */
    private void rebuild() {
        journal.record(Journal.PUT, 1, 1);
        journal.crash();
        journal.replay(rebuilt);
        require(rebuilt.size() == tree.size());
        require(rebuilt.sum(-KEYS, KEYS) == tree.sum(-KEYS, KEYS));
        journal.clear();
    }
}
