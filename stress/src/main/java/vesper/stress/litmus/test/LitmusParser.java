package vesper.stress.litmus.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vesper.isa.Operand;

/**
 * Reads a test: {@code RISCV name}, a text in quotes, lines {@code Key=value}, the initial state in braces, the code in
 * columns, perhaps {@code locations [...]} and {@code filter}, and the condition. {@code (* comments *)} nest and may
 * stand wherever space may from the braces on, and between the lines above.
 *
 * <p>An instruction that nothing here knows is no error of syntax: see {@link LitmusTest#unsupported}.
 */
public final class LitmusParser {
    private static final String ARCHITECTURE = "RISCV";

    private final String file;
    private final Map<String, String> info = new LinkedHashMap<>();
    private String doc = "";
    private Cursor cursor;

    private LitmusParser(String file, String text) {
        this.file = file;
        this.cursor = new Cursor(file, text);
    }

    /**
     * Reads a test's text.
     *
     * @param fileName as messages name it
     * @throws LitmusSyntaxException naming the line, what was expected there, and what was found
     */
    public static LitmusTest parse(String fileName, String text) throws LitmusSyntaxException {
        return new LitmusParser(fileName, text).test(text);
    }

    /** Reads a file. */
    public static LitmusTest parse(Path path) throws IOException, LitmusSyntaxException {
        return parse(path.toString(), new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    }

    private LitmusTest test(String text) throws LitmusSyntaxException {
        String name = header();
        int start = cursor.position();
        cursor = new Cursor(file, Comments.blank(file, text, start));
        cursor.moveTo(start);
        InitParser initParser = new InitParser(cursor);
        initParser.parse();
        List<ThreadCode> threads = new CodeParser(cursor).parse();
        int tail = cursor.position();
        InitialState init = initParser.finish(threads.size(), usualType(threads));
        cursor.moveTo(tail);
        Scope scope = new Scope(init, threads.size());
        boolean locationsGiven = cursor.acceptWord("locations");
        List<Observed> locations = locationsGiven ? locations(scope) : List.of();
        Optional<Proposition> filter = cursor.acceptWord("filter")
                ? Optional.of(new PropositionParser(cursor, scope).parse())
                : Optional.empty();
        boolean allSaid = locationsGiven && filter.isEmpty() && cursor.atEnd();
        Condition condition = allSaid ? new Condition(Condition.Quantifier.FORALL, Proposition.TRUE) : condition(scope);
        if (!cursor.atEnd()) {
            throw cursor.expected("nothing behind the condition");
        }
        return new LitmusTest(name, doc, info, init, threads, locations, filter, condition);
    }

    private String header() throws LitmusSyntaxException {
        if (!cursor.acceptWord(ARCHITECTURE)) {
            throw cursor.expected("'" + ARCHITECTURE + "' and the test's name");
        }
        String name = cursor.upTo("\n").strip();
        if (name.isEmpty()) {
            throw cursor.expected("the test's name behind '" + ARCHITECTURE + "'");
        }
        while (!cursor.looksAt("{")) {
            if (cursor.accept("\"")) {
                doc = cursor.upTo("\"");
                cursor.expect("\"");
            } else if (cursor.looksAt("(*")) {
                cursor.moveTo(Comments.end(cursor));
            } else {
                property();
            }
        }
        return name;
    }

    private void property() throws LitmusSyntaxException {
        int start = cursor.position();
        String line = cursor.upTo("\n");
        int equals = line.indexOf('=');
        if (equals <= 0) {
            throw cursor.expectedAt(start, "Key=value, a text in quotes, or '{'");
        }
        info.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }

    /**
     * What a location is that has no type: {@code int}, as for herd and litmus7, but 64 bits wide in a test that
     * loads or stores 64 bits anywhere, since all accesses of its author's must have a place.
     */
    static DataType usualType(List<ThreadCode> threads) {
        boolean wide = threads.stream()
                .flatMap(thread -> thread.steps().stream())
                .filter(step -> step.has(Operand.BASE))
                .anyMatch(step -> step.accessBytes() == Long.BYTES);
        return wide ? DataType.INT64 : DataType.INT;
    }

    private List<Observed> locations(Scope scope) throws LitmusSyntaxException {
        List<Observed> names = new ArrayList<>();
        cursor.expect("[");
        while (!cursor.accept("]")) {
            names.addAll(scope.observedOrArray(cursor));
            if (!cursor.looksAt("]")) {
                cursor.expect(";");
            }
        }
        return names;
    }

    private Condition condition(Scope scope) throws LitmusSyntaxException {
        Condition.Quantifier quantifier;
        if (cursor.acceptWord("exists")) {
            quantifier = Condition.Quantifier.EXISTS;
        } else if (cursor.acceptWord("forall")) {
            quantifier = Condition.Quantifier.FORALL;
        } else if (cursor.accept("~") && cursor.acceptWord("exists")) {
            quantifier = Condition.Quantifier.NOT_EXISTS;
        } else {
            throw cursor.expected("exists, ~exists or forall");
        }
        return new Condition(quantifier, new PropositionParser(cursor, scope).parse());
    }
}
