package vesper.stress.bench.guest;

import vesper.isa.Assembler;

/**
 * A load.
 *
 * @param name as on the command line and in results
 * @param what it does, in a few words
 * @param rounds of a lap on one hart that take QEMU 7.2 about 50 ms; the guess from which calibration starts
 */
public record Guest(String name, Group group, String what, long rounds, Code code) {
    /** Emits the functions {@code fill} and {@code lap} that {@link Frame} calls, and their data. */
    @FunctionalInterface
    public interface Code {
        void emit(Assembler a, Mode mode, int harts);
    }
}
