package vesper.aot.opt;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;

/**
 * Lets a parameter be the constant that every caller passes: most objects of a kernel are the only ones of their class,
 * and their methods then know where they lie and what their final fields hold.
 */
final class ConstantParameters {
    private final SortedMap<MethodRef, Graph> graphs;
    private final Map<MethodRef, @Nullable Value[]> passed = new HashMap<>(); // what all calls so far pass
    private final Map<MethodRef, boolean[]> varying = new HashMap<>();
    private final Set<MethodRef> known = new HashSet<>(); // those whose callers are all in the graphs

    private ConstantParameters(SortedMap<MethodRef, Graph> graphs, Set<MethodRef> calledOtherwise) {
        this.graphs = graphs;
        known.addAll(graphs.keySet());
        known.removeAll(calledOtherwise);
    }

    /** Not for the parameters of {@code calledOtherwise}, which have callers that are no direct calls. */
    static void run(SortedMap<MethodRef, Graph> graphs, Set<MethodRef> calledOtherwise) {
        // What a method hands on becomes constant once its own parameter has: from caller to callee.
        while (new ConstantParameters(graphs, calledOtherwise).round()) {}
    }

    private boolean round() {
        graphs.values().forEach(this::collect);
        boolean changed = false;
        for (Graph graph : graphs.values()) {
            if (known.contains(graph.method()) && passed.containsKey(graph.method())) {
                changed |= replace(graph);
            }
        }
        return changed;
    }

    private void collect(Graph caller) {
        for (Value call : CallGraph.calls(caller)) {
            MethodRef callee = call.callee();
            int count = call.args().size();
            @Nullable Value[] all = Objects.requireNonNull(passed.computeIfAbsent(callee, m -> new Value[count]));
            boolean[] varies = Objects.requireNonNull(varying.computeIfAbsent(callee, m -> new boolean[count]));
            for (int i = 0; i < count; i++) {
                Value arg = call.arg(i);
                boolean itself = arg.op() == Op.PARAM && arg.imm() == i && callee.equals(caller.method());
                if (!itself) {
                    Value before = all[i];
                    varies[i] |= !isConstant(arg) || (before != null && !isSame(before, arg));
                    all[i] = arg;
                }
            }
        }
    }

    private static boolean isConstant(Value value) {
        return value.op() == Op.CONST || value.op() == Op.OBJECT;
    }

    @SuppressWarnings("ReferenceEquality") // an object of the image is itself only
    private static boolean isSame(Value a, Value b) {
        return a.op() == b.op()
                && a.type() == b.type()
                && (a.op() == Op.CONST ? a.imm() == b.imm() : a.aux() == b.aux());
    }

    private boolean replace(Graph graph) {
        @Nullable Value[] all = Objects.requireNonNull(passed.get(graph.method()));
        boolean[] varies = Objects.requireNonNull(varying.get(graph.method()));
        boolean changed = false;
        Block entry = graph.entry();
        for (Value value : List.copyOf(entry.values())) {
            if (value.op() == Op.PARAM && !varies[(int) value.imm()]) {
                Value constant = all[(int) value.imm()];
                if (constant != null && constant.type() == value.type()) {
                    become(value, constant);
                    entry.values().remove(value);
                    entry.values().add(parameters(entry), value);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private static int parameters(Block entry) {
        return (int) entry.values().stream().filter(v -> v.op() == Op.PARAM).count();
    }

    private static void become(Value parameter, Value constant) {
        parameter.become(constant.op(), constant.type(), List.of()).imm(constant.imm());
        if (constant.hasAux()) {
            parameter.aux(constant.aux());
        }
    }
}
