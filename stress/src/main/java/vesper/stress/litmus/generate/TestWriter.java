package vesper.stress.litmus.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a litmus file. */
final class TestWriter {
    private static final int LARGEST_DECIMAL = 9;

    private final Cycle cycle;
    private final Coherence coherence;
    private final List<ThreadWriter> threads = new ArrayList<>();

    /**
     * @throws IllegalArgumentException if no final state shows the cycle, or a thread needs too many registers
     */
    TestWriter(Cycle cycle) {
        this.cycle = cycle;
        coherence = new Coherence(cycle);
        IntSupplier labels = IntStream.iterate(0, i -> i + 1).iterator()::nextInt;
        for (int number = 0; number < cycle.threads(); number++) {
            ThreadWriter thread = new ThreadWriter(cycle, coherence, number, labels);
            cycle.eventsOfThread(number).forEach(thread::access);
            threads.add(thread);
        }
        for (Coherence.Observer observer : coherence.observers()) {
            ThreadWriter thread = new ThreadWriter(cycle, coherence, threads.size(), labels);
            thread.observe(observer);
            threads.add(thread);
        }
    }

    String text(String name) {
        return "RISCV " + name + "\n\"" + cycle + "\"\n{\n" + types() + registers() + "}\n" + code() + "exists\n("
                + condition() + ")\n";
    }

    /** Small numbers in decimal, patterns of bytes in hexadecimal. */
    static String number(long value) {
        return value >= 0 && value <= LARGEST_DECIMAL ? Long.toString(value) : "0x" + Long.toHexString(value);
    }

    private String types() {
        StringBuilder types = new StringBuilder();
        for (int location = 0; location < cycle.locations(); location++) {
            if (coherence.bytes(location) > Part.WORD.bytes()) {
                types.append("uint64_t ").append(Event.locationName(location)).append(";\n");
            }
        }
        for (int number = 0; number < threads.size(); number++) {
            for (ThreadWriter.Expected expected : threads.get(number).expected()) {
                if (expected.part().bytes() > Part.WORD.bytes()) {
                    types.append("uint64_t %d:x%d;%n".formatted(number, expected.register()));
                }
            }
        }
        return types.toString();
    }

    private String registers() {
        StringBuilder lines = new StringBuilder();
        for (int number = 0; number < threads.size(); number++) {
            int thread = number;
            lines.append(threads.get(number).registers().initial().entrySet().stream()
                    .map(entry -> thread + ":x" + entry.getKey() + "=" + entry.getValue() + ";")
                    .collect(Collectors.joining(" ", "", "\n")));
        }
        return lines.toString();
    }

    private String code() {
        List<List<String>> columns = new ArrayList<>();
        for (int number = 0; number < threads.size(); number++) {
            List<String> column = new ArrayList<>(threads.get(number).lines());
            column.addFirst("P" + number);
            columns.add(column);
        }
        int rows = columns.stream().mapToInt(List::size).max().orElseThrow();
        return IntStream.range(0, rows)
                .mapToObj(row -> columns.stream()
                        .map(column -> cell(column, row))
                        .collect(Collectors.joining(" | ", " ", " ;\n")))
                .collect(Collectors.joining());
    }

    private static String cell(List<String> column, int row) {
        int width = column.stream().mapToInt(String::length).max().orElseThrow();
        String text = row < column.size() ? column.get(row) : "";
        return text + " ".repeat(width - text.length());
    }

    private String condition() {
        List<String> parts = new ArrayList<>();
        for (int location = 0; location < cycle.locations(); location++) {
            if (coherence.isWrittenTwice(location) || isAtomic(location)) {
                parts.add(Event.locationName(location) + "=" + number(coherence.finalContent(location)));
            }
        }
        for (int number = 0; number < threads.size(); number++) {
            for (ThreadWriter.Expected expected : threads.get(number).expected()) {
                parts.add("%d:x%d=%s".formatted(number, expected.register(), number(expected.value())));
            }
        }
        return String.join(" /\\ ", parts);
    }

    /** A store that goes with a read does not show in what others read. */
    private boolean isAtomic(int location) {
        return cycle.events().stream()
                .anyMatch(event ->
                        event.location() == location && event.access().means().isAtomic());
    }
}
