package vesper.stress.bench.program.btree;

import vesper.stress.bench.program.Apart;

/** A few pages of a disk in memory: found by a hash table, the one that was used longest ago goes out. */
final class Cache extends Apart {
    static final int WORDS = 16;

    private static final int FRAMES = 16;
    private static final int BUCKETS = 32;
    private static final int NONE = -1;

    private final Disk disk;
    private final int[] frames = ints(FRAMES * WORDS);
    private final int[] pages = ints(FRAMES);
    private final boolean[] dirty = new boolean[FRAMES + 64];
    private final int[] buckets = ints(BUCKETS);
    private final int[] chain = ints(FRAMES);
    // a ring by age, the newest behind FRAMES
    private final int[] newer = ints(FRAMES + 1);
    private final int[] older = ints(FRAMES + 1);
    private int recent;
    private long misses;

    Cache(Disk disk) {
        this.disk = disk;
    }

    void clear() {
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = NONE;
        }
        for (int i = 0; i <= FRAMES; i++) {
            newer[i] = i == FRAMES ? 0 : i + 1;
            older[i] = i == 0 ? FRAMES : i - 1;
        }
        for (int i = 0; i < FRAMES; i++) {
            pages[i] = NONE;
            dirty[i] = false;
        }
        recent = 0;
        misses = 0;
    }

    long misses() {
        return misses;
    }

    int read(int page, int word) {
        return frames[frame(page) * WORDS + word];
    }

    void write(int page, int word, int value) {
        int frame = frame(page);
        frames[frame * WORDS + word] = value;
        dirty[frame] = true;
    }

    private static int bucket(int page) {
        return (page * 0x9e37_79b1) >>> 27;
    }

    private int frame(int page) {
        if (pages[recent] == page) {
            return recent;
        }
        int frame = buckets[bucket(page)];
        while (frame != NONE && pages[frame] != page) {
            frame = chain[frame];
        }
        if (frame == NONE) {
            frame = load(page);
        }
        touch(frame);
        recent = frame;
        return frame;
    }

    private void touch(int frame) {
        newer[older[frame]] = newer[frame];
        older[newer[frame]] = older[frame];
        int newest = older[FRAMES];
        newer[newest] = frame;
        older[frame] = newest;
        newer[frame] = FRAMES;
        older[FRAMES] = frame;
    }

    private int load(int page) {
        misses++;
        int frame = newer[FRAMES];
        if (pages[frame] != NONE) {
            if (dirty[frame]) {
                disk.write(pages[frame], frames, frame * WORDS);
                dirty[frame] = false;
            }
            unchain(frame);
        }
        disk.read(page, frames, frame * WORDS);
        pages[frame] = page;
        chain[frame] = buckets[bucket(page)];
        buckets[bucket(page)] = frame;
        return frame;
    }

    private void unchain(int frame) {
        int bucket = bucket(pages[frame]);
        if (buckets[bucket] == frame) {
            buckets[bucket] = chain[frame];
            return;
        }
        int before = buckets[bucket];
        while (chain[before] != frame) {
            before = chain[before];
        }
        chain[before] = chain[frame];
    }

    /** Writes what has changed. */
    void flush() {
        for (int frame = 0; frame < FRAMES; frame++) {
            if (dirty[frame]) {
                disk.write(pages[frame], frames, frame * WORDS);
                dirty[frame] = false;
            }
        }
    }
}
