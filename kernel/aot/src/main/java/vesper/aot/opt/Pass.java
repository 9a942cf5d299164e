package vesper.aot.opt;

import vesper.aot.ir.Graph;

/** One rewriting of a graph, which afterwards does what it did before. */
@FunctionalInterface
public interface Pass {
    /** Whether it changed anything. */
    boolean run(Graph graph);
}
