package vesper.stress.bench.program.regex;

import vesper.stress.bench.program.Apart;

/** A nondeterministic automaton as a program, after Thompson and Pike. */
final class Automaton extends Apart {
    static final int CHARACTER = 0;
    static final int ANY = 1;
    static final int SET = 2;
    static final int SPLIT = 3;
    static final int JUMP = 4;
    static final int SAVE = 5;
    static final int BEGIN = 6;
    static final int END = 7;
    static final int WORD_EDGE = 8;
    static final int MATCH = 9;

    static final int MOST = 128;

    final int[] op = ints(MOST);
    /** The character, the set, the place to save to, or the first way. */
    final int[] x = ints(MOST);
    /** The second way. */
    final int[] y = ints(MOST);

    private final Syntax syntax;
    private int count;
    private boolean edges;

    Automaton(Syntax syntax) {
        this.syntax = syntax;
    }

    void compile(int root) {
        count = 0;
        edges = false;
        emit(SAVE, 0, 0);
        node(root);
        emit(SAVE, 1, 0);
        emit(MATCH, 0, 0);
    }

    int count() {
        return count;
    }

    /** Whether it asks for more than characters. */
    boolean hasEdges() {
        return edges;
    }

    private int emit(int operation, int first, int second) {
        if (count == MOST) {
            throw new IllegalStateException("the automaton is too large");
        }
        op[count] = operation;
        x[count] = first;
        y[count] = second;
        return count++;
    }

    private void edge(int operation) {
        edges = true;
        emit(operation, 0, 0);
    }

    private void node(int node) {
        switch (syntax.kind[node]) {
            case Syntax.CHARACTER -> emit(CHARACTER, syntax.left[node], 0);
            case Syntax.ANY -> emit(ANY, 0, 0);
            case Syntax.SET -> emit(SET, syntax.left[node], 0);
            case Syntax.SEQUENCE -> {
                node(syntax.left[node]);
                node(syntax.right[node]);
            }
            case Syntax.CHOICE -> {
                int split = emit(SPLIT, count + 1, 0);
                node(syntax.left[node]);
                int over = emit(JUMP, 0, 0);
                y[split] = count;
                node(syntax.right[node]);
                x[over] = count;
            }
            case Syntax.GROUP -> {
                emit(SAVE, 2 * syntax.right[node], 0);
                node(syntax.left[node]);
                emit(SAVE, 2 * syntax.right[node] + 1, 0);
            }
            case Syntax.REPEAT -> repeat(node);
            case Syntax.BEGIN -> edge(BEGIN);
            case Syntax.END -> edge(END);
            case Syntax.WORD_EDGE -> edge(WORD_EDGE);
            default -> count += 0;
        }
    }

    private void repeat(int node) {
        int part = syntax.left[node];
        int least = syntax.least[node];
        int most = syntax.most[node];
        boolean lazy = syntax.lazy[node];
        for (int i = 0; i < least; i++) {
            node(part);
        }
        if (most == Syntax.UNLIMITED) {
            int split = emit(SPLIT, 0, 0);
            node(part);
            emit(JUMP, split, 0);
            ways(split, split + 1, count, lazy);
            return;
        }
        // a? a? a?, each only where the one before was there
        int first = count;
        for (int i = least; i < most; i++) {
            emit(SPLIT, -1, lazy ? 1 : 0);
            node(part);
        }
        for (int i = first; i < count; i++) {
            if (op[i] == SPLIT && x[i] == -1) {
                ways(i, i + 1, count, y[i] != 0);
            }
        }
    }

    private void ways(int split, int in, int out, boolean lazy) {
        x[split] = lazy ? out : in;
        y[split] = lazy ? in : out;
    }

    /** Whether an instruction takes a character. */
    boolean takes(int pc, int character) {
        return switch (op[pc]) {
            case CHARACTER -> x[pc] == character;
            case ANY -> character != '\n';
            case SET -> syntax.contains(x[pc], character);
            default -> false;
        };
    }

    /** Whether an edge is at a place. */
    boolean holds(int pc, byte[] text, int length, int at) {
        return switch (op[pc]) {
            case BEGIN -> at == 0 || text[at - 1] == '\n';
            case END -> at == length || text[at] == '\n';
            default -> (at > 0 && Syntax.isWord(text[at - 1])) != (at < length && Syntax.isWord(text[at]));
        };
    }
}
