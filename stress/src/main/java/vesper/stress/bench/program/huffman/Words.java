package vesper.stress.bench.program.huffman;

import vesper.stress.bench.program.Apart;

/** Writes texts of ASCII at random, in which words and whole passages come again. */
final class Words extends Apart {
    private static final String[] WORDS = {
        "the",
        "harts",
        "of",
        "a",
        "machine",
        "share",
        "memory",
        "and",
        "each",
        "has",
        "its",
        "own",
        "registers",
        "order"
    };

    private long random;

    /** {@return the random state behind it} */
    long write(byte[] text, int length, long seed) {
        random = seed;
        int at = 0;
        while (at < length) {
            int kind = next(16);
            if (kind == 0 && at > 40) {
                at = again(text, at, length);
            } else if (kind == 1) {
                at = put(text, at, length, '0' + next(10));
            } else if (kind == 2) {
                int run = 3 + next(12);
                for (int i = 0; i < run; i++) {
                    at = put(text, at, length, '-');
                }
            } else {
                String word = WORDS[next(WORDS.length)];
                for (int i = 0; i < word.length(); i++) {
                    at = put(text, at, length, word.charAt(i));
                }
                at = put(text, at, length, kind == 3 ? '\n' : ' ');
            }
        }
        return random;
    }

    private int next(int bound) {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (int) ((random >>> 33) % bound);
    }

    private static int put(byte[] text, int at, int length, int value) {
        if (at < length) {
            text[at] = (byte) value;
            return at + 1;
        }
        return at;
    }

    private int again(byte[] text, int at, int length) {
        int from = next(at - 20);
        int to = at;
        for (int i = 0; i < 20; i++) {
            to = put(text, to, length, text[from + i]);
        }
        return to;
    }
}
