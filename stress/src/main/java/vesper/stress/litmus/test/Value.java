package vesper.stress.litmus.test;

/** What a register or a location holds: a number, or the address of a location. */
public sealed interface Value {
    Value ZERO = new Literal(0);

    /** Written in decimal, as signed. */
    record Literal(long value) implements Value {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** {@code x}, or {@code x+4}: {@code offset} bytes behind the start of the location. */
    record Address(String location, long offset) implements Value {
        @Override
        public String toString() {
            return offset == 0 ? location : "%s%+d".formatted(location, offset);
        }
    }

    static Value of(long number) {
        return number == 0 ? ZERO : new Literal(number);
    }
}
