package vesper.stress.bench.program.regex;

import vesper.stress.bench.program.Apart;

/** Makes syntax of a pattern. */
final class Parser extends Apart {
    private final Syntax syntax;
    private String text = "";
    private int at;

    Parser(Syntax syntax) {
        this.syntax = syntax;
    }

    /** {@return the node of all of it} */
    int parse(String pattern) {
        syntax.clear();
        text = pattern;
        at = 0;
        int node = choice();
        if (at < text.length()) {
            throw new IllegalStateException("a parenthesis too many");
        }
        return node;
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean accept(int character) {
        boolean found = peek() == character;
        at += found ? 1 : 0;
        return found;
    }

    private int choice() {
        int node = sequence();
        while (accept('|')) {
            node = syntax.node(Syntax.CHOICE, node, sequence());
        }
        return node;
    }

    private int sequence() {
        int node = -1;
        while (peek() != 0 && peek() != '|' && peek() != ')') {
            int part = repeated();
            node = node < 0 ? part : syntax.node(Syntax.SEQUENCE, node, part);
        }
        return node < 0 ? syntax.node(Syntax.EMPTY, 0, 0) : node;
    }

    private int repeated() {
        int node = atom();
        while (true) {
            int least = 0;
            int most = Syntax.UNLIMITED;
            if (accept('+')) {
                least = 1;
            } else if (accept('?')) {
                most = 1;
            } else if (accept('{')) {
                least = number();
                most = accept(',') ? peek() == '}' ? Syntax.UNLIMITED : number() : least;
                accept('}');
            } else if (!accept('*')) {
                return node;
            }
            node = syntax.repeat(node, least, most, accept('?'));
        }
    }

    private int number() {
        int value = 0;
        while (peek() >= '0' && peek() <= '9') {
            value = value * 10 + peek() - '0';
            at++;
        }
        return value;
    }

    private int atom() {
        int character = peek();
        at++;
        return switch (character) {
            case '(' -> {
                int group = 0;
                if (accept('?')) {
                    accept(':');
                } else {
                    group = syntax.newGroup();
                }
                int inner = choice();
                accept(')');
                yield group == 0 ? inner : syntax.node(Syntax.GROUP, inner, group);
            }
            case '[' -> set();
            case '.' -> syntax.node(Syntax.ANY, 0, 0);
            case '^' -> syntax.node(Syntax.BEGIN, 0, 0);
            case '$' -> syntax.node(Syntax.END, 0, 0);
            case '\\' -> escape();
            default -> syntax.node(Syntax.CHARACTER, character, 0);
        };
    }

    private int escape() {
        int character = peek();
        at++;
        if (character == 'b') {
            return syntax.node(Syntax.WORD_EDGE, 0, 0);
        }
        int set = syntax.newSet();
        return addClass(set, character)
                ? syntax.node(Syntax.SET, set, 0)
                : syntax.node(Syntax.CHARACTER, character == 't' ? '\t' : character, 0);
    }

    /** {@return whether it names a class} */
    private boolean addClass(int set, int name) {
        switch (name | 0x20) {
            case 'd' -> addRange(set, '0', '9');
            case 'w' -> {
                addRange(set, 'a', 'z');
                addRange(set, 'A', 'Z');
                addRange(set, '0', '9');
                syntax.add(set, '_');
            }
            case 's' -> {
                syntax.add(set, ' ');
                addRange(set, '\t', '\r');
            }
            default -> {
                return false;
            }
        }
        if (name < 'a') {
            syntax.invert(set);
        }
        return true;
    }

    private void addRange(int set, int from, int to) {
        for (int character = from; character <= to; character++) {
            syntax.add(set, character);
        }
    }

    private int set() {
        int set = syntax.newSet();
        boolean inverted = accept('^');
        do {
            int character = peek();
            at++;
            if (character == '\\') {
                character = peek();
                at++;
                if (addClass(set, character)) {
                    continue;
                }
            }
            if (peek() == '-' && at + 1 < text.length() && text.charAt(at + 1) != ']') {
                at++;
                addRange(set, character, peek());
                at++;
            } else {
                syntax.add(set, character);
            }
        } while (!accept(']'));
        if (inverted) {
            syntax.invert(set);
        }
        return syntax.node(Syntax.SET, set, 0);
    }
}
