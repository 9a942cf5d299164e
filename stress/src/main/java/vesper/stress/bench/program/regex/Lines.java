package vesper.stress.bench.program.regex;

import vesper.stress.bench.program.Apart;

/** Writes lines as they stand in logs, at random. */
final class Lines extends Apart {
    private static final String[] WORDS = {"GET", "boot", "hart", "mail", "error", "panic", "aaab", "xyzzy", "foo_bar"};
    private static final String[] ENDS = {".org", ".de", ".com/index", "", "-42", "\n"};

    private final byte[] text;
    private int length;
    private long random;

    Lines(byte[] text) {
        this.text = text;
    }

    /** {@return the random state behind it} */
    long write(long seed) {
        random = seed;
        length = 0;
        switch (next(5)) {
            case 0 -> {
                put("20");
                number(10 + next(30));
                put("-");
                number(10 + next(3));
                put("-");
                number(10 + next(21));
            }
            case 1 -> {
                for (int i = 0; i < 4; i++) {
                    put(i == 0 ? "from " : ".");
                    number(next(300));
                }
            }
            case 2 -> {
                word();
                put("@");
                word();
                end();
            }
            case 3 -> {
                put("0x");
                number(next(10_000));
                put("ab, \"");
                word();
                put("\" ");
            }
            default -> {
                put("http://");
                word();
                end();
                put("/?q=");
                number(next(100));
            }
        }
        put(" ");
        word();
        put(" ");
        word();
        end();
        return random;
    }

    int length() {
        return length;
    }

    private int next(int bound) {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (int) ((random >>> 33) % bound);
    }

    private void word() {
        put(WORDS[next(WORDS.length)]);
    }

    private void end() {
        put(ENDS[next(ENDS.length)]);
    }

    private void put(String word) {
        for (int i = 0; i < word.length(); i++) {
            text[length++] = (byte) word.charAt(i);
        }
    }

    private void number(int value) {
        if (value >= 10) {
            number(value / 10);
        }
        text[length++] = (byte) ('0' + value % 10);
    }
}
