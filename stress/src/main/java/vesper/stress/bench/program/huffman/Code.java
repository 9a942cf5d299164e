package vesper.stress.bench.program.huffman;

import vesper.stress.bench.program.Apart;

/** A canonical Huffman code, as in RFC 1951: it follows from the lengths alone, which are at most {@link #LONGEST}. */
final class Code extends Apart {
    static final int LONGEST = 12;

    private final int most;
    final int[] counts;
    final int[] lengths;
    private final int[] codes;
    private final int[] heap;
    private final long[] weights;
    private final int[] parents;
    private final int[] byLength = ints(LONGEST + 2);
    private final int[] nextCode = ints(LONGEST + 2);
    private final int[] order;
    private final short[] table = shorts(1 << LONGEST);
    private int heapSize;
    private int longest;

    /** Of so many symbols. */
    Code(int most) {
        this.most = most;
        counts = ints(most);
        lengths = ints(most);
        codes = ints(most);
        heap = ints(most + 1);
        weights = longs(2 * most);
        parents = ints(2 * most);
        order = ints(most);
    }

    void clear() {
        for (int i = 0; i < most; i++) {
            counts[i] = 0;
            lengths[i] = 0;
        }
    }

    /** Finds the lengths for what was counted, at least two symbols having one. */
    void build() {
        heapSize = 0;
        int nodes = most;
        int used = 0;
        for (int i = 0; i < most; i++) {
            if (counts[i] > 0) {
                used++;
            }
        }
        for (int i = 0; used < 2; i++) {
            if (counts[i] == 0) {
                counts[i] = 1;
                used++;
            }
        }
        for (int i = 0; i < most; i++) {
            lengths[i] = 0;
            if (counts[i] > 0) {
                weights[i] = counts[i];
                push(i);
            }
        }
        while (heapSize > 1) {
            int a = pop();
            int b = pop();
            weights[nodes] = weights[a] + weights[b];
            parents[a] = nodes;
            parents[b] = nodes;
            push(nodes++);
        }
        int root = pop();
        for (int i = 0; i < most; i++) {
            if (counts[i] > 0) {
                int length = 0;
                for (int node = i; node != root; node = parents[node]) {
                    length++;
                }
                lengths[i] = Math.min(length, LONGEST);
            }
        }
        limit();
        assign();
    }

    private void push(int node) {
        int at = heapSize++;
        while (at > 0 && less(node, heap[(at - 1) / 2])) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = node;
    }

    private boolean less(int a, int b) {
        return weights[a] < weights[b] || (weights[a] == weights[b] && a < b);
    }

    private int pop() {
        int least = heap[0];
        int node = heap[--heapSize];
        int at = 0;
        while (2 * at + 1 < heapSize) {
            int child = 2 * at + 1;
            if (child + 1 < heapSize && less(heap[child + 1], heap[child])) {
                child++;
            }
            if (!less(heap[child], node)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = node;
        return least;
    }

    /** Makes codes longer until there is room for those that were too long (Kraft's inequality), then shorter again. */
    private void limit() {
        int room = 1 << LONGEST;
        for (int i = 0; i < most; i++) {
            room -= lengths[i] > 0 ? 1 << (LONGEST - lengths[i]) : 0;
        }
        for (int length = LONGEST - 1; room < 0; length = length > 1 ? length - 1 : LONGEST - 1) {
            for (int i = 0; i < most && room < 0; i++) {
                if (lengths[i] == length) {
                    lengths[i]++;
                    room += 1 << (LONGEST - length - 1);
                }
            }
        }
        for (int i = 0; i < most && room > 0; i++) {
            while (lengths[i] > 1 && 1 << (LONGEST - lengths[i]) <= room) {
                room -= 1 << (LONGEST - lengths[i]);
                lengths[i]--;
            }
        }
    }

    /** Gives each symbol its code, turned around as it is written, and makes the table for reading. */
    void assign() {
        for (int i = 0; i <= LONGEST; i++) {
            byLength[i] = 0;
        }
        longest = 1;
        for (int i = 0; i < most; i++) {
            byLength[lengths[i]]++;
            longest = Math.max(longest, lengths[i]);
        }
        byLength[0] = 0;
        int code = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code = (code + byLength[length - 1]) << 1;
            nextCode[length] = code;
        }
        for (int i = 0; i < most; i++) {
            int length = lengths[i];
            if (length > 0) {
                codes[i] = Integer.reverse(nextCode[length]++) >>> (Integer.SIZE - length);
                for (int entry = codes[i]; entry < 1 << longest; entry += 1 << length) {
                    table[entry] = (short) (i << 4 | length);
                }
            }
        }
    }

    void write(Bits bits, int symbol) {
        bits.write(codes[symbol], lengths[symbol]);
    }

    int read(Bits bits) {
        int entry = table[bits.peek(longest)];
        bits.skip(entry & 15);
        return entry >>> 4;
    }

    /** The symbols that have a code, the most frequent first: {@return how many} */
    int ranking() {
        int size = 0;
        for (int i = 0; i < most; i++) {
            if (lengths[i] > 0) {
                int at = size++;
                while (at > 0 && counts[order[at - 1]] < counts[i]) {
                    order[at] = order[at - 1];
                    at--;
                }
                order[at] = i;
            }
        }
        return size;
    }

    int ranked(int place) {
        return order[place];
    }
}
