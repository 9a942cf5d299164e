package vesper.aot.opt;

import java.util.List;
import vesper.aot.ir.Block;
import vesper.aot.ir.Dominators;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Loops;
import vesper.aot.ir.Loops.Loop;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;

/**
 * Turns {@code while (c) s} into {@code if (c) do s while (c)}: a round then has one branch, and what the body does first
 * is done whenever the loop is entered.
 */
final class RotateLoops implements Pass {
    private static final int LARGEST = 12;

    @Override
    public boolean run(Graph graph) {
        boolean changed = false;
        Loops loops = Loops.of(graph, Dominators.of(graph));
        // Inner loops first; the copies are outside of the loops that they come from, so the snapshot stays good
        // enough.
        for (Loop loop : loops.all().reversed()) {
            if (isCandidate(loop)) {
                Preheaders.of(loop);
                int outside = outside(loop);
                Duplication.forEdge(loop.header(), outside);
                changed = true;
            }
        }
        return changed;
    }

    private static int outside(Loop loop) {
        List<Block> preds = loop.header().preds();
        for (int i = 0; i < preds.size(); i++) {
            if (!loop.contains(preds.get(i))) {
                return i;
            }
        }
        throw new IllegalStateException(loop + " can't be entered");
    }

    private static boolean isCandidate(Loop loop) {
        Block header = loop.header();
        if (header.kind() != Block.Kind.IF || isLatch(loop, header)) {
            return false;
        }
        boolean leaves = !loop.contains(header.succs().get(0))
                || !loop.contains(header.succs().get(1));
        int size = 0;
        for (Value value : header.values()) {
            size += value.op() == Op.PHI || value.op() == Op.CONST ? 0 : 1;
            if (value.op().isCall()) {
                return false;
            }
        }
        return leaves && size <= LARGEST;
    }

    private static boolean isLatch(Loop loop, Block header) {
        return loop.latches().contains(header);
    }
}
