package vesper.stress.bench.program.huffman;

import vesper.stress.bench.program.Apart;

/** Burrows' and Wheeler's way: all rotations sorted, what moved lately first, runs counted; then a Huffman code. */
final class BlockSort extends Apart {
    private static final int CHARACTERS = 128;
    private static final int SYMBOLS = CHARACTERS + 2;
    /** Two digits that count a run of the front, as bzip2 has them. */
    private static final int RUN_A = CHARACTERS;

    private static final int RUN_B = CHARACTERS + 1;

    private final int size;
    private final int[] rotations;
    private final int[] ranks;
    private final int[] newRanks;
    private final int[] counts;
    private final byte[] last;
    private final byte[] front = bytes(CHARACTERS);
    private final int[] symbols;
    private final Code code = new Code(SYMBOLS);
    private final Lengths lengths = new Lengths();
    private final Bits bits;
    private int symbolCount;

    /** For texts of this size. */
    BlockSort(int size, Bits bits) {
        this.size = size;
        this.bits = bits;
        rotations = ints(size);
        ranks = ints(size);
        newRanks = ints(size);
        counts = ints(Math.max(size, CHARACTERS) + 1);
        last = bytes(size);
        symbols = ints(size + 2);
    }

    /** By prefixes of twice the length each time, in rounds of counting. */
    private void sortRotations(byte[] text) {
        for (int i = 0; i < size; i++) {
            ranks[i] = text[i];
            newRanks[i] = i;
        }
        byRank(CHARACTERS);
        int classes = renumber(0);
        for (int step = 1; step < size && classes < size; step *= 2) {
            for (int i = 0; i < size; i++) {
                newRanks[i] = Math.floorMod(rotations[i] - step, size);
            }
            byRank(size);
            classes = renumber(step);
        }
    }

    /** The places in {@link #newRanks}, sorted stably by rank. */
    private void byRank(int greatest) {
        for (int i = 0; i <= greatest; i++) {
            counts[i] = 0;
        }
        for (int i = 0; i < size; i++) {
            counts[ranks[i]]++;
        }
        for (int i = 1; i <= greatest; i++) {
            counts[i] += counts[i - 1];
        }
        for (int i = size - 1; i >= 0; i--) {
            int place = newRanks[i];
            rotations[--counts[ranks[place]]] = place;
        }
    }

    /** {@return how many different ones there are by now} */
    private int renumber(int step) {
        int rank = 0;
        newRanks[rotations[0]] = 0;
        for (int i = 1; i < size; i++) {
            int a = rotations[i - 1];
            int b = rotations[i];
            if (ranks[a] != ranks[b] || ranks[(a + step) % size] != ranks[(b + step) % size]) {
                rank++;
            }
            newRanks[b] = rank;
        }
        for (int i = 0; i < size; i++) {
            ranks[i] = newRanks[i];
        }
        return rank + 1;
    }

    private void frontInOrder() {
        for (int i = 0; i < CHARACTERS; i++) {
            front[i] = (byte) i;
        }
    }

    private void moveToFront() {
        frontInOrder();
        symbolCount = 0;
        int run = 0;
        for (int i = 0; i < size; i++) {
            int place = 0;
            while (front[place] != last[i]) {
                place++;
            }
            if (place == 0) {
                run++;
            } else {
                run(run);
                run = 0;
                symbol(place);
                for (int j = place; j > 0; j--) {
                    front[j] = front[j - 1];
                }
                front[0] = last[i];
            }
        }
        run(run);
    }

    /** In digits of one and two. */
    private void run(int run) {
        int left = run;
        while (left > 0) {
            symbol((left & 1) != 0 ? RUN_A : RUN_B);
            left = (left - 1) >> 1;
        }
    }

    private void symbol(int symbol) {
        symbols[symbolCount++] = symbol;
        code.counts[symbol]++;
    }

    /** {@return how many bytes there are} */
    int compress(byte[] text) {
        sortRotations(text);
        int first = 0;
        for (int i = 0; i < size; i++) {
            int place = rotations[i];
            first = place == 0 ? i : first;
            last[i] = text[place == 0 ? size - 1 : place - 1];
        }
        code.clear();
        moveToFront();
        code.build();
        bits.begin();
        bits.write(first, 16);
        bits.write(symbolCount, 16);
        lengths.write(bits, code.lengths, SYMBOLS);
        for (int i = 0; i < symbolCount; i++) {
            code.write(bits, symbols[i]);
        }
        return bits.end();
    }

    void expand(byte[] text) {
        bits.begin();
        int first = bits.read(16);
        symbolCount = bits.read(16);
        lengths.read(bits, code.lengths, SYMBOLS);
        code.assign();
        frontInOrder();
        int at = 0;
        int weight = 1;
        for (int i = 0; i < symbolCount; i++) {
            int symbol = code.read(bits);
            if (symbol >= RUN_A) {
                int run = symbol == RUN_A ? weight : 2 * weight;
                weight *= 2;
                for (int j = 0; j < run; j++) {
                    last[at++] = front[0];
                }
            } else {
                weight = 1;
                byte value = front[symbol];
                for (int j = symbol; j > 0; j--) {
                    front[j] = front[j - 1];
                }
                front[0] = value;
                last[at++] = value;
            }
        }
        unsort(text, first);
    }

    private void unsort(byte[] text, int first) {
        for (int i = 0; i <= CHARACTERS; i++) {
            counts[i] = 0;
        }
        for (int i = 0; i < size; i++) {
            counts[last[i] + 1]++;
        }
        for (int i = 1; i <= CHARACTERS; i++) {
            counts[i] += counts[i - 1];
        }
        for (int i = 0; i < size; i++) {
            rotations[counts[last[i]]++] = i;
        }
        int at = first;
        for (int i = 0; i < size; i++) {
            at = rotations[at];
            text[i] = last[at];
        }
    }
}
