package vesper.stress.bench.program.btree;

import vesper.stress.bench.program.Apart;

/** What was done to a map, in bytes: numbers in as few as they need, and a sum at the end of each transaction. */
final class Journal extends Apart {
    static final int PUT = 1;
    static final int REMOVE = 2;
    private static final int COMMIT = 3;

    private final byte[] bytes = bytes(4096);
    private int end;
    private int committed;
    private int at;
    private int sum;

    void clear() {
        end = 0;
        committed = 0;
        sum = 0;
    }

    private void put(int value) {
        bytes[end++] = (byte) value;
        sum = Integer.rotateLeft(sum, 5) ^ (value & 0xff);
    }

    /** Seven bits at a time; negative numbers turned around, so that small ones are short. */
    private void number(long value) {
        long left = value << 1 ^ value >> 63;
        while (left >>> 7 != 0) {
            put((int) left | 0x80);
            left >>>= 7;
        }
        put((int) left);
    }

    void record(int kind, int key, long value) {
        put(kind);
        number(key);
        if (kind == PUT) {
            number(value);
        }
    }

    void commit() {
        int found = sum;
        put(COMMIT);
        number(found);
        committed = end;
        sum = 0;
    }

    /** What is not committed is forgotten. */
    void crash() {
        end = committed;
    }

    private int take() {
        int value = bytes[at++] & 0xff;
        sum = Integer.rotateLeft(sum, 5) ^ value;
        return value;
    }

    private long takeNumber() {
        long value = 0;
        int shift = 0;
        int part;
        do {
            part = take();
            value |= (part & 0x7fL) << shift;
            shift += 7;
        } while ((part & 0x80) != 0);
        return value >>> 1 ^ -(value & 1);
    }

    /** Does everything again. */
    void replay(BTree tree) {
        at = 0;
        sum = 0;
        while (at < end) {
            int expected = sum;
            switch (take()) {
                case PUT -> {
                    int key = (int) takeNumber();
                    tree.put(key, takeNumber());
                }
                case REMOVE -> tree.remove((int) takeNumber());
                default -> {
                    if (takeNumber() != expected) {
                        throw new IllegalStateException("the journal is torn");
                    }
                    sum = 0;
                }
            }
        }
    }
}
