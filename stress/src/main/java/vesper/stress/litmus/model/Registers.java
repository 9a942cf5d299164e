package vesper.stress.litmus.model;

/** The integer registers of a hart in a run, and from which memory operations each got its value. */
final class Registers {
    static final int COUNT = 32;

    private final long[] values;
    private final long[] origins = new long[COUNT];

    /**
     * @param initial is copied
     */
    Registers(long[] initial) {
        values = initial.clone();
    }

    long value(long register) {
        return values[(int) register];
    }

    /**
     * The operations that an instruction has a syntactic dependency on if the register is one of its source registers
     * ("Syntactic Dependencies"); bit {@code i} is operation {@code i} of the run.
     */
    long origins(long register) {
        return origins[(int) register];
    }

    /** Writes a destination register, with the dependencies that the instruction carries to it. */
    void write(long register, long value, long from) {
        if (register != 0) {
            values[(int) register] = value;
            origins[(int) register] = from;
        }
    }

    long[] values() {
        return values.clone();
    }
}
