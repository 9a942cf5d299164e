package vesper.stress.litmus.model;

/**
 * One operation precedes another in every global memory order that would allow an execution.
 *
 * @param from and {@code to} are numbers of operations; above them come the initial values, see {@link Execution}
 * @param label a few words for a graph
 * @param reason a sentence
 */
record Edge(int from, int to, Kind kind, String label, String reason) {
    /** In the words of the manual's diagrams where it has one. */
    enum Kind {
        /** Preserved program order. */
        PPO("#1b5e20"),

        /** Reads from: the load follows the store that it returns the value of. */
        RF("#b71c1c"),

        /** Coherence: the order of the stores to a byte. */
        CO("#0d47a1"),

        /** From reads: the load precedes the stores that come after the one it returns the value of. */
        FR("#e65100"),

        /** A store that the load could not miss comes before the one that it returns the value of. */
        LOAD_VALUE("#880e4f"),

        /** No store of another hart comes between what a load-reserved returned and the store-conditional. */
        ATOMICITY("#4a148c");

        private final String colour;

        Kind(String colour) {
            this.colour = colour;
        }

        String colour() {
            return colour;
        }
    }
}
