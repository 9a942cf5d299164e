package vesper.aot.opt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vesper.aot.ir.Access.Alias;
import vesper.aot.ir.Block;
import vesper.aot.ir.Dominators;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Loops;
import vesper.aot.ir.Loops.Loop;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;

/**
 * Moves what is the same in each round of a loop before the loop: pure values from anywhere in it; loads that the loop
 * doesn't write to, and checks, if the first round gets to them before anything else could be seen to happen, or, of
 * loads, if their object is known to be there.
 */
final class LoopInvariants implements Pass {
    @Override
    public boolean run(Graph graph) {
        boolean changed = false;
        Dominators before = Dominators.of(graph);
        for (Loop loop : Loops.of(graph, before).all()) {
            Preheaders.of(loop);
        }
        Dominators dominators = Dominators.of(graph);
        Loops loops = Loops.of(graph, dominators);
        Memory memory = new Memory(graph, dominators, loops);
        for (Loop loop : loops.all().reversed()) {
            changed |= new Hoist(loop, dominators, memory).run();
        }
        return changed;
    }

    private static final class Hoist {
        private final Loop loop;
        private final Dominators dominators;
        private final Memory memory;
        private final Block preheader;
        private final Set<Value> nonNull = new HashSet<>();
        private boolean changed;

        Hoist(Loop loop, Dominators dominators, Memory memory) {
            this.loop = loop;
            this.dominators = dominators;
            this.memory = memory;
            preheader = Preheaders.of(loop);
            findNonNull();
        }

        /** What was loaded from or checked on the way to the loop. */
        private void findNonNull() {
            for (Block block = preheader; block != null; block = dominators.parent(block)) {
                for (Value value : block.values()) {
                    if (value.op() == Op.LOAD || value.op() == Op.STORE) {
                        nonNull.add(value.arg(0));
                    } else if (value.op() == Op.CHECK
                            && value.arg(0).op() == Op.NE
                            && value.arg(0).arg(1).isConst(0)) {
                        nonNull.add(value.arg(0).arg(0));
                    }
                }
            }
        }

        boolean run() {
            boolean first = true; // nothing that stays could have been seen yet in the first round
            for (Block block : loop.blocks()) {
                first &= block == loop.header() || follows(block);
                List<Value> stay = new ArrayList<>();
                for (Value value : block.values()) {
                    if (isInvariant(value) && mayMove(value, first)) {
                        value.block(preheader);
                        preheader.values().add(value);
                        if (value.op() == Op.LOAD) {
                            nonNull.add(value.arg(0));
                        }
                        changed = true;
                    } else {
                        stay.add(value);
                        first &= !value.op().hasEffect()
                                && (value.op() != Op.LOAD || value.access().isPlain());
                    }
                }
                block.values().clear();
                block.values().addAll(stay);
            }
            return changed;
        }

        /** Whether the block before it in the loop leads to it always. */
        private boolean follows(Block block) {
            Block pred = block.preds().getFirst();
            return block.preds().size() == 1 && pred.succs().size() == 1 && loop.contains(pred);
        }

        private boolean isInvariant(Value value) {
            return value.op() != Op.PHI
                    && value.op() != Op.CONST
                    && value.args().stream().noneMatch(arg -> loop.contains(arg.block()));
        }

        private boolean mayMove(Value value, boolean first) {
            if (value.op() == Op.CHECK) {
                return first;
            }
            if (value.op() != Op.LOAD) {
                return !value.op().hasEffect() && value.op() != Op.GET_TP;
            }
            return value.access().isPlain() && !memory.isWritten(loop, value) && (first || isSafe(value));
        }

        /** Whether its address is that of an object's field or length, whatever happens. */
        private boolean isSafe(Value load) {
            Value base = load.arg(0);
            boolean fixed = load.access().alias().kind() == Alias.Kind.FIELD
                    || load.access().alias().kind() == Alias.Kind.IMMUTABLE;
            return fixed && (base.op() == Op.OBJECT || base.op() == Op.SYMBOL || nonNull.contains(base));
        }
    }
}
