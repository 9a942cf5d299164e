package vesper.aot.opt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;

/** Who calls whom, by direct calls. */
final class CallGraph {
    private final SortedMap<MethodRef, Graph> graphs;
    private final List<MethodRef> bottomUp = new ArrayList<>();
    private final Set<MethodRef> seen = new HashSet<>();
    private final Map<MethodRef, Integer> callSites = new HashMap<>();

    CallGraph(SortedMap<MethodRef, Graph> graphs) {
        this.graphs = graphs;
        graphs.keySet().forEach(this::visit);
    }

    /** Callees before their callers, but for those in a ring; always in the same order. */
    List<MethodRef> bottomUp() {
        return bottomUp;
    }

    /** How many calls name the method. */
    int callSites(MethodRef method) {
        return callSites.getOrDefault(method, 0);
    }

    private void visit(MethodRef method) {
        Graph graph = graphs.get(method);
        if (graph == null || !seen.add(method)) {
            return;
        }
        Set<MethodRef> callees = new LinkedHashSet<>();
        for (Value call : calls(graph)) {
            callSites.merge(call.callee(), 1, Integer::sum);
            callees.add(call.callee());
        }
        callees.forEach(this::visit);
        bottomUp.add(method);
    }

    /** The direct calls in the graph. */
    static List<Value> calls(Graph graph) {
        List<Value> calls = new ArrayList<>();
        for (Block block : graph.blocks()) {
            block.values().stream().filter(v -> v.op() == Op.CALL).forEach(calls::add);
        }
        return calls;
    }

    /** Whether the method's own code calls it. */
    static boolean isRecursive(Graph graph) {
        return calls(graph).stream().anyMatch(call -> call.callee().equals(graph.method()));
    }
}
