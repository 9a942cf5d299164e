package vesper.stress.litmus.test;

import java.util.Optional;
import java.util.regex.Pattern;
import vesper.isa.Register;

/** Registers, locations and values, as they are spelled all over the format. */
final class Names {
    /** Far more than hosts have harts. */
    static final int MOST_HARTS = 1024;

    /** Far more than fits in what a test shares. */
    static final int LONGEST_ARRAY = 512;

    private static final Pattern NUMBERED = Pattern.compile("x([0-9]|[12][0-9]|3[01])");

    private Names() {}

    /** {@code 0:x5}, {@code x}, {@code [x]}, {@code x[1]} or {@code [x[1]]}. */
    static Observed observed(Cursor cursor) throws LitmusSyntaxException {
        if (cursor.looksAt(Cursor::isDigit)) {
            return register(cursor);
        }
        boolean brackets = cursor.accept("[");
        String name = cursor.word(brackets ? "a location" : "a location, or a register such as 0:x5");
        Observed.Memory memory = new Observed.Memory(name);
        if (cursor.accept("[")) {
            memory = new Observed.Memory(name, cursor.count("an index", LONGEST_ARRAY - 1));
            cursor.expect("]");
        }
        if (brackets) {
            cursor.expect("]");
        }
        return memory;
    }

    /** {@code 0:x5}, or {@code 0:t0}. */
    static Observed.Register register(Cursor cursor) throws LitmusSyntaxException {
        int hart = cursor.count("a thread's number", MOST_HARTS);
        cursor.expect(":");
        return new Observed.Register(hart, registerNumber(cursor));
    }

    /** {@code x5} or {@code t0}. */
    static int registerNumber(Cursor cursor) throws LitmusSyntaxException {
        cursor.skipSpace();
        int start = cursor.position();
        String name = cursor.word("a register");
        return registerNumber(name).orElseThrow(() -> cursor.expectedAt(start, "a register"));
    }

    static Optional<Integer> registerNumber(String name) {
        if (NUMBERED.matcher(name).matches()) {
            return Optional.of(Integer.valueOf(name.substring(1)));
        }
        if (name.equals("fp")) {
            return Optional.of(Register.S0.number());
        }
        for (Register register : Register.values()) {
            if (register.abiName().equals(name)) {
                return Optional.of(register.number());
            }
        }
        return Optional.empty();
    }

    /** A number, a location, or a location and an offset in bytes. */
    static Value value(Cursor cursor) throws LitmusSyntaxException {
        if (cursor.looksAt("-") || cursor.looksAt(Cursor::isDigit)) {
            int start = cursor.position();
            long number = cursor.number("a number");
            return new Value.Literal(number, Cursor.isDigit(cursor.since(start).charAt(0)));
        }
        cursor.accept("&");
        String location = cursor.word("a number or a location");
        boolean plus = cursor.accept("+");
        boolean minus = !plus && cursor.accept("-");
        int offset = plus || minus ? cursor.count("an offset", Short.MAX_VALUE) : 0;
        return new Value.Address(location, minus ? -offset : offset);
    }
}
