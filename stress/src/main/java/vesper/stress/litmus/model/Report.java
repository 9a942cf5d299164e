package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.LitmusTest;

/** Puts into words what an {@link Explainer} found. */
final class Report {
    private final Memory memory;
    private final List<String> lines = new ArrayList<>();

    Report(LitmusTest test, FinalState state, Model model, Memory memory) {
        this.memory = memory;
        lines.add("Test " + test.name() + ", model " + model);
        lines.add("State " + state);
    }

    Explanation of(Explainer explainer, @Nullable Execution execution) {
        if (execution == null) {
            lines.add("Not allowed: whatever values loads return, no execution ends in it.");
            return explanation(false, new Picture(lines, 0, List.of(), List.of()));
        }
        List<Edge> cycle = explainer.cycle();
        List<String> title = new ArrayList<>(lines);
        title.add(cycle.isEmpty() ? "allowed" : "not allowed: " + names(execution, cycle));
        Picture picture = new Drawing(execution, cycle, memory).picture(title);
        lines.add(cycle.isEmpty() ? "Allowed." : "Not allowed: " + forbidden(explainer));
        lines.add("");
        operations(execution);
        lines.add("");
        if (cycle.isEmpty()) {
            lines.add("A global memory order: " + String.join(" ", order(execution)));
        } else {
            lines.add("The cycle " + names(execution, cycle)
                    + ": none of these can be first in the global memory order.");
            for (Edge edge : cycle) {
                lines.add("  %s -> %s  %s: %s"
                        .formatted(
                                execution.name(edge.from()), execution.name(edge.to()), edge.label(), edge.reason()));
            }
        }
        return explanation(cycle.isEmpty(), picture);
    }

    private static String forbidden(Explainer explainer) {
        int count = explainer.executions();
        if (count == 1) {
            return "one execution ends in it, and what must precede what has a cycle.";
        }
        return "%s%d executions end in it, and in each what must precede what has a cycle. This one's is the longest."
                .formatted(explainer.cutShort() ? "at least " : "", count);
    }

    private Explanation explanation(boolean allowed, Picture picture) {
        String text = String.join("\n", lines) + "\n";
        return new Explanation(allowed, text, DotWriter.write(picture), SvgWriter.write(picture));
    }

    private void operations(Execution execution) {
        Candidate candidate = execution.candidate();
        for (int i = 0; i < candidate.size(); i++) {
            Operation operation = candidate.operation(i);
            lines.add("  %-18s hart %d, line %d: %s"
                    .formatted(execution.describe(i, memory), operation.hart(), operation.line(), operation.text()));
        }
    }

    private static String names(Execution execution, List<Edge> cycle) {
        StringBuilder names = new StringBuilder(execution.name(cycle.getFirst().from()));
        for (Edge edge : cycle) {
            names.append(" -> ").append(execution.name(edge.to()));
        }
        return names.toString();
    }

    /** One of the total orders that the edges leave: always the lowest operation that nothing left must precede. */
    private static List<String> order(Execution execution) {
        TreeSet<Integer> left = new TreeSet<>();
        for (int i = 0; i < execution.candidate().size(); i++) {
            left.add(i);
        }
        List<String> order = new ArrayList<>();
        while (!left.isEmpty()) {
            int next = left.stream()
                    .filter(node -> execution.edges().stream()
                            .noneMatch(edge -> edge.to() == node && left.contains(edge.from())))
                    .findFirst()
                    .orElseThrow();
            left.remove(next);
            order.add(execution.name(next));
        }
        return order;
    }
}
