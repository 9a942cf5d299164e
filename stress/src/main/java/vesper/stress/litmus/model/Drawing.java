package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vesper.stress.litmus.model.Edge.Kind;

/**
 * Makes the picture of an execution: program order, where loads take their values from, the order of the stores, what
 * each load misses, and the cycle. Of the edges that follow from others only those of the cycle are drawn.
 */
final class Drawing {
    private static final String PROGRAM_ORDER = "#9e9e9e";

    private final Execution execution;
    private final Candidate candidate;
    private final List<Edge> cycle;
    private final Memory memory;
    private final Map<Integer, Integer> boxOf = new HashMap<>();
    private final List<Picture.Box> boxes = new ArrayList<>();
    private final List<Picture.Arrow> arrows = new ArrayList<>();
    private final Set<List<Object>> drawn = new HashSet<>();

    Drawing(Execution execution, List<Edge> cycle, Memory memory) {
        this.execution = execution;
        this.candidate = execution.candidate();
        this.cycle = cycle;
        this.memory = memory;
    }

    Picture picture(List<String> title) {
        initialValues();
        operations();
        programOrder();
        cycle.forEach(edge -> arrow(edge, true));
        for (Edge edge : execution.edges()) {
            if (isDirect(edge)) {
                arrow(edge, false);
            }
        }
        forwarding();
        return new Picture(title, candidate.runs().size(), boxes, arrows);
    }

    /** Those in the cycle; others would say nothing that the operations do not. */
    private void initialValues() {
        Set<Integer> nodes = new TreeSet<>();
        cycle.forEach(edge -> nodes.add(edge.from()));
        for (int node : nodes) {
            if (node >= candidate.size()) {
                boxOf.put(node, boxes.size());
                boxes.add(new Picture.Box(-1, 0, execution.describe(node, memory), ""));
            }
        }
    }

    private void operations() {
        int top = boxes.isEmpty() ? 0 : 1;
        for (int i = 0; i < candidate.size(); i++) {
            Operation operation = candidate.operation(i);
            boxOf.put(i, boxes.size());
            boxes.add(new Picture.Box(
                    operation.hart(), top + operation.index(), execution.describe(i, memory), operation.text()));
        }
    }

    private void programOrder() {
        for (int i = 1; i < candidate.size(); i++) {
            if (candidate.operation(i - 1).before(candidate.operation(i))) {
                add(i - 1, i, "", PROGRAM_ORDER, false);
            }
        }
    }

    private void arrow(Edge edge, boolean inCycle) {
        if (drawn.add(List.of(edge.from(), edge.to(), edge.kind()))) {
            add(edge.from(), edge.to(), edge.label(), edge.kind().colour(), inCycle);
        }
    }

    private void add(int from, int to, String label, String colour, boolean inCycle) {
        Integer tail = boxOf.get(from);
        Integer head = boxOf.get(to);
        if (tail != null && head != null) {
            arrows.add(new Picture.Arrow(tail, head, label, colour, inCycle));
        }
    }

    private boolean isDirect(Edge edge) {
        return switch (edge.kind()) {
            case RF -> true;
            case CO -> edge.from() < candidate.size() && isNext(edge.from(), edge.to());
            case FR -> sources(edge.from()).stream().anyMatch(source -> isNext(source, edge.to()));
            case PPO, LOAD_VALUE, ATOMICITY -> false;
        };
    }

    private List<Integer> sources(int load) {
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < candidate.reads().size(); i++) {
            if (candidate.reads().get(i).load() == load) {
                sources.add(execution.source(i));
            }
        }
        return sources;
    }

    /** Whether of the stores to some cell {@code b} is the next after {@code a}. */
    private boolean isNext(int a, int b) {
        return execution.edges().stream().anyMatch(edge -> edge.kind() == Kind.CO && edge.from() == a && edge.to() == b)
                && execution.edges().stream()
                        .noneMatch(edge -> edge.kind() == Kind.CO
                                && edge.from() == a
                                && execution.edges().stream()
                                        .anyMatch(next ->
                                                next.kind() == Kind.CO && next.from() == edge.to() && next.to() == b));
    }

    /** Where a load takes the value of a store of its own hart, which orders nothing. */
    private void forwarding() {
        for (int i = 0; i < candidate.reads().size(); i++) {
            Candidate.Read read = candidate.reads().get(i);
            int source = execution.source(i);
            if (source < candidate.size() && (read.earlier() >>> source & 1) != 0) {
                add(source, read.load(), "rfi", Kind.RF.colour(), false);
            }
        }
    }
}
