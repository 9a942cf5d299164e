package vesper.aot.opt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vesper.aot.ir.Block;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/**
 * Branches on constants, checks of constants, and blocks that needn't be: those that can't be reached, are empty, or
 * follow their only predecessor.
 */
final class FoldBranches implements Pass {
    @Override
    public boolean run(Graph graph) {
        boolean changed = false;
        for (boolean again = true; again; changed |= again) {
            again = false;
            for (Block block : List.copyOf(graph.blocks())) {
                again |= checks(block);
                again |= end(block);
            }
            again |= graph.removeUnreachable();
            again |= skipEmpty(graph);
            again |= merge(graph);
        }
        return changed;
    }

    /** Drops checks that hold; what follows one that doesn't is never reached. */
    private static boolean checks(Block block) {
        boolean changed = block.values().removeIf(v -> isCheck(v) && !v.arg(0).isConst(0));
        for (int i = 0; i < block.values().size(); i++) {
            Value check = block.values().get(i);
            if (isCheck(check)) {
                Failure failure = check.failure();
                block.position(check.position());
                block.values().subList(i, block.values().size()).clear();
                Edges.detach(block);
                block.endFail(failure);
                return true;
            }
        }
        return changed;
    }

    private static boolean isCheck(Value value) {
        return value.op() == Op.CHECK && value.arg(0).isConst();
    }

    private static boolean end(Block block) {
        if (block.kind() != Block.Kind.IF && block.kind() != Block.Kind.SWITCH) {
            return false;
        }
        Value control = Edges.control(block);
        if (control.isConst()) {
            Edges.keepOnly(block, branch(block, control.imm()));
            return true;
        }
        if (allAlike(block)) {
            Edges.keepOnly(block, 0);
            return true;
        }
        if (block.kind() == Block.Kind.IF && isZeroTest(control)) {
            block.control(control.arg(0));
            return true;
        }
        return false;
    }

    private static boolean isZeroTest(Value control) {
        return control.op() == Op.NE
                && control.arg(1).isConst(0)
                && control.arg(0).type() == Type.I32;
    }

    /** Which way an IF or SWITCH goes. */
    static int branch(Block block, long control) {
        if (block.kind() == Block.Kind.IF) {
            return control != 0 ? 0 : 1;
        }
        int[] keys = block.keys();
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == control) {
                return i;
            }
        }
        return keys.length;
    }

    /** Whether all branches lead to one block, with the same args of its phis. */
    private static boolean allAlike(Block block) {
        Block to = block.succs().getFirst();
        List<Value> args = Edges.phiArgs(to, Edges.predIndex(block, 0));
        for (int i = 1; i < block.succs().size(); i++) {
            if (block.succs().get(i) != to
                    || !Edges.phiArgs(to, Edges.predIndex(block, i)).equals(args)) {
                return false;
            }
        }
        return true;
    }

    /** Lets branches to an empty block lead to where it leads. */
    private static boolean skipEmpty(Graph graph) {
        boolean changed = false;
        for (Block block : graph.blocks()) {
            if (block == graph.entry() || !block.values().isEmpty() || block.kind() != Block.Kind.GOTO) {
                continue;
            }
            Block to = block.succs().getFirst();
            if (to == block) {
                continue;
            }
            for (Block pred : List.copyOf(block.preds())) {
                if (!to.preds().contains(pred) || to.phis().isEmpty()) {
                    int branch = pred.succs().indexOf(block);
                    List<Value> args = Edges.phiArgs(to, Edges.predIndex(block, 0));
                    Edges.redirect(pred, branch, to, args);
                    changed = true;
                }
            }
        }
        return graph.removeUnreachable() || changed;
    }

    /** Joins a block with its only predecessor, if that goes nowhere else. */
    private static boolean merge(Graph graph) {
        boolean changed = false;
        Map<Value, Value> phis = new HashMap<>();
        for (Block block : List.copyOf(graph.blocks())) {
            while (block.kind() == Block.Kind.GOTO
                    && graph.blocks().contains(block)
                    && block.succs().getFirst().preds().size() == 1
                    && block.succs().getFirst() != block) {
                absorb(block, block.succs().getFirst(), phis);
                changed = true;
            }
        }
        graph.replaceUses(phis);
        return changed;
    }

    private static void absorb(Block block, Block next, Map<Value, Value> phis) {
        for (Value value : next.values()) {
            if (value.op() == Op.PHI) {
                phis.put(value, value.arg(0));
            } else {
                value.block(block);
                block.values().add(value);
            }
        }
        block.succs().clear();
        next.preds().clear();
        for (Block succ : next.succs()) {
            succ.preds().replaceAll(pred -> pred == next ? block : pred);
        }
        List<Block> succs = List.copyOf(next.succs());
        // The successors know the block already, in the order of their phis' args: take back what ending it adds.
        Edges.moveEnd(next, block);
        succs.forEach(succ -> succ.preds().removeLast());
        next.succs().clear();
        next.values().clear();
        block.graph().blocks().remove(next);
    }
}
