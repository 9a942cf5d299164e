package vesper.stress.bench.guest;

import vesper.isa.Assembler;

/**
 * A load.
 *
 * @param name as on the command line and in results
 * @param what it does, in a few words
 * @param rounds of a lap on one hart that take QEMU 7.2 about 50 ms; the guess from which calibration starts
 * @param sharesCodePage whether it measures stores to pages that code is in; no other guest has any
 */
public record Guest(String name, Group group, String what, long rounds, Code code, boolean sharesCodePage) {
    /** Emits the functions {@code fill} and {@code lap} that {@link Frame} calls, and their data. */
    @FunctionalInterface
    public interface Code {
        void emit(Assembler a, Mode mode, int harts);
    }

    /** One whose code lies on pages apart from all that it stores to. */
    public Guest(String name, Group group, String what, long rounds, Code code) {
        this(name, group, what, rounds, code, false);
    }

    /** The same, as one that measures stores to its code's page. */
    Guest sharingCodePage() {
        return new Guest(name, group, what, rounds, code, true);
    }

    @Override
    public String toString() {
        return name;
    }
}
