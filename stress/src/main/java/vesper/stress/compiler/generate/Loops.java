package vesper.stress.compiler.generate;

import java.util.ArrayList;
import java.util.List;
import vesper.stress.compiler.generate.JavaType.Primitive;

/** Loops, all of which end: by a counter that their body can't assign, or for want of fuel. */
final class Loops {
    private final Draft draft;
    private final Expressions expressions;
    private final Statements statements;

    Loops(Draft draft, Expressions expressions, Statements statements) {
        this.draft = draft;
        this.expressions = expressions;
        this.statements = statements;
    }

    Source one(int depth) {
        String label = draft.fresh("loop");
        return switch (draft.below(6)) {
            case 0, 1, 2 -> overArray(label, depth);
            case 3 -> counted(label, depth);
            case 4 -> fuelled(label, depth);
            default -> untilFalse(label, depth);
        };
    }

    private List<Source> body(String label, int depth, Variable... seen) {
        int mark = draft.scope().mark();
        for (Variable variable : seen) {
            draft.scope().add(variable);
        }
        draft.scope().enterLoop(label);
        List<Source> body = statements.block(1 + draft.below(2), depth);
        draft.scope().leaveLoop();
        draft.scope().forget(mark);
        return body;
    }

    /** With its bounds where a compiler may prove that no check can fail, or nearly. */
    private Source overArray(String label, int depth) {
        List<Variable> arrays = draft.variables(
                variable -> variable.type() instanceof JavaType.Array array && array.element() instanceof Primitive);
        Variable array = draft.random.pick(
                arrays.isEmpty()
                        ? draft.world.statics.stream()
                                .filter(variable -> variable.type() instanceof JavaType.Array array2
                                        && array2.element() instanceof Primitive)
                                .toList()
                        : arrays);
        String i = draft.fresh("i");
        String of = array.text();
        JavaType element = ((JavaType.Array) array.type()).element();
        if (draft.chance(25)) {
            String each = draft.fresh("e");
            return Source.nest(
                    label + ": for (" + element.text() + " " + each + " : " + of + ")",
                    body(label, depth, new Variable(each, element, true)));
        }
        String header = switch (draft.below(5)) {
            case 0 -> "int @ = #.length - 1; @ >= 0; @--";
            case 1 -> "int @ = 1; @ < #.length; @ += 2";
            case 2 -> draft.risk() ? "int @ = 0; @ <= #.length; @++" : "int @ = 0; @ < #.length - 1; @++";
            default -> "int @ = 0; @ < #.length; @++";
        };
        Variable counter = new Variable(i, Primitive.INT, false);
        List<Source> body = new ArrayList<>();
        if (draft.chance(80)) {
            body.add(touch(of + "[" + i + draft.pick("", "", "", " & 3", " >> 1") + "]", (Primitive) element));
        }
        body.addAll(body(label, depth, counter));
        return Source.nest(label + ": for (" + header.replace("@", i).replace("#", of) + ")", body);
    }

    private Source touch(String place, Primitive element) {
        if (draft.chance(50)) {
            return Source.line(place + " = " + expressions.of(element, 2) + ";");
        }
        return Source.line("sum = sum * 33 + (" + place + (element == Primitive.BOOLEAN ? " ? 3 : 4" : "") + ");");
    }

    private Source counted(String label, int depth) {
        String i = draft.fresh("i");
        String header = switch (draft.below(6)) {
            case 0 -> "long @ = 0; @ < 5; @++";
            case 1 -> "byte @ = 122; @ > 0; @++";
            case 2 -> "char @ = 3; @ < 4; @--";
            case 3 -> "short @ = -32764; @ < 0; @--";
            case 4 -> "int @ = 1; @ != 0; @ <<= 5";
            default -> "int @ = " + Literals.of(Primitive.INT, draft.below(5) - 2) + "; @ < 4; @++";
        };
        Primitive type = switch (header.charAt(0)) {
            case 'l' -> Primitive.LONG;
            case 'b' -> Primitive.BYTE;
            case 'c' -> Primitive.CHAR;
            case 's' -> Primitive.SHORT;
            default -> Primitive.INT;
        };
        return Source.nest(
                label + ": for (" + header.replace("@", i) + ")", body(label, depth, new Variable(i, type, false)));
    }

    private Source fuelled(String label, int depth) {
        return Source.nest(label + ": while (fuel-- > 0 && " + expressions.condition(1) + ")", body(label, depth));
    }

    private Source untilFalse(String label, int depth) {
        return new Source.Nest(
                label + ": do {", body(label, depth), "} while (fuel-- > 0 && " + expressions.condition(1) + ");");
    }
}
