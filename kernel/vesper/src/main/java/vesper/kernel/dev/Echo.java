package vesper.kernel.dev;

import vesper.kernel.console.Console;

/**
 * Shows what is typed, a line at a time, and lets it be edited: arrows, home, end, backspace and delete move and erase;
 * up brings back the line before, down clears; colours colour what follows. It needs of the terminal only that it can go
 * back.
 *
 * <p>A character of UTF-8 is taken to be one column wide.
 */
public final class Echo {
    /** Of a line, in bytes: below the width of a terminal, so that going back never meets its edge. */
    static final int MAX_LENGTH = 78;

    private static final int BELL = 0x07;
    private static final int CTRL_T = 0x14;
    private static final int CTRL_TO_LETTER = 0x40;

    private final Uart uart;
    private final Console console;
    private final Status status;
    private final AnsiParser parser = new AnsiParser();

    // owned by the trap handler
    private final byte[] line = new byte[MAX_LENGTH];
    private final byte[] before = new byte[MAX_LENGTH];
    private int length;
    private int lengthBefore;
    private int cursor;

    /** What Ctrl-T shows, as it did on BSD: how things are. */
    @FunctionalInterface
    public interface Status {
        /** Prints it, on a line of its own. */
        void print();
    }

    /** Shows on {@code console} what comes in from {@code uart}. */
    public Echo(Uart uart, Console console, Status status) {
        this.uart = uart;
        this.console = console;
        this.status = status;
    }

    /** Takes all that the UART has received. */
    public void receive() {
        int x = uart.get();
        while (x >= 0) {
            take(x);
            x = uart.get();
        }
    }

    void take(int x) {
        switch (parser.take(x)) {
            case TEXT -> insert(x);
            case CONTROL -> control(x);
            case ENTER -> enter();
            case BACKSPACE -> {
                if (cursor > 0) {
                    left();
                    delete();
                }
            }
            case DELETE -> delete();
            case LEFT -> left();
            case RIGHT -> right();
            case HOME -> {
                goBack(cursor, 0);
                cursor = 0;
            }
            case END -> goTo(length);
            case UP -> recall();
            case DOWN -> erase();
            case COLOUR -> colour();
            default -> {}
        }
    }

    private void control(int x) {
        if (x == CTRL_T) {
            goTo(length);
            if (length > 0) {
                console.line();
            }
            status.print();
            show(0);
            cursor = length;
        } else {
            insert('^');
            insert(x + CTRL_TO_LETTER);
        }
    }

    private void insert(int x) {
        if (length == MAX_LENGTH) {
            console.put(BELL);
            return;
        }
        for (int i = length; i > cursor; i--) {
            line[i] = line[i - 1];
        }
        line[cursor] = (byte) x;
        length++;
        cursor++;
        console.put(x);
        show(cursor);
        goBack(length, cursor);
    }

    private void enter() {
        goTo(length);
        console.line();
        if (length > 0) {
            for (int i = 0; i < length; i++) {
                before[i] = line[i];
            }
            lengthBefore = length;
        }
        length = 0;
        cursor = 0;
    }

    /** Takes away the character at the cursor. */
    private void delete() {
        int end = nextCharacter(cursor);
        int bytes = end - cursor;
        if (bytes == 0) {
            return;
        }
        for (int i = end; i < length; i++) {
            line[i - bytes] = line[i];
        }
        length -= bytes;
        show(cursor);
        console.put(' ');
        console.put('\b');
        goBack(length, cursor);
    }

    private void left() {
        int to = cursor;
        while (to > 0) {
            to--;
            if (startsCharacter(to)) {
                break;
            }
        }
        goBack(cursor, to);
        cursor = to;
    }

    private void right() {
        goTo(nextCharacter(cursor));
    }

    private void erase() {
        goTo(length);
        for (int i = length - 1; i >= 0; i--) {
            if (startsCharacter(i)) {
                console.put('\b');
                console.put(' ');
                console.put('\b');
            }
        }
        length = 0;
        cursor = 0;
    }

    private void recall() {
        erase();
        for (int i = 0; i < lengthBefore; i++) {
            line[i] = before[i];
        }
        length = lengthBefore;
        goTo(length);
    }

    private void colour() {
        console.put(0x1b);
        console.put('[');
        for (int i = 0; i < parser.parameterCount(); i++) {
            if (i > 0) {
                console.put(';');
            }
            console.number(parser.parameter(i));
        }
        console.put('m');
    }

    /** Moves the cursor forward, by showing what it passes. */
    private void goTo(int to) {
        for (; cursor < to; cursor++) {
            console.put(line[cursor]);
        }
    }

    /** Shows the line from {@code from} to its end. The terminal's cursor is then there, and ours isn't moved. */
    private void show(int from) {
        for (int i = from; i < length; i++) {
            console.put(line[i]);
        }
    }

    /** Moves the terminal's cursor from the column of one index to that of another before it. */
    private void goBack(int from, int to) {
        for (int i = to; i < from; i++) {
            if (startsCharacter(i)) {
                console.put('\b');
            }
        }
    }

    private int nextCharacter(int index) {
        int next = Math.min(index + 1, length);
        while (next < length && !startsCharacter(next)) {
            next++;
        }
        return next;
    }

    /** Whether the byte isn't one that continues a character of UTF-8. */
    private boolean startsCharacter(int index) {
        return (line[index] & 0xc0) != 0x80;
    }
}
