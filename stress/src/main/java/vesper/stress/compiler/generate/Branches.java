package vesper.stress.compiler.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import vesper.stress.compiler.generate.JavaType.Primitive;

/** Statements that go one way or another, or call. */
final class Branches {
    private static final int BLOCK = 2;
    private static final int MOST_LOOPS = 2;

    private final Draft draft;
    private final Expressions expressions;
    private final Statements statements;
    private final Loops loops;

    Branches(Draft draft, Expressions expressions, Statements statements) {
        this.draft = draft;
        this.expressions = expressions;
        this.statements = statements;
        this.loops = new Loops(draft, expressions, statements);
    }

    Source one(int depth) {
        return switch (draft.below(10)) {
            case 0, 1 -> choice(depth);
            case 2, 3, 4, 5 -> draft.scope().loops() < MOST_LOOPS ? loops.one(depth) : choice(depth);
            case 6, 7 -> selection(depth);
            case 8 -> draft.scope().loops() > 0 ? jump() : pattern(depth);
            default -> draft.risk() ? panic() : pattern(depth);
        };
    }

    private List<Source> block(int depth) {
        return statements.block(1 + draft.below(BLOCK), depth);
    }

    private Source choice(int depth) {
        Source then = Source.nest("if (" + expressions.condition(2) + ")", block(depth));
        if (draft.chance(50)) {
            return then;
        }
        return new Source.Group(List.of(then, Source.nest("else", block(depth))));
    }

    private Source pattern(int depth) {
        World.Shape shape = draft.random.pick(draft.world.shapes);
        String name = draft.fresh("x");
        String object = expressions.of(draft.world.shapes.getFirst().type(), 1);
        int mark = draft.scope().mark();
        draft.scope().add(name, shape.type(), true);
        List<Source> body = block(depth);
        draft.scope().forget(mark);
        return Source.nest("if ((C0) " + object + " instanceof " + shape.type().text() + " " + name + ")", body);
    }

    private Source jump() {
        String jump = draft.pick("break", "continue");
        String label = draft.chance(40) ? " " + draft.random.pick(draft.scope().labels()) : "";
        return Source.nest("if (" + expressions.condition(1) + ")", Source.line(jump + label + ";"));
    }

    private Source panic() {
        String exception = draft.pick("IllegalStateException", "IllegalArgumentException", "ArithmeticException");
        String why = draft.chance(80) ? "\"" + draft.fresh("told to fail ") + "\"" : "";
        return Source.nest(
                "if (" + expressions.condition(1) + ")", Source.line("throw new " + exception + "(" + why + ");"));
    }

    /** A {@code switch} over an int, something narrower, or an enum; with or without falling through. */
    private Source selection(int depth) {
        boolean overEnum = draft.chance(25);
        List<String> labels = overEnum ? enumLabels() : intLabels();
        String on = overEnum ? expressions.of(draft.world.enumeration, 1) : selector(labels);
        List<Source> cases = new ArrayList<>();
        for (String label : labels) {
            List<Source> body = new ArrayList<>(statements.block(1, Math.min(depth, 1)));
            if (draft.chance(75)) {
                body.add(Source.line("break;"));
            }
            cases.add(new Source.Nest("case " + label + ":", body, ""));
        }
        if (draft.chance(70)) {
            cases.add(draft.below(cases.size() + 1), new Source.Nest("default:", withBreak(block(0)), ""));
        }
        return Source.nest("switch (" + on + ")", cases);
    }

    private static List<Source> withBreak(List<Source> body) {
        List<Source> all = new ArrayList<>(body);
        all.add(Source.line("break;"));
        return all;
    }

    private List<String> enumLabels() {
        return draft.world.enumConstants.stream()
                .filter(constant -> draft.chance(70))
                .map(constant -> constant.substring(constant.indexOf('.') + 1))
                .toList();
    }

    /** Dense, sparse, or both. */
    private List<String> intLabels() {
        int first = draft.pick(0, 0, -3, 1000, Integer.MAX_VALUE - 20, Integer.MIN_VALUE);
        int step = draft.pick(1, 1, 1, 2, 37, 0x1000_0001);
        return IntStream.range(0, 1 + draft.below(7))
                .filter(i -> draft.chance(85))
                .map(i -> first + i * step)
                .mapToObj(String::valueOf)
                .toList();
    }

    /** Mostly what hits a label or comes near one. */
    private String selector(List<String> labels) {
        if (labels.isEmpty() || draft.chance(15)) {
            return "(int) (" + expressions.of(Primitive.INT, 1) + ")";
        }
        int first = Integer.parseInt(labels.getFirst());
        int second = Integer.parseInt(labels.getLast());
        int step = labels.size() == 1 ? 1 : (second - first) / (labels.size() - 1);
        String scaled = "((" + expressions.of(Primitive.INT, 1) + ") & 7)" + (step == 1 ? "" : " * " + step);
        return first == 0 ? scaled : scaled + " + " + Literals.of(Primitive.INT, first - draft.below(2));
    }

    /** Calls for the effect. */
    Source call() {
        if (!draft.scope().calls() || draft.world.functions.isEmpty()) {
            return statements.local();
        }
        return Source.line(expressions.call(draft.random.pick(draft.world.functions), 1) + ";");
    }
}
