package vesper.stress.bench.program.json;

import vesper.stress.bench.program.Apart;

/** Makes a tree of a text (RFC 8259). */
final class Parser extends Apart {
    private static final int DEEPEST = 32;
    private static final long MOST_DIGITS = 100_000_000_000_000_000L;

    private final Tree tree;
    private byte[] text = new byte[1];
    private int at;
    private int end;

    Parser(Tree tree) {
        this.tree = tree;
    }

    /** {@return the node of the text's value, or {@link Tree#NONE} if the text is wrong: see {@link #place}} */
    int parse(Text from) {
        text = from.bytes;
        end = from.length;
        at = 0;
        int node = value(0);
        skipSpace();
        return at == end ? node : Tree.NONE;
    }

    /** How far it came. */
    int place() {
        return at;
    }

    private int peek() {
        return at < end ? text[at] : 0;
    }

    private void skipSpace() {
        while (at < end) {
            switch (text[at]) {
                case ' ', '\t', '\n', '\r' -> at++;
                default -> {
                    return;
                }
            }
        }
    }

    private int value(int depth) {
        if (depth > DEEPEST) {
            return Tree.NONE;
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> {
                int node = tree.node(Tree.STRING);
                tree.start[node] = tree.strings.length;
                yield string() ? ended(node) : Tree.NONE;
            }
            case 't' -> literal("true", Tree.TRUE);
            case 'f' -> literal("false", Tree.FALSE);
            case 'n' -> literal("null", Tree.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> Tree.NONE;
        };
    }

    private int ended(int node) {
        tree.size[node] = tree.strings.length - tree.start[node];
        return node;
    }

    private int literal(String word, int kind) {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                return Tree.NONE;
            }
            at++;
        }
        return tree.node(kind);
    }

    private int array(int depth) {
        int node = tree.node(Tree.ARRAY);
        int last = Tree.NONE;
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return node;
        }
        while (true) {
            int child = value(depth + 1);
            if (child == Tree.NONE) {
                return Tree.NONE;
            }
            append(node, last, child);
            last = child;
            skipSpace();
            int separator = peek();
            at++;
            if (separator == ']') {
                return node;
            }
            if (separator != ',') {
                return Tree.NONE;
            }
        }
    }

    private void append(int node, int last, int child) {
        if (last == Tree.NONE) {
            tree.first[node] = child;
        } else {
            tree.next[last] = child;
        }
    }

    private int object(int depth) {
        int node = tree.node(Tree.OBJECT);
        int last = Tree.NONE;
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return node;
        }
        while (true) {
            skipSpace();
            int from = tree.strings.length;
            if (peek() != '"' || !string()) {
                return Tree.NONE;
            }
            int size = tree.strings.length - from;
            skipSpace();
            if (peek() != ':') {
                return Tree.NONE;
            }
            at++;
            int child = value(depth + 1);
            if (child == Tree.NONE) {
                return Tree.NONE;
            }
            tree.nameStart[child] = from;
            tree.nameSize[child] = size;
            append(node, last, child);
            last = child;
            skipSpace();
            int separator = peek();
            at++;
            if (separator == '}') {
                return node;
            }
            if (separator != ',') {
                return Tree.NONE;
            }
        }
    }

    /** Appends the string's characters to the tree's; {@return whether it is one} */
    private boolean string() {
        at++;
        while (at < end) {
            int value = text[at++];
            if (value == '"') {
                return true;
            }
            if (value == '\\') {
                if (!escape()) {
                    return false;
                }
            } else if (value >= 0 && value < ' ') {
                return false;
            } else {
                tree.strings.put(value);
            }
        }
        return false;
    }

    private boolean escape() {
        int value = peek();
        at++;
        switch (value) {
            case '"', '\\', '/' -> tree.strings.put(value);
            case 'b' -> tree.strings.put('\b');
            case 'f' -> tree.strings.put('\f');
            case 'n' -> tree.strings.put('\n');
            case 'r' -> tree.strings.put('\r');
            case 't' -> tree.strings.put('\t');
            case 'u' -> {
                return unicode();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Two escapes of surrogates are one character. */
    private boolean unicode() {
        int character = hexadecimal();
        if (character >> 10 == 0xd800 >> 10) {
            if (peek() != '\\') {
                return false;
            }
            at += 2;
            int low = hexadecimal();
            if (low >> 10 != 0xdc00 >> 10) {
                return false;
            }
            character = 0x1_0000 + ((character & 0x3ff) << 10 | (low & 0x3ff));
        }
        if (character < 0) {
            return false;
        }
        tree.strings.putCharacter(character);
        return true;
    }

    private int hexadecimal() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek();
            at++;
            if (digit >= '0' && digit <= '9') {
                digit -= '0';
            } else if (digit >= 'a' && digit <= 'f') {
                digit -= 'a' - 10;
            } else if (digit >= 'A' && digit <= 'F') {
                digit -= 'A' - 10;
            } else {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private boolean isDigit() {
        return peek() >= '0' && peek() <= '9';
    }

    private int number() {
        boolean negative = peek() == '-';
        at += negative ? 1 : 0;
        if (!isDigit()) {
            return Tree.NONE;
        }
        long digits = 0;
        int exponent = 0;
        boolean leadingZero = peek() == '0';
        int from = at;
        boolean fraction = false;
        while (isDigit() || (!fraction && peek() == '.')) {
            int digit = peek();
            at++;
            if (digit == '.') {
                fraction = true;
                if ((leadingZero && at - from > 2) || !isDigit()) {
                    return Tree.NONE;
                }
            } else if (digits < MOST_DIGITS) {
                digits = digits * 10 + digit - '0';
                exponent -= fraction ? 1 : 0;
            } else {
                exponent += fraction ? 0 : 1;
            }
        }
        if ((peek() | 0x20) == 'e') {
            at++;
            boolean down = peek() == '-';
            at += down || peek() == '+' ? 1 : 0;
            if (!isDigit()) {
                return Tree.NONE;
            }
            int power = 0;
            while (isDigit()) {
                power = Math.min(power * 10 + peek() - '0', 9999);
                at++;
            }
            exponent += down ? -power : power;
        }
        while (digits != 0 && digits % 10 == 0) {
            digits /= 10;
            exponent++;
        }
        int node = tree.node(Tree.NUMBER);
        tree.digits[node] = negative ? -digits : digits;
        tree.exponent[node] = digits == 0 ? 0 : exponent;
        return node;
    }
}
