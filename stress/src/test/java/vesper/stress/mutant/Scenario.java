package vesper.stress.mutant;

/**
 * Something on the machine that shows one forbidden outcome if the machine has one fault. It counts that outcome and no
 * other: whatever else goes wrong is thrown.
 */
public interface Scenario {
    /** Runs {@link #rounds} rounds, some seconds at most, and {@return how many had the forbidden outcome} */
    long run() throws Exception;

    /** How often a run tries. */
    int rounds();
}
