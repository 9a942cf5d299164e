package vesper.stress.litmus.test;

import java.util.function.IntPredicate;

/** A place in a file's text, from which words, numbers and signs are taken; spaces and ends of lines part them. */
final class Cursor {
    private static final int SHOWN = 20;

    private final String file;
    private final String text;
    private final int end;
    private int position;

    Cursor(String file, String text) {
        this(file, text, 0, text.length());
    }

    private Cursor(String file, String text, int start, int end) {
        this.file = file;
        this.text = text;
        this.position = start;
        this.end = end;
    }

    /** A part of the same text, for what may not go beyond it. */
    Cursor slice(int start, int stop) {
        return new Cursor(file, text, start, stop);
    }

    int position() {
        return position;
    }

    void moveTo(int place) {
        position = place;
    }

    /** The line of the present place, counted from 1. */
    int line() {
        return 1 + (int) text.chars().limit(position).filter(c -> c == '\n').count();
    }

    void skipSpace() {
        while (position < end && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    boolean atEnd() {
        skipSpace();
        return position == end;
    }

    boolean looksAt(String sign) {
        skipSpace();
        return position + sign.length() <= end && text.startsWith(sign, position);
    }

    boolean looksAt(IntPredicate kind) {
        return !atEnd() && kind.test(text.charAt(position));
    }

    boolean accept(String sign) {
        boolean found = looksAt(sign);
        if (found) {
            position += sign.length();
        }
        return found;
    }

    /** Takes a word if it is this one and not only its beginning. */
    boolean acceptWord(String word) {
        boolean found = looksAt(word)
                && (position + word.length() == end || !isWordPart(text.charAt(position + word.length())));
        if (found) {
            position += word.length();
        }
        return found;
    }

    void expect(String sign) throws LitmusSyntaxException {
        if (!accept(sign)) {
            throw expected("'" + sign + "'");
        }
    }

    /** Takes a letter or underscore and the letters, digits, underscores and dots behind it. */
    String word(String what) throws LitmusSyntaxException {
        if (!looksAt(Cursor::isWordStart)) {
            throw expected(what);
        }
        return take(Cursor::isWordPart);
    }

    private String take(IntPredicate kind) {
        int start = position;
        while (position < end && kind.test(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    /** Takes everything up to one of these characters, or to the end. */
    String upTo(String stops) {
        return take(c -> stops.indexOf(c) < 0);
    }

    /** What is left, without taking it. */
    String rest() {
        return text.substring(position, end).strip();
    }

    /** What has been taken since a place. */
    String since(int start) {
        return text.substring(start, position).strip();
    }

    /** The whole text that this is a place in. */
    String text() {
        return text;
    }

    /** Takes a number of 64 bits: decimal from -2^63 to 2^64 - 1, or hexadecimal with {@code 0x}. */
    long number(String what) throws LitmusSyntaxException {
        skipSpace();
        int start = position;
        boolean negative = accept("-");
        if (!looksAt(Cursor::isDigit)) {
            position = start;
            throw expected(what);
        }
        String digits = take(Cursor::isWordPart);
        try {
            boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
            if (negative && !hexadecimal) {
                return Long.parseLong("-" + digits);
            }
            long value = hexadecimal ? Long.parseUnsignedLong(digits.substring(2), 16) : Long.parseUnsignedLong(digits);
            return negative ? -value : value;
        } catch (NumberFormatException e) {
            position = start;
            throw expected(what + " of 64 bits");
        }
    }

    /** Takes a number that counts something: not negative, and small. */
    int count(String what, int greatest) throws LitmusSyntaxException {
        int start = position;
        long number = number(what);
        if (number < 0 || number > greatest) {
            position = start;
            throw expected(what + " from 0 to " + greatest);
        }
        return (int) number;
    }

    /** What to throw where something else stands than what the format allows. */
    LitmusSyntaxException expected(String what) {
        if (atEnd()) {
            boolean file = end == text.length();
            return new LitmusSyntaxException(this.file, line(), what, file ? "the end of the file" : "nothing");
        }
        return new LitmusSyntaxException(file, line(), what, "'" + shown() + "'");
    }

    /** What to throw for what stands at {@code start}. */
    LitmusSyntaxException expectedAt(int start, String what) {
        position = start;
        return expected(what);
    }

    /** What to throw for what was found on a line that lies behind. */
    LitmusSyntaxException expectedOn(int line, String what, String found) {
        return new LitmusSyntaxException(file, line, what, found);
    }

    private String shown() {
        char first = text.charAt(position);
        if (first < ' ' || first > '~') {
            return "\\u%04x".formatted((int) first);
        }
        int stop = position + 1;
        if (isWordPart(first) || first == '-') {
            while (stop < end && stop - position < SHOWN && isWordPart(text.charAt(stop))) {
                stop++;
            }
        }
        return text.substring(position, stop);
    }

    private static boolean isWordStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(int c) {
        return isWordStart(c) || isDigit(c);
    }
}
