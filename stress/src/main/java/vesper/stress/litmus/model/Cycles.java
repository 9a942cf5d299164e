package vesper.stress.litmus.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for cycles in a graph. */
final class Cycles {
    private final List<List<Edge>> leaving = new ArrayList<>();

    /**
     * @param nodes numbered from 0
     */
    Cycles(int nodes, List<Edge> edges) {
        for (int node = 0; node < nodes; node++) {
            leaving.add(new ArrayList<>());
        }
        for (Edge edge : edges) {
            leaving.get(edge.from()).add(edge);
        }
    }

    /** A cycle of the fewest edges, each leading to the next; empty if there is none. */
    List<Edge> shortest() {
        List<Edge> best = List.of();
        for (int start = 0; start < leaving.size(); start++) {
            List<Edge> cycle = through(start);
            if (!cycle.isEmpty() && (best.isEmpty() || cycle.size() < best.size())) {
                best = cycle;
            }
        }
        return best;
    }

    /** The shortest through a node, by breadth-first search. */
    private List<Edge> through(int start) {
        @Nullable Edge[] entered = new Edge[leaving.size()];
        Deque<Integer> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            for (Edge edge : leaving.get(queue.remove())) {
                if (edge.to() == start) {
                    return path(edge, start, entered);
                }
                if (entered[edge.to()] == null) {
                    entered[edge.to()] = edge;
                    queue.add(edge.to());
                }
            }
        }
        return List.of();
    }

    private static List<Edge> path(Edge last, int start, @Nullable Edge[] entered) {
        List<Edge> path = new ArrayList<>();
        Edge edge = last;
        while (edge != null) {
            path.addFirst(edge);
            edge = edge.from() == start ? null : entered[edge.from()];
        }
        return path;
    }
}
