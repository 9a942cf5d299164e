package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vesper.stress.litmus.model.Candidate.Read;

/**
 * A candidate with the source of each read and the order of the stores to each cell. It is allowed if its
 * {@link #edges} have no cycle.
 *
 * <p>Besides the operations there is a node for the initial value of each cell: that of cell {@code i} has the number
 * {@code candidate.size() + i}.
 */
final class Execution {
    private final Candidate candidate;
    private final Rules rules;
    private final int[] chosen;
    private final int[] rank;
    private final List<Edge> edges = new ArrayList<>();

    /**
     * @param chosen for each read its source
     * @param rank of each store: of two to the same cell the lower comes first
     */
    Execution(Candidate candidate, Rules rules, int[] chosen, int[] rank) {
        this.candidate = candidate;
        this.rules = rules;
        this.chosen = chosen.clone();
        this.rank = rank.clone();
        for (int hart = 0; hart < candidate.runs().size(); hart++) {
            preservedProgramOrder(hart);
        }
        for (int cell = 0; cell < candidate.cells().size(); cell++) {
            coherence(cell);
        }
        for (int i = 0; i < chosen.length; i++) {
            loadValueAxiom(i);
            atomicityAxiom(i);
        }
    }

    Candidate candidate() {
        return candidate;
    }

    List<Edge> edges() {
        return edges;
    }

    /** Source of read {@code i}: a number of an operation or of an initial value. */
    int source(int i) {
        return chosen[i] == Candidate.INITIAL ? initial(candidate.reads().get(i).cell()) : chosen[i];
    }

    int initial(int cell) {
        return candidate.size() + cell;
    }

    /** Where a store comes in the order of those to its cells. */
    int rank(int store) {
        return rank[store];
    }

    /** {@code a}, {@code b}...; {@code i0}, {@code i1}... for initial values. */
    String name(int node) {
        if (node >= candidate.size()) {
            return "i" + (node - candidate.size());
        }
        String letter = String.valueOf((char) ('a' + node % 26));
        return node < 26 ? letter : letter + node / 26;
    }

    /** {@code a: W x=1}; with the width in bits where it is not that of the location. */
    String describe(int node, Memory memory) {
        if (node >= candidate.size()) {
            Cell cell = candidate.cells().get(node - candidate.size());
            return "%s: initially %s=%d".formatted(name(node), memory.name(cell.address()), cell.initial());
        }
        return name(node) + ": " + candidate.operation(node).describe(memory);
    }

    private void add(int from, int to, Edge.Kind kind, String label, String reason) {
        edges.add(new Edge(from, to, kind, label, reason));
    }

    private void preservedProgramOrder(int hart) {
        HartView view = candidate.hart(hart, rules.reading(), chosen);
        List<Operation> operations = candidate.runs().get(hart).operations();
        for (Operation a : operations) {
            for (Operation b : operations) {
                EnumSet<Rule> ordering = rules.ordering(view, a, b);
                if (!ordering.isEmpty()) {
                    int from = candidate.number(a);
                    int to = candidate.number(b);
                    add(from, to, Edge.Kind.PPO, label(ordering, view.fence(a, b)), reason(ordering, from, to));
                }
            }
        }
    }

    private static String label(EnumSet<Rule> ordering, Optional<Fence> fence) {
        return ordering.stream()
                .map(rule -> {
                    String word = rule == Rule.FENCE ? fence.map(Fence::text).orElse("") : rule.label();
                    return rule.number() == 0 ? word : "ppo " + rule.number() + " " + word;
                })
                .collect(Collectors.joining(", "));
    }

    private String reason(EnumSet<Rule> ordering, int from, int to) {
        return ordering.stream().map(rule -> rule.words(name(from), name(to))).collect(Collectors.joining("; "));
    }

    private void coherence(int cell) {
        long stores = candidate.stores(cell);
        for (long rest = stores; rest != 0; rest &= rest - 1) {
            int from = Long.numberOfTrailingZeros(rest);
            add(initial(cell), from, Edge.Kind.CO, "co", "what memory holds at first precedes every store");
            for (long later = stores; later != 0; later &= later - 1) {
                int to = Long.numberOfTrailingZeros(later);
                if (rank[from] < rank[to]) {
                    add(
                            from,
                            to,
                            Edge.Kind.CO,
                            "co",
                            "coherence, %s's value is overwritten by %s's".formatted(name(from), name(to)));
                }
            }
        }
    }

    private boolean later(int store, int source) {
        return source >= candidate.size() || rank[store] > rank[source];
    }

    private void loadValueAxiom(int i) {
        Read read = candidate.reads().get(i);
        int load = read.load();
        int source = source(i);
        boolean forwarded = source < candidate.size() && (read.earlier() >>> source & 1) != 0;
        if (!forwarded) {
            String reason = "load value axiom, %s returns the value of %s".formatted(name(load), name(source));
            add(source, load, Edge.Kind.RF, "rf", reason);
        }
        for (long rest = candidate.stores(read.cell()) & ~(1L << load); rest != 0; rest &= rest - 1) {
            int other = Long.numberOfTrailingZeros(rest);
            if (other == source || !later(other, source)) {
                continue;
            }
            if ((read.earlier() >>> other & 1) != 0) {
                String reason = "load value axiom, %s comes before %s in program order, which returns the value of %s"
                        .formatted(name(other), name(load), name(source));
                add(other, source, Edge.Kind.LOAD_VALUE, "load value", reason);
            } else {
                String reason =
                        "load value axiom, %s returns a value older than %s's".formatted(name(load), name(other));
                add(load, other, Edge.Kind.FR, "fr", reason);
            }
        }
    }

    private void atomicityAxiom(int i) {
        Read read = candidate.reads().get(i);
        int store = read.paired();
        if (store < 0) {
            return;
        }
        int source = source(i);
        if (source != store) {
            String reason = "atomicity axiom, %s returns the value of %s and is paired with %s"
                    .formatted(name(read.load()), name(source), name(store));
            add(source, store, Edge.Kind.ATOMICITY, "atomicity", reason);
        }
        int hart = candidate.operation(store).hart();
        for (long rest = candidate.stores(read.cell()); rest != 0; rest &= rest - 1) {
            int other = Long.numberOfTrailingZeros(rest);
            if (other != source
                    && later(other, source)
                    && candidate.operation(other).hart() != hart) {
                String reason = "atomicity axiom, %s comes after %s, which %s returned the value of, so not before %s"
                        .formatted(name(other), name(source), name(read.load()), name(store));
                add(store, other, Edge.Kind.ATOMICITY, "atomicity", reason);
            }
        }
    }

    /** A shortest cycle, each edge leading to the next; empty if there is none. */
    List<Edge> cycle() {
        return new Cycles(candidate.size() + candidate.cells().size(), edges).shortest();
    }
}
