package vesper.stress.bench.program.json;

import vesper.stress.bench.program.Apart;

/** The same values in CBOR (RFC 8949): numbers that aren't whole are decimal fractions, with tag 4. */
final class Cbor extends Apart {
    private static final int WHOLE = 0;
    private static final int NEGATIVE = 1;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;
    private static final int SIMPLE = 7;

    private static final int FALSE = 20;
    private static final int TRUE = 21;
    private static final int NULL = 22;
    private static final int DECIMAL = 4;

    private final Tree tree;
    private final Text out;
    private int at;

    Cbor(Tree tree, Text out) {
        this.tree = tree;
        this.out = out;
    }

    void encode(int node) {
        out.clear();
        value(node);
    }

    private void head(int major, long argument) {
        if (argument < 24) {
            out.put(major << 5 | (int) argument);
            return;
        }
        int log = argument < 1L << 8 ? 0 : argument < 1L << 16 ? 1 : argument < 1L << 32 ? 2 : 3;
        out.put(major << 5 | 24 + log);
        for (int shift = (8 << log) - 8; shift >= 0; shift -= 8) {
            out.put((int) (argument >>> shift));
        }
    }

    private void whole(long value) {
        if (value < 0) {
            head(NEGATIVE, -1 - value);
        } else {
            head(WHOLE, value);
        }
    }

    private void string(int start, int size) {
        head(TEXT, size);
        out.put(tree.strings.bytes, start, size);
    }

    private void value(int node) {
        switch (tree.kind[node]) {
            case Tree.NULL -> head(SIMPLE, NULL);
            case Tree.FALSE -> head(SIMPLE, FALSE);
            case Tree.TRUE -> head(SIMPLE, TRUE);
            case Tree.NUMBER -> number(tree.digits[node], tree.exponent[node]);
            case Tree.STRING -> string(tree.start[node], tree.size[node]);
            case Tree.ARRAY -> {
                head(ARRAY, tree.children(node));
                for (int child = tree.first[node]; child != Tree.NONE; child = tree.next[child]) {
                    value(child);
                }
            }
            default -> {
                head(MAP, tree.children(node));
                for (int child = tree.first[node]; child != Tree.NONE; child = tree.next[child]) {
                    string(tree.nameStart[child], tree.nameSize[child]);
                    value(child);
                }
            }
        }
    }

    private void number(long digits, int exponent) {
        if (exponent == 0) {
            whole(digits);
        } else {
            head(TAG, DECIMAL);
            head(ARRAY, 2);
            whole(exponent);
            whole(digits);
        }
    }

    /** {@return the node of what was encoded} */
    int decode() {
        at = 0;
        return decoded();
    }

    private int major() {
        return (out.bytes[at] & 0xff) >>> 5;
    }

    private long argument() {
        int low = out.bytes[at++] & 31;
        if (low < 24) {
            return low;
        }
        long value = 0;
        for (int left = 1 << (low - 24); left > 0; left--) {
            value = value << 8 | (out.bytes[at++] & 0xff);
        }
        return value;
    }

    private long signed() {
        return major() == NEGATIVE ? -1 - argument() : argument();
    }

    private int string() {
        int size = (int) argument();
        int start = tree.strings.length;
        tree.strings.put(out.bytes, at, size);
        at += size;
        return start;
    }

    private int decoded() {
        return switch (major()) {
            case WHOLE, NEGATIVE -> {
                int node = tree.node(Tree.NUMBER);
                tree.digits[node] = signed();
                tree.exponent[node] = 0;
                yield node;
            }
            case TEXT -> {
                int node = tree.node(Tree.STRING);
                tree.start[node] = string();
                tree.size[node] = tree.strings.length - tree.start[node];
                yield node;
            }
            case ARRAY -> list(tree.node(Tree.ARRAY), false);
            case MAP -> list(tree.node(Tree.OBJECT), true);
            case TAG -> {
                argument();
                argument();
                int node = tree.node(Tree.NUMBER);
                tree.exponent[node] = (int) signed();
                tree.digits[node] = signed();
                yield node;
            }
            default -> {
                int simple = (int) argument();
                yield tree.node(simple == NULL ? Tree.NULL : simple == TRUE ? Tree.TRUE : Tree.FALSE);
            }
        };
    }

    private int list(int node, boolean names) {
        int last = Tree.NONE;
        for (long left = argument(); left > 0; left--) {
            int start = names ? string() : 0;
            int size = tree.strings.length - start;
            int child = decoded();
            if (names) {
                tree.nameStart[child] = start;
                tree.nameSize[child] = size;
            }
            if (last == Tree.NONE) {
                tree.first[node] = child;
            } else {
                tree.next[last] = child;
            }
            last = child;
        }
        return node;
    }
}
