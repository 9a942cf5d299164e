package vesper.stress.litmus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vesper.stress.litmus.model.AllowedStates;
import vesper.stress.litmus.model.Model;
import vesper.stress.litmus.model.ZalasrReading;
import vesper.stress.litmus.test.Step;

/**
 * What a table says of tests: a line for each, parted by tabs, below a line that names the columns. {@code path} is
 * needed, {@code rvwmo}, {@code tso}, {@code sc} and {@code allowed_states} are looked at; others may stand between. A
 * {@code -} says nothing.
 *
 * <p>{@code allowed_states} are those of {@code rvwmo}, parted by {@code |}. A table that has a column
 * {@code rvwmo_zalasr_rcsc} as well has in {@code rvwmo} the verdict by the reading {@link ZalasrReading#RCPC}, and so
 * are its states; by {@link ZalasrReading#RCSC} no test has others than those.
 */
final class VerdictTable {
    private static final String PATH = "path";
    private static final String STATES = "allowed_states";
    private static final String OTHER_READING = "rvwmo_zalasr_rcsc";
    private static final String NOTHING = "-";

    private final List<String> columns;
    private final Map<String, List<String>> rows = new HashMap<>();

    /** By each ending of a row's path the rows that have it. */
    private final Map<String, List<List<String>>> rowsByEnding = new HashMap<>();

    private VerdictTable(List<String> columns) {
        this.columns = columns;
    }

    static VerdictTable read(Path file) throws BadInputException {
        List<String> lines;
        try {
            lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new BadInputException(file + ": expected a readable table of verdicts");
        }
        List<String> columns = lines.isEmpty() ? List.of() : columns(lines.getFirst());
        if (!columns.contains(PATH)) {
            throw new BadInputException(file + ":1: expected the names of the columns, among them 'path'");
        }
        VerdictTable table = new VerdictTable(columns);
        for (int i = 1; i < lines.size(); i++) {
            List<String> row = fields(lines.get(i));
            if (!lines.get(i).isBlank()) {
                if (row.size() <= columns.indexOf(PATH)) {
                    throw new BadInputException(
                            file + ":" + (i + 1) + ": expected a path and verdicts, parted by tabs");
                }
                table.add(row);
            }
        }
        return table;
    }

    private static List<String> columns(String line) {
        return fields(line.replaceFirst("^#\\s*", "")).stream()
                .map(column -> column.replaceFirst("\\(.*", "").strip())
                .toList();
    }

    private static List<String> fields(String line) {
        return Arrays.asList(line.split("\t", -1));
    }

    private void add(List<String> row) {
        String path = row.get(columns.indexOf(PATH));
        rows.put(path, row);
        for (String ending = path; !ending.isEmpty(); ending = withoutFirst(ending)) {
            rowsByEnding.computeIfAbsent(ending, absent -> new ArrayList<>(1)).add(row);
        }
    }

    private static String withoutFirst(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(slash + 1);
    }

    int size() {
        return rows.size();
    }

    /** The row of a test: that of its path, or else the one row whose path ends so, or that its path ends in. */
    private Optional<List<String>> row(String path) {
        for (String ending = path; !ending.isEmpty(); ending = withoutFirst(ending)) {
            List<List<String>> found = rowsByEnding.getOrDefault(ending, List.of());
            if (rows.containsKey(ending)) {
                return Optional.of(rows.get(ending));
            }
            if (found.size() == 1) {
                return Optional.of(found.getFirst());
            }
        }
        return Optional.empty();
    }

    private Optional<String> field(List<String> row, String column) {
        int index = columns.indexOf(column);
        return index < 0 || index >= row.size() || row.get(index).equals(NOTHING)
                ? Optional.empty()
                : Optional.of(row.get(index));
    }

    boolean has(TestFile test) {
        return row(test.path()).isPresent();
    }

    /** Where a judgement differs from the table, a line each; none for a test that the table does not have. */
    List<String> disagreements(Judged judged, ZalasrReading reading) {
        List<String> row = row(judged.file().path()).orElse(null);
        if (row == null) {
            return List.of();
        }
        String head = judged.file().path() + " " + judged.model() + ": ";
        AllowedStates states = judged.states().orElse(null);
        if (states == null) {
            return List.of(head + "unsupported, " + judged.why());
        }
        boolean asTable = reading == ZalasrReading.RCPC || !columns.contains(OTHER_READING) || !hasZalasr(judged);
        boolean other = judged.model() == Model.RVWMO && !asTable;
        List<String> lines = new ArrayList<>();
        field(row, other ? OTHER_READING : judged.model().toString())
                .filter(verdict -> !verdict.equals(states.verdict().toString()))
                .ifPresent(verdict -> lines.add(head + states.verdict() + ", in the table " + verdict));
        if (judged.model() == Model.RVWMO) {
            field(row, STATES)
                    .ifPresent(known ->
                            differences(states, known, asTable).forEach(difference -> lines.add(head + difference)));
        }
        return lines;
    }

    private static boolean hasZalasr(Judged judged) {
        return judged.test().threads().stream()
                .flatMap(thread -> thread.steps().stream())
                .anyMatch(Step::isZalasr);
    }

    private static List<String> differences(AllowedStates states, String known, boolean exact) {
        SortedSet<String> mine =
                states.states().stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
        SortedSet<String> theirs = new TreeSet<>(Arrays.asList(known.split("\\|", -1)));
        List<String> lines = new ArrayList<>();
        without(mine, theirs).forEach(state -> lines.add("allows " + state + " not in the table"));
        if (exact) {
            without(theirs, mine).forEach(state -> lines.add("does not allow " + state + " of the table"));
        }
        return lines;
    }

    private static SortedSet<String> without(SortedSet<String> some, SortedSet<String> others) {
        SortedSet<String> left = new TreeSet<>(some);
        left.removeAll(others);
        return Collections.unmodifiableSortedSet(left);
    }
}
