package vesper.stress.bench.program.script;

import vesper.stress.bench.program.Apart;

/** Takes a text apart. */
final class Lexer extends Apart {
    static final int END = 0;
    static final int NUMBER = 1;
    static final int NAME = 2;
    // words, in the order of WORDS
    static final int VAR = 16;
    static final int FUNCTION = 17;
    static final int IF = 18;
    static final int ELSE = 19;
    static final int WHILE = 20;
    static final int FOR = 21;
    static final int RETURN = 22;
    static final int PRINT = 23;
    static final int BREAK = 24;
    static final int CONTINUE = 25;
    // two characters that are one token; those that are one have their own number
    static final int LESS_OR_EQUAL = 128;
    static final int GREATER_OR_EQUAL = 129;
    static final int EQUAL = 130;
    static final int NOT_EQUAL = 131;
    static final int SHIFT_LEFT = 132;
    static final int SHIFT_RIGHT = 133;
    static final int BOTH = 134;
    static final int EITHER = 135;

    private static final String[] WORDS = {
        "var", "function", "if", "else", "while", "for", "return", "print", "break", "continue"
    };

    private String text = "";
    private int at;
    private int token;
    private long number;
    private int nameStart;
    private int nameEnd;
    private int line;

    void begin(String source) {
        text = source;
        at = 0;
        line = 1;
        next();
    }

    int token() {
        return token;
    }

    long number() {
        return number;
    }

    int line() {
        return line;
    }

    int nameStart() {
        return nameStart;
    }

    int nameLength() {
        return nameEnd - nameStart;
    }

    char character(int place) {
        return text.charAt(place);
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isLetter(int character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character == '_';
    }

    void next() {
        skip();
        int character = peek();
        if (isDigit(character)) {
            digits();
        } else if (isLetter(character)) {
            name();
        } else if (character == 0) {
            token = END;
        } else {
            at++;
            token = symbol(character, peek());
        }
    }

    void expect(int wanted) {
        if (token != wanted) {
            throw new IllegalStateException("a token is missing");
        }
        next();
    }

    boolean accept(int wanted) {
        boolean found = token == wanted;
        if (found) {
            next();
        }
        return found;
    }

    private void skip() {
        while (true) {
            int character = peek();
            if (character == '#') {
                while (peek() != '\n' && peek() != 0) {
                    at++;
                }
            } else if (character == ' ' || character == '\n') {
                line += character == '\n' ? 1 : 0;
                at++;
            } else {
                return;
            }
        }
    }

    private void digits() {
        number = 0;
        token = NUMBER;
        if (peek() == '0' && at + 1 < text.length() && text.charAt(at + 1) == 'x') {
            at += 2;
            while (isDigit(peek()) || (peek() >= 'a' && peek() <= 'f')) {
                number = number * 16 + (isDigit(peek()) ? peek() - '0' : peek() - 'a' + 10);
                at++;
            }
            return;
        }
        while (isDigit(peek())) {
            number = number * 10 + peek() - '0';
            at++;
        }
    }

    private void name() {
        nameStart = at;
        while (isLetter(peek()) || isDigit(peek())) {
            at++;
        }
        nameEnd = at;
        token = NAME;
        for (int i = 0; i < WORDS.length; i++) {
            if (isWord(WORDS[i])) {
                token = VAR + i;
            }
        }
    }

    private boolean isWord(String word) {
        if (word.length() != nameEnd - nameStart) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != text.charAt(nameStart + i)) {
                return false;
            }
        }
        return true;
    }

    private int symbol(int first, int second) {
        int pair = switch (first) {
            case '<' -> second == '=' ? LESS_OR_EQUAL : second == '<' ? SHIFT_LEFT : 0;
            case '>' -> second == '=' ? GREATER_OR_EQUAL : second == '>' ? SHIFT_RIGHT : 0;
            case '=' -> second == '=' ? EQUAL : 0;
            case '!' -> second == '=' ? NOT_EQUAL : 0;
            case '&' -> second == '&' ? BOTH : 0;
            case '|' -> second == '|' ? EITHER : 0;
            default -> 0;
        };
        at += pair == 0 ? 0 : 1;
        return pair == 0 ? first : pair;
    }
}
