package vesper.stress.litmus.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A thread: a column of the test.
 *
 * @param number which hart it runs on, counted from 0
 * @param lines from top to bottom, empty cells left out
 */
public record ThreadCode(int number, List<Line> lines) {
    public ThreadCode {
        lines = List.copyOf(lines);
    }

    /** Its instructions in program order. */
    public List<Step> steps() {
        return lines.stream().flatMap(line -> line.steps().stream()).toList();
    }

    /** The line of each of the {@link #steps}. */
    public List<Line> linesOfSteps() {
        return lines.stream()
                .flatMap(line -> line.steps().stream().map(step -> line))
                .toList();
    }

    /** For each label the index, among the {@link #steps}, of what follows it; their number if nothing does. */
    public Map<String, Integer> labels() {
        Map<String, Integer> labels = new HashMap<>();
        int index = 0;
        for (Line line : lines) {
            for (String label : line.labels()) {
                labels.put(label, index);
            }
            index += line.steps().size();
        }
        return Map.copyOf(labels);
    }
}
