package vesper.aot.opt;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
        Set<Block> seen = new HashSet<>();
        boolean changed = false;
        // Each rotation changes the blocks of the loops around it.
        for (Loop loop = next(graph, seen); loop != null; loop = next(graph, seen)) {
            if (isCandidate(loop)) {
                Preheaders.of(loop);
                Duplication.forEdge(loop.header(), outside(loop));
                changed = true;
            }
        }
        return changed;
    }

    /** An innermost loop whose header wasn't seen yet, or null. */
    private static @Nullable Loop next(Graph graph, Set<Block> seen) {
        for (Loop loop : Loops.of(graph, Dominators.of(graph)).all().reversed()) {
            if (seen.add(loop.header())) {
                return loop;
            }
        }
        return null;
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
