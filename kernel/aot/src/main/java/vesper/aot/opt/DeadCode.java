package vesper.aot.opt;

import java.util.ArrayList;
import java.util.List;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Value;

/** Takes out values that no effect and no end of a block needs, rings of phis among them. */
final class DeadCode implements Pass {
    @Override
    public boolean run(Graph graph) {
        boolean[] live = new boolean[graph.valueIds()];
        List<Value> work = new ArrayList<>();
        for (Block block : graph.blocks()) {
            block.values().stream().filter(v -> !v.isRemovable()).forEach(work::add);
            Value control = block.control();
            if (control != null) {
                work.add(control);
            }
        }
        while (!work.isEmpty()) {
            Value value = work.removeLast();
            if (!live[value.id()]) {
                live[value.id()] = true;
                work.addAll(value.args());
            }
        }
        boolean changed = false;
        for (Block block : graph.blocks()) {
            changed |= block.values().removeIf(v -> !live[v.id()]);
        }
        return changed;
    }
}
