package vesper.aot.opt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vesper.aot.ir.Access;
import vesper.aot.ir.Block;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;
import vesper.aot.ir.Verifier;

/**
 * Reads graphs as {@link Graph#toString} writes them, so that tests show what a pass does in one notation. The first line
 * is the symbol of a static method. An OBJECT's aux is the name of an object that the test gave.
 */
final class GraphText {
    private static final Pattern BLOCK = Pattern.compile("(b\\d+): <- \\[(.*)]");
    private static final Pattern VALUE =
            Pattern.compile("(?:(v\\d+): (\\w+) = )?([A-Z_0-9]+)(?: (-?\\d+))?(?: \\{(.*)})?((?: v\\d+)*)");
    private static final Pattern END = Pattern.compile(
            "(GOTO|IF|SWITCH|RETURN|FAIL)(?: (v\\d+))?(?: \\[([-\\d, ]*)])?(?: \"(.*)\")?(?: -> \\[(.*)])?");
    private static final Pattern ACCESS = Pattern.compile("([iu])(\\d) (\\w+)(?::([^ ]+))?(?: (\\w+))?");
    private static final Pattern METHOD = Pattern.compile("(.*)\\.([^.(]+)(\\(.*)");

    private final Map<String, Object> objects;
    private final Map<String, Block> blocks = new LinkedHashMap<>();
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<Value, String[]> args = new LinkedHashMap<>();
    private final Map<Block, String[]> preds = new LinkedHashMap<>();
    private final Map<Block, Matcher> ends = new LinkedHashMap<>();

    private GraphText(Map<String, Object> objects) {
        this.objects = objects;
    }

    static Graph parse(String text) {
        return parse(text, Map.of());
    }

    /** Also verifies it. */
    static Graph parse(String text, Map<String, Object> objects) {
        Graph graph = new GraphText(objects)
                .read(text.strip().lines().map(String::strip).toList());
        Verifier.verify(graph);
        return graph;
    }

    /** The graph's text with values and blocks numbered in their order. */
    static String normal(Graph graph) {
        String text = graph.toString();
        for (char letter : new char[] {'v', 'b'}) {
            Map<String, String> names = new LinkedHashMap<>();
            String definition = letter == 'v' ? "(?m)^ +(v\\d+):" : "(?m)^(b\\d+):";
            Matcher matcher = Pattern.compile(definition).matcher(text);
            while (matcher.find()) {
                names.put(matcher.group(1), letter + "" + names.size());
            }
            text = Pattern.compile("\\b" + letter + "\\d+\\b")
                    .matcher(text)
                    .replaceAll(m -> names.getOrDefault(m.group(), m.group()));
        }
        return text;
    }

    private Graph read(List<String> lines) {
        MethodRef method = method(lines.getFirst());
        List<Type> parameters = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = VALUE.matcher(line);
            if (matcher.matches() && matcher.group(3).equals("PARAM")) {
                parameters.add(Type.valueOf(matcher.group(2)));
            }
        }
        Type result = type(method.descriptor().substring(method.descriptor().indexOf(')') + 1));
        Graph graph = new Graph(method, parameters, result);
        lines.stream()
                .map(BLOCK::matcher)
                .filter(Matcher::matches)
                .forEach(m -> blocks.put(m.group(1), graph.newBlock()));
        Block block = graph.entry();
        for (String line : lines.subList(1, lines.size())) {
            Matcher start = BLOCK.matcher(line);
            Matcher end = END.matcher(line);
            if (start.matches()) {
                block = block(start.group(1));
                preds.put(block, names(start.group(2)));
            } else if (end.matches()) {
                ends.put(block, end);
            } else {
                value(block, line);
            }
        }
        args.forEach(
                (value, names) -> List.of(names).forEach(name -> value.args().add(value(name))));
        ends.forEach(this::end);
        preds.forEach(this::order);
        return graph;
    }

    private static Type type(String descriptor) {
        return switch (descriptor.charAt(0)) {
            case 'V' -> Type.VOID;
            case 'J' -> Type.I64;
            case 'L', '[' -> Type.REF;
            default -> Type.I32;
        };
    }

    private static MethodRef method(String symbol) {
        Matcher matcher = METHOD.matcher(symbol);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no method: " + symbol);
        }
        return new MethodRef(matcher.group(1).replace('.', '/'), matcher.group(2), matcher.group(3));
    }

    private void value(Block block, String line) {
        Matcher matcher = VALUE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("can't read: " + line);
        }
        Op op = Op.valueOf(matcher.group(3));
        Type type = matcher.group(2) == null ? Type.VOID : Type.valueOf(matcher.group(2));
        Value value = op == Op.PHI ? block.addPhi(type) : block.add(op, type);
        if (matcher.group(4) != null) {
            value.imm(Long.parseLong(matcher.group(4)));
        }
        if (matcher.group(5) != null) {
            value.aux(aux(op, matcher.group(5)));
        }
        if (matcher.group(1) != null) {
            values.put(matcher.group(1), value);
        }
        args.put(value, names(matcher.group(6).strip().replace(' ', ',')));
    }

    private Object aux(Op op, String text) {
        return switch (op) {
            case LOAD, STORE -> access(text);
            case CHECK -> new Failure(text.substring(1, text.length() - 1));
            case CALL, CALL_VIRTUAL -> method(text);
            case OBJECT -> Objects.requireNonNull(objects.get(text), text);
            default -> text;
        };
    }

    private static Access access(String text) {
        Matcher matcher = ACCESS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no access: " + text);
        }
        String key = Objects.requireNonNullElse(matcher.group(4), "");
        return new Access(
                Integer.parseInt(matcher.group(2)),
                matcher.group(1).equals("i"),
                Access.Order.valueOf(Objects.requireNonNullElse(matcher.group(5), "PLAIN")),
                new Access.Alias(Access.Alias.Kind.valueOf(matcher.group(3)), key));
    }

    private void end(Block block, Matcher end) {
        List<Block> succs = new ArrayList<>();
        for (String name : names(Objects.requireNonNullElse(end.group(5), ""))) {
            succs.add(block(name));
        }
        switch (Block.Kind.valueOf(end.group(1))) {
            case GOTO -> block.endGoto(succs.getFirst());
            case IF -> block.endIf(value(end.group(2)), succs.get(0), succs.get(1));
            case SWITCH -> {
                String[] texts = names(end.group(3));
                int[] keys = new int[texts.length];
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = Integer.parseInt(texts[i]);
                }
                block.endSwitch(value(end.group(2)), keys, succs);
            }
            case RETURN -> block.endReturn(end.group(2) == null ? null : value(end.group(2)));
            case FAIL -> block.endFail(new Failure(end.group(4)));
        }
    }

    private void order(Block block, String[] names) {
        List<Block> wanted = new ArrayList<>();
        for (String name : names) {
            wanted.add(block(name));
        }
        if (wanted.size() != block.preds().size() || !wanted.containsAll(block.preds())) {
            throw new IllegalArgumentException(block + " has predecessors " + block.preds());
        }
        block.preds().clear();
        block.preds().addAll(wanted);
    }

    private static String[] names(String list) {
        return list.isBlank() ? new String[0] : list.strip().split(", ?", -1);
    }

    private Block block(String name) {
        return Objects.requireNonNull(blocks.get(name), name);
    }

    private Value value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }
}
