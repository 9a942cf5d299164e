package vesper.stress.litmus.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a test as {@link LitmusParser} reads it, in the layout of diy's tests. */
public final class LitmusPrinter {
    private LitmusPrinter() {}

    /** The text of a test; of its comments and empty cells nothing is left. */
    public static String print(LitmusTest test) {
        StringBuilder text = new StringBuilder("RISCV ").append(test.name()).append('\n');
        if (!test.doc().isEmpty()) {
            text.append('"').append(test.doc()).append("\"\n");
        }
        test.info()
                .forEach((key, value) ->
                        text.append(key).append('=').append(value).append('\n'));
        text.append("{\n");
        init(test).forEach(line -> text.append(line).append('\n'));
        text.append("}\n");
        code(test.threads()).forEach(line -> text.append(line).append('\n'));
        if (!test.locations().isEmpty()) {
            text.append("locations [");
            test.locations().forEach(name -> text.append(name).append("; "));
            text.setLength(text.length() - 1);
            text.append("]\n");
        }
        test.filter().ifPresent(filter -> text.append("filter ").append(filter).append('\n'));
        return text.append(test.condition()).append('\n').toString();
    }

    private static List<String> init(LitmusTest test) {
        List<String> lines = new ArrayList<>();
        InitialState init = test.init();
        Set<String> addressed = init.registers().values().stream()
                .filter(Value.Address.class::isInstance)
                .map(value -> ((Value.Address) value).location())
                .collect(Collectors.toSet());
        boolean usual = LitmusParser.usualType(test.threads()) == DataType.INT;
        for (Location location : init.locations().values()) {
            boolean implied = usual && addressed.contains(location.name()) && isUsual(location);
            if (!implied) {
                lines.add(location + ";");
            }
        }
        init.types().forEach((register, type) -> lines.add(type + " " + register + ";"));
        for (ThreadCode thread : test.threads()) {
            String entries = init.registers().entrySet().stream()
                    .filter(entry -> entry.getKey().hart() == thread.number())
                    .map(LitmusPrinter::entry)
                    .collect(Collectors.joining(" "));
            if (!entries.isEmpty()) {
                lines.add(entries);
            }
        }
        return lines;
    }

    private static boolean isUsual(Location location) {
        return location.type() == DataType.INT
                && !location.array()
                && location.values().equals(List.of(Value.ZERO));
    }

    private static String entry(Map.Entry<Observed.Register, Value> entry) {
        return entry.getKey() + "=" + entry.getValue() + ";";
    }

    private static List<String> code(List<ThreadCode> threads) {
        List<List<String>> columns = threads.stream().map(LitmusPrinter::column).toList();
        int rows = columns.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, rows)
                .mapToObj(row ->
                        columns.stream().map(column -> cell(column, row)).collect(Collectors.joining(" | ", " ", " ;")))
                .toList();
    }

    private static List<String> column(ThreadCode thread) {
        List<String> cells = new ArrayList<>(List.of("P" + thread.number()));
        for (Line line : thread.lines()) {
            line.labels().forEach(label -> cells.add(label + ":"));
            if (!line.text().isEmpty()) {
                cells.add(line.text());
            }
        }
        return cells;
    }

    private static String cell(List<String> column, int row) {
        int width = column.stream().mapToInt(String::length).max().orElse(0);
        return String.format("%-" + width + "s", row < column.size() ? column.get(row) : "");
    }
}
