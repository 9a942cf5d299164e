package vesper.aot.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks that a graph is well formed, so that a pass that breaks one is found where it does. */
public final class Verifier {
    private final Graph graph;
    private final Map<Value, Integer> places = new HashMap<>(); // within the block

    private Verifier(Graph graph) {
        this.graph = graph;
    }

    /**
     * Checks edges, phis, that each definition dominates its uses, and that args and types are as {@link Op} says.
     *
     * @throws IllegalStateException naming the method and the value or block
     */
    public static void verify(Graph graph) {
        new Verifier(graph).run();
    }

    private void run() {
        demand(graph.entry().preds().isEmpty(), graph.entry(), "the entry has predecessors");
        for (Block block : graph.blocks()) {
            edges(block);
            int place = 0;
            for (Value value : block.values()) {
                demand(value.block() == block, value, "is in the list of " + block + " but has block " + value.block());
                demand(places.put(value, place++) == null, value, "is listed twice");
            }
        }
        Dominators dominators = Dominators.of(graph);
        for (Block block : graph.blocks()) {
            boolean phis = true;
            for (Value value : block.values()) {
                demand(phis || value.op() != Op.PHI, value, "is a phi behind other values");
                phis &= value.op() == Op.PHI;
                value.args().forEach(arg -> demand(places.containsKey(arg), value, "uses " + arg + ", which is gone"));
                String wrong = Shapes.complaint(graph, value);
                demand(wrong == null, value, wrong);
                if (dominators.isReachable(block)) {
                    value(dominators, block, value);
                }
            }
            end(dominators, block);
        }
    }

    private void edges(Block block) {
        List<Block> rest = new ArrayList<>(graph.blocks().size());
        for (Block pred : block.preds()) {
            if (!rest.contains(pred)) {
                long out = pred.succs().stream().filter(s -> s == block).count();
                long in = block.preds().stream().filter(p -> p == pred).count();
                demand(in == out, block, in + " edges come from " + pred + ", which has " + out);
                rest.add(pred);
            }
        }
        for (Block succ : block.succs()) {
            demand(graph.blocks().contains(succ), block, "branches to " + succ + ", which is gone");
            demand(succ.preds().contains(block), block, "is no predecessor of its successor " + succ);
        }
        int wanted = switch (block.kind()) {
            case GOTO -> 1;
            case IF -> 2;
            case SWITCH -> block.keys().length + 1;
            case RETURN, FAIL -> 0;
        };
        demand(block.succs().size() == wanted, block, "has " + block.succs().size() + " successors");
    }

    private void value(Dominators dominators, Block block, Value value) {
        for (int i = 0; i < value.args().size(); i++) {
            Value arg = value.arg(i);
            boolean fine;
            if (value.op() == Op.PHI) {
                Block pred = block.preds().get(i);
                fine = !dominators.isReachable(pred) || dominators.dominates(arg.block(), pred);
            } else if (arg.block() == block) {
                fine = place(arg) < place(value);
            } else {
                fine = dominators.isReachable(arg.block()) && dominators.dominates(arg.block(), block);
            }
            demand(fine, value, "uses " + arg + ", which does not dominate it");
        }
    }

    private int place(Value value) {
        return Objects.requireNonNull(places.get(value));
    }

    private void end(Dominators dominators, Block block) {
        Value control = block.control();
        if (control != null) {
            demand(places.containsKey(control), block, "ends on " + control + ", which is gone");
            demand(
                    !dominators.isReachable(block) || dominators.dominates(control.block(), block),
                    block,
                    "ends on " + control + ", which does not dominate it");
        }
        Type type = control == null ? Type.VOID : control.type();
        Type wanted = switch (block.kind()) {
            case GOTO, FAIL -> Type.VOID;
            case IF, SWITCH -> Type.I32;
            case RETURN -> graph.result();
        };
        demand(type == wanted, block, "ends with a control of type " + type + ", not " + wanted);
    }

    private void demand(boolean holds, Object where, @Nullable String complaint) {
        if (!holds) {
            throw new IllegalStateException(graph.method() + ": " + where + " "
                    + (where instanceof Value v ? "(" + v.op() + ") " : "") + complaint);
        }
    }
}
