package vesper.aot.ir;

/**
 * Which atomic memory operation.
 *
 * @param width in bytes: 4 or 8
 */
public record Amo(Kind kind, int width, boolean aq, boolean rl) {
    /** What it does to memory. */
    public enum Kind {
        SWAP,
        ADD,
        AND,
        OR,
        XOR
    }
}
