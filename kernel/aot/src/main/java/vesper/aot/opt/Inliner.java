package vesper.aot.opt;

import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Value;

/** Decides which calls become copies of the body. Its callees are to be optimised before. */
final class Inliner {
    /** A body of so many operations is hardly more than the call. */
    private static final int SMALL = 14;
    /** One of so many, if it is the only call. */
    private static final int ONCE = 120;
    /** One of so many, of a word's methods, which read best when they are many and small. */
    private static final int WORD = 60;
    /** Where a caller has grown so large, only small ones still go in. */
    private static final int LARGEST_CALLER = 600;

    private final SortedMap<MethodRef, Graph> graphs;
    private final Set<MethodRef> roots;
    private final Predicate<MethodRef> isWord;
    private final CallGraph calls;

    /** {@code roots} are called by others than the graphs, and {@code isWord} is whether a method is a word's. */
    Inliner(SortedMap<MethodRef, Graph> graphs, Set<MethodRef> roots, Predicate<MethodRef> isWord, CallGraph calls) {
        this.graphs = graphs;
        this.roots = roots;
        this.isWord = isWord;
        this.calls = calls;
    }

    /** Replaces calls in the graph, but none that the bodies bring along. Whether there were any. */
    boolean run(Graph graph) {
        boolean changed = false;
        int size = size(graph);
        for (Value call : CallGraph.calls(graph)) {
            Graph body = graphs.get(call.callee());
            if (body == null || body == graph || CallGraph.isRecursive(body)) {
                continue;
            }
            int more = size(body);
            if (isWorth(call, more, size)) {
                Inlining.inline(call, body);
                size += more;
                changed = true;
            }
        }
        if (changed) {
            graph.removeUnreachable();
        }
        return changed;
    }

    private boolean isWorth(Value call, int body, int caller) {
        MethodRef callee = call.callee();
        if (body <= SMALL) {
            return true;
        }
        if (caller + body > LARGEST_CALLER) {
            return false;
        }
        if (isWord.test(callee)) {
            return body <= WORD;
        }
        return body <= ONCE && calls.callSites(callee) == 1 && !roots.contains(callee);
    }

    /** About the number of instructions. A comparison goes into its branch, a constant into its user. */
    static int size(Graph graph) {
        int size = 0;
        for (Block block : graph.blocks()) {
            size += block.kind() == Block.Kind.IF ? 1 : block.kind() == Block.Kind.SWITCH ? 4 : 0;
            for (Value value : block.values()) {
                size += weight(value);
            }
        }
        return size;
    }

    private static int weight(Value value) {
        return switch (value.op()) {
            case CONST, OBJECT, SYMBOL, PARAM, PHI, I2L, EQ, NE, LT, GE, LTU, GEU -> 0;
            case CALL, CALL_VIRTUAL, CALL_INDIRECT -> 2 + value.args().size();
            default -> 1;
        };
    }
}
