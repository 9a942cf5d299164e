package vesper.stress.litmus.model;

/**
 * Why a model does or does not allow a final state.
 *
 * @param allowed whether it does; the graph is then of an execution that ends in the state
 * @param text in words, several lines
 * @param dot the graph of the execution, with the cycle if there is one, for Graphviz
 * @param svg the same as a picture that needs no other file: one column a hart
 */
public record Explanation(boolean allowed, String text, String dot, String svg) {}
