package vesper.stress.litmus.test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns: a row of {@code P0 | P1 ;}, then rows of cells, each with labels, an instruction, both or nothing. The
 * first row that begins with a word of the test's tail ends them.
 */
final class CodeParser {
    private static final List<String> TAIL = List.of("locations", "filter", "exists", "forall");

    private static final Pattern WHITE = Pattern.compile("\\s+");

    private final Cursor cursor;

    CodeParser(Cursor cursor) {
        this.cursor = cursor;
    }

    List<ThreadCode> parse() throws LitmusSyntaxException {
        int threads = header();
        List<List<Line>> columns = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            columns.add(new ArrayList<>());
        }
        while (!atTail()) {
            row(columns);
        }
        List<ThreadCode> code = new ArrayList<>();
        for (List<Line> column : columns) {
            checkJumps(column);
            code.add(new ThreadCode(code.size(), column));
        }
        return code;
    }

    private int header() throws LitmusSyntaxException {
        int threads = 0;
        do {
            String name = "P" + threads;
            if (!cursor.acceptWord(name)) {
                throw cursor.expected("'" + name + "'");
            }
            threads++;
        } while (threads < Names.MOST_HARTS && cursor.accept("|"));
        cursor.expect(";");
        return threads;
    }

    private boolean atTail() {
        return cursor.atEnd() || cursor.looksAt("~") || TAIL.stream().anyMatch(this::looksAtWord);
    }

    private boolean looksAtWord(String word) {
        int start = cursor.position();
        boolean found = cursor.acceptWord(word);
        cursor.moveTo(start);
        return found;
    }

    private void row(List<List<Line>> columns) throws LitmusSyntaxException {
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0 && !cursor.accept("|")) {
                throw cursor.expected("'|' and column P" + i);
            }
            int start = cursor.position();
            cursor.upTo("|;");
            Cursor cell = cursor.slice(start, cursor.position());
            if (!cell.atEnd()) {
                columns.get(i).add(cell(cell));
            }
        }
        cursor.expect(";");
    }

    private static Line cell(Cursor cell) throws LitmusSyntaxException {
        int number = cell.line();
        List<String> labels = new ArrayList<>();
        int start = cell.position();
        while (!cell.atEnd()) {
            start = cell.position();
            String word = cell.word("a label or an instruction");
            if (!cell.accept(":")) {
                break;
            }
            labels.add(word);
            start = cell.position();
        }
        cell.moveTo(start);
        if (cell.atEnd()) {
            return new Line(number, labels, "", List.of(), Optional.empty());
        }
        int first = cell.position();
        String text = WHITE.matcher(cell.rest()).replaceAll(" ");
        Optional<List<Step>> steps = new InstructionParser(cell).parse();
        if (steps.isEmpty()) {
            return new Line(number, labels, text, List.of(), Optional.of(cell.since(first)));
        }
        if (!cell.atEnd()) {
            throw cell.expected("'|' or ';' behind '" + cell.since(first) + "'");
        }
        return new Line(number, labels, text, steps.get(), Optional.empty());
    }

    private void checkJumps(List<Line> lines) throws LitmusSyntaxException {
        Set<String> labels = new HashSet<>();
        for (Line line : lines) {
            for (String label : line.labels()) {
                if (!labels.add(label)) {
                    throw cursor.expectedOn(line.number(), "each label once", "'" + label + "' again");
                }
            }
        }
        for (Line line : lines) {
            for (Step step : line.steps()) {
                String target = step.target().orElse("");
                if (!target.isEmpty() && !labels.contains(target)) {
                    throw cursor.expectedOn(line.number(), "a label of this thread", "'" + target + "'");
                }
            }
        }
    }
}
