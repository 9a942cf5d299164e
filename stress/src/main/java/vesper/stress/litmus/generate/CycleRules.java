package vesper.stress.litmus.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vesper.stress.litmus.generate.Link.ReadModifyWrite;

/** What makes edges a cycle; what is wrong is said in one line. */
final class CycleRules {
    private CycleRules() {}

    /** Looks at everything that does not depend on where the cycle begins. */
    static void check(List<Edge> edges) {
        if (edges.isEmpty()) {
            throw new IllegalArgumentException("no edges: expected a cycle such as PodWW Rfe PodRR Fre");
        }
        for (int i = 0; i < edges.size(); i++) {
            checkDirections(edges.get(i), edges.get((i + 1) % edges.size()));
        }
        checkThreads(edges);
        checkLocations(edges);
        if (edges.stream().allMatch(edge -> edge.isCommunication() || edge.link() instanceof ReadModifyWrite)) {
            throw new IllegalArgumentException(
                    "communication alone is no cycle in any execution: expected a po, fence or dependency edge too");
        }
    }

    private static void checkDirections(Edge edge, Edge next) {
        if (edge.to() != next.from()) {
            throw new IllegalArgumentException(
                    "%s ends in a %s: expected an edge from a %1$s behind it, not %s, which starts from a %s"
                            .replace("%1$s", name(edge.to()))
                            .formatted(edge, name(edge.to()), next, name(next.from())));
        }
    }

    private static String name(Direction direction) {
        return direction == Direction.R ? "read" : "write";
    }

    private static void checkThreads(List<Edge> edges) {
        if (edges.stream().noneMatch(Edge::external)) {
            throw new IllegalArgumentException(
                    "nothing leaves the thread: expected an external edge such as Rfe, Fre or Coe");
        }
    }

    private static void checkLocations(List<Edge> edges) {
        List<Edge> changing =
                edges.stream().filter(edge -> !edge.link().sameLocation()).toList();
        if (changing.size() == 1) {
            throw new IllegalArgumentException(changing.getFirst()
                    + " goes to another location and nothing comes back: expected two edges with d or more, or none");
        }
        if (changing.size() > Event.MOST_LOCATIONS) {
            throw new IllegalArgumentException(
                    changing.size() + " locations: expected at most " + Event.MOST_LOCATIONS);
        }
    }

    /** What the two edges at each access say together; access i is the source of edge i. */
    static List<Access> accesses(List<Edge> edges) {
        List<Access> accesses = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            Edge before = edges.get(Math.floorMod(i - 1, edges.size()));
            Access access = Access.of(before.target()
                    .and(edge.source())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "%s ends in %s, and %s behind it starts from %s: expected the same of one access"
                                    .formatted(before, before.target(), edge, edge.source()))));
            Optional<String> impossible = access.impossible(edge.from());
            if (impossible.isPresent()) {
                throw new IllegalArgumentException("between %s and %s: %s".formatted(before, edge, impossible.get()));
            }
            accesses.add(access);
        }
        for (int i = 0; i < edges.size(); i++) {
            checkReadModifyWrite(edges.get(i), accesses.get(i), accesses.get((i + 1) % edges.size()));
        }
        return accesses;
    }

    private static void checkReadModifyWrite(Edge edge, Access read, Access write) {
        if (!(edge.link() instanceof ReadModifyWrite)) {
            return;
        }
        if (read.means().isAtomic() || write.means().isAtomic()) {
            throw new IllegalArgumentException(edge + " is atomic itself: expected P, Aq, Rl or AR beside it");
        }
        if (!read.part().equals(write.part()) || read.part().bytes() < Part.WORD.bytes()) {
            throw new IllegalArgumentException("%s from %s to %s: expected one and the same word or doubleword"
                    .formatted(edge, read.part(), write.part()));
        }
    }

    static void checkOverlaps(Cycle cycle) {
        for (Event event : cycle.events()) {
            Edge edge = cycle.edgeFrom(event);
            Event target = cycle.target(event.index());
            if (edge.isCommunication() && !event.part().overlaps(target.part())) {
                throw new IllegalArgumentException(
                        "%s: %s and %s have no byte in common".formatted(edge.link(), event.part(), target.part()));
            }
        }
    }
}
