package vesper.isa;

/** Where instructions go; the interfaces that name them all end here. */
public interface Emitter {
    /**
     * Appends an instruction with its operands in the order of {@link Format#operands}.
     *
     * @throws IllegalArgumentException if their number is wrong or one does not fit
     */
    default void emit(Instruction row, long... operands) {
        emitWord(row.encode(operands));
    }

    /** Appends an atomic instruction with its ordering bits. */
    default void emitAtomic(Instruction row, Ordering[] orderings, long... operands) {
        int word = row.encode(operands);
        for (Ordering ordering : orderings) {
            word |= ordering.bit();
        }
        emitWord(word);
    }

    /** Appends a 32-bit encoding, compressed where the emitter is told to and a form exists. */
    void emitWord(int word);
}
