package vesper.aot.opt;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Block;
import vesper.aot.ir.Dominators;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Loops;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;

/**
 * Where a block branches on what a phi brings it, and one predecessor brings a constant, that one goes straight on:
 * {@code if (a && b)}, and boolean methods that were inlined.
 */
final class JumpThreading implements Pass {
    private static final int LARGEST = 6;
    private static final int DEPTH = 4;

    @Override
    public boolean run(Graph graph) {
        boolean changed = false;
        Loops loops = Loops.of(graph, Dominators.of(graph));
        for (Block block : List.copyOf(graph.blocks())) {
            if (isCandidate(block) && !isHeader(loops, block)) {
                changed |= thread(block);
            }
        }
        if (changed) {
            graph.removeUnreachable();
        }
        return changed;
    }

    private static boolean isHeader(Loops loops, Block block) {
        Loops.Loop loop = loops.of(block);
        return loop != null && loop.header() == block;
    }

    private static boolean isCandidate(Block block) {
        if ((block.kind() != Block.Kind.IF && block.kind() != Block.Kind.SWITCH)
                || block.preds().size() < 2) {
            return false;
        }
        int size = 0;
        for (Value value : block.values()) {
            if (value.op() != Op.PHI && value.op() != Op.CONST) {
                size++;
            }
            if (value.op().isCall()) {
                return false;
            }
        }
        return size <= LARGEST;
    }

    private static boolean thread(Block block) {
        boolean changed = false;
        for (int i = block.preds().size() - 1; i >= 0 && block.preds().size() > 1; i--) {
            if (block.preds().get(i) == block) {
                continue;
            }
            Long control = evaluate(Edges.control(block), block, i, DEPTH);
            if (control != null) {
                Block copy = Duplication.forEdge(block, i);
                Edges.keepOnly(copy, FoldBranches.branch(copy, control));
                changed = true;
            }
        }
        return changed;
    }

    /** What the value is if the block is entered from its index-th predecessor, or null. */
    private static @Nullable Long evaluate(Value value, Block block, int pred, int depth) {
        if (value.isConst()) {
            return value.imm();
        }
        if (depth == 0 || value.block() != block) {
            return null;
        }
        if (value.op() == Op.PHI) {
            return value.arg(pred).isConst() ? value.arg(pred).imm() : null;
        }
        boolean unary = Arithmetic.isUnary(value.op());
        if (!unary && !Arithmetic.isBinary(value.op())) {
            return null;
        }
        Long a = evaluate(value.arg(0), block, pred, depth - 1);
        if (a == null) {
            return null;
        }
        if (unary) {
            return Arithmetic.unary(value.op(), value.type(), a);
        }
        Long b = evaluate(value.arg(1), block, pred, depth - 1);
        return b == null ? null : Arithmetic.binary(value.op(), value.arg(0).type(), a, b);
    }
}
