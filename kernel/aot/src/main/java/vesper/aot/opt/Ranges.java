package vesper.aot.opt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Block;
import vesper.aot.ir.Dominators;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/**
 * Finds the interval of each value and, from the conditions that were passed on the way, which checks and branches can
 * only go one way: null, bounds and division checks that an earlier one implies, or a loop's own condition.
 *
 * <p>An abstract interpretation in sweeps down the tree of dominators. The first sweeps let intervals grow, soon by
 * widening them to the type's bounds; the last two let them shrink again.
 */
final class Ranges implements Pass {
    private static final int WIDEN_AFTER = 3;
    private static final int GIVE_UP_AFTER = 24;

    @Override
    public boolean run(Graph graph) {
        Sweeps sweeps = new Sweeps(graph);
        return sweeps.grow() && sweeps.rewrite();
    }

    private static final class Sweeps {
        private final Graph graph;
        private final Dominators dominators;
        private final @Nullable Interval[] base;
        private final Map<Value, @Nullable Interval[]> incoming = new HashMap<>(); // of phis, by predecessor
        private final Facts facts;
        private final int[] uses;
        private boolean changed;
        private int sweep;
        private boolean shrink;
        private boolean rewrite;

        Sweeps(Graph graph) {
            this.graph = graph;
            dominators = Dominators.of(graph);
            base = new Interval[graph.valueIds()];
            facts = new Facts(base);
            uses = graph.useCounts();
        }

        /** Whether the intervals settled. */
        boolean grow() {
            changed = true;
            for (sweep = 0; changed; sweep++) {
                if (sweep == GIVE_UP_AFTER) {
                    return false;
                }
                changed = false;
                visit(graph.entry());
            }
            shrink = true;
            visit(graph.entry());
            visit(graph.entry());
            return true;
        }

        boolean rewrite() {
            rewrite = true;
            changed = false;
            visit(graph.entry());
            return changed;
        }

        private void visit(Block block) {
            int mark = facts.mark();
            learnFromEdge(block);
            if (rewrite) {
                List<Value> values = List.copyOf(block.values());
                block.values().clear();
                for (Value value : values) {
                    if (!rewrite(value, block.values())) {
                        block.values().add(value);
                    }
                    learnFromCheck(value);
                }
            } else {
                for (Value value : block.values()) {
                    update(value);
                    learnFromCheck(value);
                }
            }
            if (rewrite) {
                foldEnd(block);
            } else {
                sendToPhis(block);
            }
            dominators.children(block).forEach(this::visit);
            facts.reset(mark);
        }

        private void learnFromCheck(Value value) {
            if (value.op() == Op.CHECK) {
                facts.learn(value.arg(0), true);
            }
        }

        /** Whether the value can go; new ones that it needs come before it. */
        private boolean rewrite(Value value, List<Value> before) {
            if (value.op() == Op.CHECK && Boolean.TRUE.equals(facts.decide(value.arg(0)))) {
                changed = true;
                return true;
            }
            if (Arithmetic.isComparison(value.op())) {
                Boolean known = facts.decide(value);
                if (known != null) {
                    value.becomeConst(known ? 1 : 0);
                    changed = true;
                }
            } else {
                changed |= RangeRules.apply(facts, value, uses, before);
            }
            return false;
        }

        private void foldEnd(Block block) {
            if (block.kind() != Block.Kind.IF || Edges.control(block).isConst()) {
                return;
            }
            Boolean known = facts.decide(Edges.control(block));
            if (known != null) {
                block.control(block.constant(Type.I32, known ? 1 : 0));
                changed = true;
            }
        }

        /** What the one branch that leads here says. */
        private void learnFromEdge(Block block) {
            if (block.preds().size() == 1) {
                Block pred = block.preds().getFirst();
                learnFromBranch(pred, Edges.succIndex(block, 0));
            }
        }

        private void learnFromBranch(Block from, int branch) {
            if (from.kind() == Block.Kind.IF) {
                facts.learn(Edges.control(from), branch == 0);
            } else if (from.kind() == Block.Kind.SWITCH && branch < from.keys().length) {
                facts.know(Edges.control(from), from.keys()[branch]);
            }
        }

        private void sendToPhis(Block block) {
            for (int i = 0; i < block.succs().size(); i++) {
                Block to = block.succs().get(i);
                if (to.values().isEmpty() || to.values().getFirst().op() != Op.PHI) {
                    continue;
                }
                int mark = facts.mark();
                learnFromBranch(block, i);
                int pred = Edges.predIndex(block, i);
                for (Value phi : to.phis()) {
                    Interval[] all = incoming.computeIfAbsent(
                            phi, p -> new Interval[p.args().size()]);
                    Interval now = facts.interval(phi.arg(pred));
                    changed |= !now.equals(all[pred]);
                    all[pred] = now;
                }
                facts.reset(mark);
            }
        }

        private void update(Value value) {
            Interval old = base[value.id()];
            Interval next = value.op() == Op.PHI ? merged(value) : Transfer.of(value, facts::interval);
            if (next == null || next.equals(old)) {
                return;
            }
            if (old != null && !shrink) {
                next = old.union(next);
                if (next.equals(old)) {
                    return;
                }
                next = sweep >= WIDEN_AFTER && value.op() == Op.PHI ? old.widen(next, value.type()) : next;
            } else if (old != null) {
                next = old.meet(next);
            }
            base[value.id()] = next;
            changed = true;
        }

        private @Nullable Interval merged(Value phi) {
            Interval all = null;
            for (Interval one : Objects.requireNonNullElse(incoming.get(phi), new Interval[0])) {
                if (one != null) {
                    all = all == null ? one : all.union(one);
                }
            }
            return all;
        }
    }
}
