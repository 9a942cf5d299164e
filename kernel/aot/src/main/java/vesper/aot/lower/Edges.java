package vesper.aot.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;

/**
 * Makes room on the edges of a graph: afterwards a block whose successor has phis has no other successor, so that the
 * phis' copies can stand at its end.
 */
final class Edges {
    private Edges() {}

    static void prepare(Graph graph) {
        graph.removeUnreachable();
        Map<Value, Value> trivial = new HashMap<>();
        for (Block block : graph.blocks()) {
            if (block.preds().size() == 1) {
                block.phis().forEach(phi -> trivial.put(phi, phi.arg(0)));
                block.values().removeIf(value -> value.op() == Op.PHI);
            }
        }
        graph.replaceUses(trivial);
        for (Block block : List.copyOf(graph.blocks())) {
            if (block.kind() == Block.Kind.SWITCH) {
                Switches.expand(block);
            } else if (block.succs().size() > 1) {
                for (int i = 0; i < block.succs().size(); i++) {
                    if (!block.succs().get(i).phis().isEmpty()) {
                        split(block, i);
                    }
                }
            }
        }
    }

    /** Puts a new block on the edge to the index-th successor. */
    static Block split(Block block, int index) {
        Block target = block.succs().get(index);
        // The edges of a block to one target come in the same order from both sides.
        int occurrence = 0;
        for (Block other : block.succs().subList(0, index)) {
            occurrence += other == target ? 1 : 0;
        }
        Block edge = block.graph().newBlock();
        edge.position(block.position());
        edge.endGoto(target);
        target.preds().removeLast();
        target.preds().set(predIndex(target, block, occurrence), edge);
        block.succs().set(index, edge);
        edge.preds().add(block);
        return edge;
    }

    private static int predIndex(Block target, Block pred, int occurrence) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < target.preds().size(); i++) {
            if (target.preds().get(i) == pred) {
                indices.add(i);
            }
        }
        return indices.get(occurrence);
    }
}
