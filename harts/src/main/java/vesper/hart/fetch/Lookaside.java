package vesper.hart.fetch;

/**
 * What somebody above keeps for each context of fetches, and must not use any longer than what was found there. Called on
 * the hart's thread.
 */
public interface Lookaside {
    /** After a {@code fence.i}, or a flush of the context: nothing that was found out before counts any more. */
    void forget();
}
