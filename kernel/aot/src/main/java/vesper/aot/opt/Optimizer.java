package vesper.aot.opt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import vesper.aot.image.Layout;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;
import vesper.aot.ir.Verifier;
import vesper.aot.world.ClosedWorld;

/** Runs all passes over all methods: callees before callers, so that what is inlined is small already. */
public final class Optimizer {
    private static final int ROUNDS = 4;
    private static final int INLININGS = 8;

    private final ClosedWorld world;
    private final Set<MethodRef> roots;
    private final Devirtualize devirtualize;
    private final List<Pass> basic;
    private final List<Pass> loops;

    private Optimizer(ClosedWorld world) {
        this.world = world;
        roots = new LinkedHashSet<>(world.entries().values());
        devirtualize = new Devirtualize(world);
        Pass finalFields = new FinalFields();
        basic = new ArrayList<>(List.of(finalFields, devirtualize));
        basic.addAll(basic());
        loops = loops();
    }

    /** The passes that make a graph simpler and never larger. */
    static List<Pass> basic() {
        return List.of(
                new Simplify(),
                new Diamonds(),
                new FoldBranches(),
                new JumpThreading(),
                new FoldBranches(),
                new ValueNumbering(),
                new DeadCode(),
                new Ranges(),
                new FoldBranches());
    }

    /** The passes that change the shape of loops: each is done once, at the end. */
    static List<Pass> loops() {
        return List.of(new RotateLoops(), new ValueNumbering(), new LoopInvariants());
    }

    /** Optimises the graphs of the world in place, and takes out those that nobody calls any more. */
    public static void run(ClosedWorld world) {
        new Optimizer(world).run();
    }

    /**
     * Cleans up a graph after a change, such as the expansion of a virtual call: without inlining, and without changing
     * its loops.
     */
    public static void cleanUp(Graph graph) {
        settle(graph, basic());
    }

    private void run() {
        SortedMap<MethodRef, Graph> graphs = world.graphs();
        graphs.values().forEach(devirtualize::run);
        ConstantParameters.run(graphs, calledOtherwise());
        CallGraph calls = new CallGraph(graphs);
        Inliner inliner = new Inliner(graphs, roots, this::isWord, calls);
        for (MethodRef method : calls.bottomUp()) {
            Graph graph = graphs.get(method);
            if (graph != null) {
                optimize(graph, inliner);
            }
        }
        dropUncalled(graphs, roots, devirtualize);
    }

    /** The methods that others than direct calls come to. */
    private Set<MethodRef> calledOtherwise() {
        Set<MethodRef> found = new HashSet<>(roots);
        for (Graph graph : world.graphs().values()) {
            for (Block block : graph.blocks()) {
                for (Value value : block.values()) {
                    if (value.op() == Op.CALL_VIRTUAL) {
                        found.addAll(devirtualize.targets(value.callee()));
                    }
                }
            }
        }
        return found;
    }

    /**
     * Takes out the methods that can't be reached from {@code roots} by direct calls: for when no virtual ones are left,
     * and {@code roots} holds what hubs point to.
     */
    public static void dropUncalled(SortedMap<MethodRef, Graph> graphs, Collection<MethodRef> roots) {
        retain(graphs, roots, call -> Set.of());
    }

    private static void dropUncalled(
            SortedMap<MethodRef, Graph> graphs, Collection<MethodRef> roots, Devirtualize virtual) {
        retain(graphs, roots, virtual::targets);
    }

    private static void retain(
            SortedMap<MethodRef, Graph> graphs,
            Collection<MethodRef> roots,
            Function<MethodRef, Set<MethodRef>> virtualTargets) {
        Set<MethodRef> reached = new HashSet<>();
        Deque<MethodRef> work = new ArrayDeque<>(roots);
        while (!work.isEmpty()) {
            MethodRef method = work.removeLast();
            Graph graph = graphs.get(method);
            if (graph == null || !reached.add(method)) {
                continue;
            }
            for (Block block : graph.blocks()) {
                for (Value value : block.values()) {
                    if (value.op() == Op.CALL) {
                        work.add(value.callee());
                    } else if (value.op() == Op.CALL_VIRTUAL) {
                        work.addAll(virtualTargets.apply(value.callee()));
                    }
                }
            }
        }
        graphs.keySet().retainAll(reached);
    }

    private void optimize(Graph graph, Inliner inliner) {
        settle(graph, basic);
        // Callees are small already, so what they bring along is soon done, but for methods that call each other.
        for (int round = 0; round < INLININGS && inliner.run(graph); round++) {
            settle(graph, basic);
        }
        loops.forEach(pass -> pass.run(graph));
        settle(graph, basic);
        Verifier.verify(graph);
    }

    /** Runs the passes until none has anything to do, or often enough. */
    static void settle(Graph graph, List<Pass> passes) {
        boolean changed = true;
        for (int round = 0; changed && round < ROUNDS; round++) {
            changed = false;
            for (Pass pass : passes) {
                changed |= pass.run(graph);
            }
        }
    }

    private boolean isWord(MethodRef method) {
        return !method.owner().startsWith("[") && Layout.isWord(world.type(method.owner()));
    }
}
