package vesper.stress.bench.program.regex;

import vesper.stress.bench.program.Apart;

/** Several words searched for at once, by Aho's and Corasick's automaton, and one, by Horspool's way. */
final class Literals extends Apart {
    private static final int LETTERS = 32;
    private static final int NODES = 48;

    private final short[] next = shorts(NODES * LETTERS);
    private final int[] failure = ints(NODES);
    private final int[] ends = ints(NODES);
    private final int[] queue = ints(NODES);
    private final byte[] skips = bytes(128);
    private int count;

    private static int letter(int character) {
        return character & LETTERS - 1;
    }

    private int newNode() {
        for (int i = 0; i < LETTERS; i++) {
            next[count * LETTERS + i] = 0;
        }
        ends[count] = 0;
        failure[count] = 0;
        return count++;
    }

    void build(String[] words) {
        count = 0;
        newNode();
        for (int i = 0; i < words.length; i++) {
            int node = 0;
            String word = words[i];
            for (int j = 0; j < word.length(); j++) {
                int place = node * LETTERS + letter(word.charAt(j));
                if (next[place] == 0) {
                    next[place] = (short) newNode();
                }
                node = next[place];
            }
            ends[node] |= 1 << i;
        }
        int head = 0;
        int tail = 0;
        for (int i = 0; i < LETTERS; i++) {
            if (next[i] != 0) {
                queue[tail++] = next[i];
            }
        }
        while (head < tail) {
            int node = queue[head++];
            ends[node] |= ends[failure[node]];
            for (int i = 0; i < LETTERS; i++) {
                int child = next[node * LETTERS + i];
                int otherwise = next[failure[node] * LETTERS + i];
                if (child == 0) {
                    next[node * LETTERS + i] = (short) otherwise;
                } else {
                    failure[child] = otherwise;
                    queue[tail++] = child;
                }
            }
        }
    }

    /** Folds which words end where. */
    long all(byte[] text, int length) {
        long sum = 0;
        int node = 0;
        for (int i = 0; i < length; i++) {
            node = next[node * LETTERS + letter(text[i])];
            if (ends[node] != 0) {
                sum = sum * 31 + ends[node] + (long) i * 7;
            }
        }
        return sum;
    }

    /** Where a word is first; -1 if it is nowhere. */
    int one(String word, byte[] text, int length) {
        int size = word.length();
        for (int i = 0; i < 128; i++) {
            skips[i] = (byte) size;
        }
        for (int i = 0; i < size - 1; i++) {
            skips[word.charAt(i)] = (byte) (size - 1 - i);
        }
        int at = 0;
        while (at + size <= length) {
            int i = size - 1;
            while (i >= 0 && text[at + i] == word.charAt(i)) {
                i--;
            }
            if (i < 0) {
                return at;
            }
            at += skips[text[at + size - 1]];
        }
        return -1;
    }
}
