package vesper.stress.bench.program.script;

import vesper.stress.bench.program.Apart;

/** What names stand for, the innermost scope's last. */
final class Names extends Apart {
    static final int NONE = -1;
    static final int GLOBAL = 0;
    static final int LOCAL = 1;
    static final int ARRAY = 2;
    static final int FUNCTION = 3;

    private static final int MOST = 64;

    private final Lexer lexer;
    private final int[] starts = ints(MOST);
    private final int[] lengths = ints(MOST);
    private final int[] hashes = ints(MOST);
    private final int[] kinds = ints(MOST);
    private final int[] values = ints(MOST);
    private int count;

    Names(Lexer lexer) {
        this.lexer = lexer;
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** Forgets those that came later. */
    void forget(int until) {
        count = until;
    }

    private int hash() {
        int hash = 0;
        int start = lexer.nameStart();
        for (int i = 0; i < lexer.nameLength(); i++) {
            hash = hash * 31 + lexer.character(start + i);
        }
        return hash;
    }

    /** The name that was just read. */
    void define(int kind, int value) {
        if (count == MOST) {
            throw new IllegalStateException("too many names");
        }
        starts[count] = lexer.nameStart();
        lengths[count] = lexer.nameLength();
        hashes[count] = hash();
        kinds[count] = kind;
        values[count++] = value;
    }

    /** The number of the name that was just read. */
    int find() {
        int hash = hash();
        int length = lexer.nameLength();
        for (int i = count - 1; i >= 0; i--) {
            if (hashes[i] == hash && lengths[i] == length && same(starts[i], lexer.nameStart(), length)) {
                return i;
            }
        }
        return NONE;
    }

    private boolean same(int a, int b, int length) {
        for (int i = 0; i < length; i++) {
            if (lexer.character(a + i) != lexer.character(b + i)) {
                return false;
            }
        }
        return true;
    }

    int kind(int number) {
        return kinds[number];
    }

    int value(int number) {
        return values[number];
    }
}
