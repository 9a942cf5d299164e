package vesper.stress.litmus.generate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The registers of one thread, handed out from {@code x5} on; those below have fixed uses in the calling convention. */
final class Registers {
    private static final int FIRST = 5;
    private static final int LAST = 31;

    private final int thread;
    private final Map<String, Integer> holding = new LinkedHashMap<>();
    private int next = FIRST;

    Registers(int thread) {
        this.thread = thread;
    }

    /** A register that nothing else uses. */
    int fresh() {
        if (next > LAST) {
            throw new IllegalArgumentException(
                    "thread %d needs more than %d registers".formatted(thread, LAST - FIRST + 1));
        }
        return next++;
    }

    /** The register that holds a location's address, or a number as it is to be written, from the start. */
    int holding(String value) {
        Integer known = holding.get(value);
        if (known == null) {
            known = fresh();
            holding.put(value, known);
        }
        return known;
    }

    /** What registers hold at the start, by their numbers. */
    Map<Integer, String> initial() {
        Map<Integer, String> initial = new TreeMap<>();
        holding.forEach((value, register) -> initial.put(register, value));
        return initial;
    }
}
