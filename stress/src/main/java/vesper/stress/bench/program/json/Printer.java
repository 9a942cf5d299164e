package vesper.stress.bench.program.json;

import vesper.stress.bench.program.Apart;

/** Makes a text of a tree: one as short as can be, or one for people. */
final class Printer extends Apart {
    private static final String DIGITS = "0123456789abcdef";

    private final Tree tree;
    private Text out;
    private boolean spacious;

    Printer(Tree tree, Text first) {
        this.tree = tree;
        this.out = first;
    }

    void print(int node, Text to, boolean forPeople) {
        out = to;
        out.clear();
        spacious = forPeople;
        value(node, 0);
    }

    private void value(int node, int depth) {
        switch (tree.kind[node]) {
            case Tree.NULL -> out.put("null");
            case Tree.FALSE -> out.put("false");
            case Tree.TRUE -> out.put("true");
            case Tree.NUMBER -> number(tree.digits[node], tree.exponent[node]);
            case Tree.STRING -> string(tree.start[node], tree.size[node]);
            case Tree.ARRAY -> list(node, '[', ']', depth);
            default -> list(node, '{', '}', depth);
        }
    }

    private void list(int node, int open, int close, int depth) {
        out.put(open);
        for (int child = tree.first[node]; child != Tree.NONE; child = tree.next[child]) {
            if (child != tree.first[node]) {
                out.put(',');
            }
            line(depth + 1);
            if (open == '{') {
                string(tree.nameStart[child], tree.nameSize[child]);
                out.put(':');
                if (spacious) {
                    out.put(' ');
                }
            }
            value(child, depth + 1);
        }
        if (tree.first[node] != Tree.NONE) {
            line(depth);
        }
        out.put(close);
    }

    private void line(int depth) {
        if (spacious) {
            out.put('\n');
            for (int i = 0; i < depth; i++) {
                out.put("  ");
            }
        }
    }

    /** Plain if that is short, else with a point behind the first digit and an exponent. */
    private void number(long digits, int exponent) {
        int from = out.length;
        out.putNumber(digits);
        int length = out.length - from - (digits < 0 ? 1 : 0);
        int point = length + exponent;
        if (exponent >= 0 && point <= 17) {
            for (int i = 0; i < exponent; i++) {
                out.put('0');
            }
        } else if (exponent < 0 && point > 0) {
            insert(out.length + exponent, '.');
        } else if (exponent < 0 && point > -4) {
            int first = out.length - length;
            for (int i = point; i < 0; i++) {
                insert(first, '0');
            }
            insert(first, '.');
            insert(first, '0');
        } else {
            if (length > 1) {
                insert(out.length - length + 1, '.');
            }
            out.put('e');
            out.putNumber(point - 1);
        }
    }

    private void insert(int place, int value) {
        for (int i = out.length; i > place; i--) {
            out.bytes[i] = out.bytes[i - 1];
        }
        out.bytes[place] = (byte) value;
        out.length++;
    }

    private void string(int start, int size) {
        byte[] bytes = tree.strings.bytes;
        out.put('"');
        for (int i = start; i < start + size; i++) {
            int value = bytes[i];
            switch (value) {
                case '"', '\\' -> escaped(value);
                case '\b' -> escaped('b');
                case '\f' -> escaped('f');
                case '\n' -> escaped('n');
                case '\r' -> escaped('r');
                case '\t' -> escaped('t');
                default -> {
                    if (value >= 0 && value < ' ') {
                        escaped('u');
                        hexadecimal(value);
                    } else if (value < 0 && !spacious) {
                        i += unicode(bytes, i);
                    } else {
                        out.put(value);
                    }
                }
            }
        }
        out.put('"');
    }

    private void escaped(int value) {
        out.put('\\');
        out.put(value);
    }

    private void hexadecimal(int value) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.put(DIGITS.charAt(value >> shift & 15));
        }
    }

    /** {@return how many more bytes the character has} */
    private int unicode(byte[] bytes, int at) {
        int first = bytes[at];
        int more = first < (byte) 0xe0 ? 1 : first < (byte) 0xf0 ? 2 : 3;
        int character = first & 0x3f >> more;
        for (int i = 1; i <= more; i++) {
            character = character << 6 | (bytes[at + i] & 0x3f);
        }
        escaped('u');
        if (more == 3) {
            character -= 0x1_0000;
            hexadecimal(0xd800 | character >> 10);
            escaped('u');
            hexadecimal(0xdc00 | (character & 0x3ff));
        } else {
            hexadecimal(character);
        }
        return more;
    }
}
