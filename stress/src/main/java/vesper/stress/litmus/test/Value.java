package vesper.stress.litmus.test;

/** What a register or a location holds: a number, or the address of a location. */
public sealed interface Value {
    Value ZERO = new Literal(0, false);

    /**
     * A number, written in decimal.
     *
     * @param value its 64 bits
     * @param unsigned whether a set bit 63 is no sign; never for a number that has it clear
     */
    record Literal(long value, boolean unsigned) implements Value {
        public Literal {
            unsigned &= value < 0;
        }

        @Override
        public String toString() {
            return unsigned ? Long.toUnsignedString(value) : Long.toString(value);
        }
    }

    /** {@code x}, or {@code x+4}: {@code offset} bytes behind the start of the location. */
    record Address(String location, long offset) implements Value {
        @Override
        public String toString() {
            return offset == 0 ? location : "%s%+d".formatted(location, offset);
        }
    }

    /** A number that may have a sign. */
    static Value of(long number) {
        return number == 0 ? ZERO : new Literal(number, false);
    }
}
