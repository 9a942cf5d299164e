package vesper.aot.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;

/**
 * Takes out the phis that stand for one value, loops of phis included, and those that nobody uses.
 *
 * <p>Optimistic, as in Wegman and Zadeck's constant propagation: a phi stands for nothing until an argument is known,
 * then for that argument, and for itself from the moment that two arguments differ.
 */
final class Phis {
    private final Graph graph;
    private final Map<Value, Value> standsFor = new HashMap<>();

    private Phis(Graph graph) {
        this.graph = graph;
    }

    static void simplify(Graph graph) {
        new Phis(graph).run();
    }

    private void run() {
        List<Value> phis = new ArrayList<>();
        graph.blocks().forEach(block -> phis.addAll(block.phis()));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Value phi : phis) {
                changed |= refine(phi);
            }
        }
        Map<Value, Value> redundant = new HashMap<>(standsFor);
        redundant.entrySet().removeIf(entry -> entry.getKey() == entry.getValue());
        graph.replaceUses(redundant);
        Set<Value> used = used();
        for (Block block : graph.blocks()) {
            block.values().removeIf(value -> value.op() == Op.PHI && !used.contains(value));
        }
    }

    private boolean refine(Value phi) {
        Value now = standsFor.get(phi);
        if (now == phi) {
            return false;
        }
        Value met = meet(phi);
        if (met == null || met == now) {
            return false;
        }
        standsFor.put(phi, met);
        return true;
    }

    private @Nullable Value meet(Value phi) {
        Value met = null;
        for (Value arg : phi.args()) {
            Value value = arg.op() == Op.PHI ? standsFor.get(arg) : arg;
            if (value != null && met != null && value != met) {
                return phi;
            }
            met = value == null ? met : value;
        }
        return met;
    }

    /** The phis that something else uses, even through other phis. */
    private Set<Value> used() {
        Set<Value> used = new HashSet<>();
        List<Value> work = new ArrayList<>();
        for (Block block : graph.blocks()) {
            for (Value value : block.values()) {
                if (value.op() != Op.PHI) {
                    work.addAll(value.args());
                }
            }
            Value control = block.control();
            if (control != null) {
                work.add(control);
            }
        }
        while (!work.isEmpty()) {
            Value value = work.removeLast();
            if (value.op() == Op.PHI && used.add(value)) {
                work.addAll(value.args());
            }
        }
        return used;
    }
}
