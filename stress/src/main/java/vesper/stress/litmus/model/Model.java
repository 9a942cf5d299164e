package vesper.stress.litmus.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A memory model: what of each hart's program order the global memory order keeps. */
public enum Model {
    /** The manual's, chapter "RVWMO Memory Consistency Model": preserved program order, rules 1 to 13. */
    RVWMO,

    /**
     * Total store order: all program order is kept but that from a store to a later load, and that too across a fence
     * from W to R, or if the load returns the value of an SC (rule 3). An AMO is a load and a store, so it is ordered
     * with everything. Annotations are not looked at: {@code lw.aq} and {@code sw.rl} are a plain load and store.
     */
    TSO,

    /** Sequential consistency: all program order is kept. */
    SC;

    /** Reads {@code rvwmo}, {@code tso} or {@code sc}. */
    public static Optional<Model> of(String name) {
        return Arrays.stream(values())
                .filter(model -> model.toString().equals(name))
                .findAny();
    }

    Set<Rule> rules() {
        return switch (this) {
            case RVWMO -> EnumSet.complementOf(EnumSet.of(Rule.STORE_TO_LOAD_EXCEPTED, Rule.PROGRAM_ORDER));
            case TSO -> EnumSet.of(Rule.STORE_TO_LOAD_EXCEPTED, Rule.FROM_ATOMIC, Rule.FENCE);
            case SC -> EnumSet.of(Rule.PROGRAM_ORDER);
        };
    }

    @Override
    public String toString() {
        return switch (this) {
            case RVWMO -> "rvwmo";
            case TSO -> "tso";
            case SC -> "sc";
        };
    }
}
