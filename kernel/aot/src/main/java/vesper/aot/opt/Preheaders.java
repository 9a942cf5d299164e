package vesper.aot.opt;

import java.util.ArrayList;
import java.util.List;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Loops.Loop;
import vesper.aot.ir.Value;

/** The blocks before loops, to which what doesn't change in the loop can be moved. */
final class Preheaders {
    private Preheaders() {}

    /** The one block outside the loop that leads into it, and nowhere else; made if there is none. */
    static Block of(Loop loop) {
        Block header = loop.header();
        List<Integer> outside = new ArrayList<>();
        for (int i = 0; i < header.preds().size(); i++) {
            if (!loop.contains(header.preds().get(i))) {
                outside.add(i);
            }
        }
        if (outside.size() == 1) {
            Block pred = header.preds().get(outside.getFirst());
            return pred.kind() == Block.Kind.GOTO
                    ? pred
                    : Edges.split(pred, Edges.succIndex(header, outside.getFirst()));
        }
        return join(header, outside);
    }

    private static Block join(Block header, List<Integer> outside) {
        Graph graph = header.graph();
        Block middle = graph.newBlock();
        List<Value> phis = header.phis();
        List<Value> joined = new ArrayList<>();
        phis.forEach(phi -> joined.add(middle.addPhi(phi.type()).position(phi.position())));
        for (int i = 0; i < outside.size(); i++) {
            int at = outside.get(i) - i; // each edge that goes moves the later ones up
            List<Value> args = Edges.phiArgs(header, at);
            Edges.redirect(header.preds().get(at), Edges.succIndex(header, at), middle, args);
        }
        middle.endGoto(header);
        Edges.addPhiArgs(header, joined);
        return middle;
    }
}
