package vesper.stress.compiler.generate;

import vesper.stress.compiler.generate.JavaType.Primitive;

/** Expressions of type boolean. */
final class Conditions {
    private final Draft draft;
    private final Expressions expressions;

    Conditions(Draft draft, Expressions expressions) {
        this.draft = draft;
        this.expressions = expressions;
    }

    String of(int depth) {
        if (depth <= 0) {
            return draft.chance(50) ? comparison(0) : expressions.leaf(Primitive.BOOLEAN);
        }
        int inner = depth - 1;
        return switch (draft.below(draft.world.shapes.isEmpty() ? 10 : 12)) {
            case 0, 1 -> "(" + of(inner) + draft.pick(" && ", " || ") + of(inner) + ")";
            case 2 -> "(" + of(inner) + draft.pick(" & ", " | ", " ^ ", " == ", " != ") + of(inner) + ")";
            case 3 -> "!" + "(" + of(inner) + ")";
            case 4 -> unsigned(inner);
            case 10 -> instance(inner);
            case 11 -> identity();
            default -> comparison(inner);
        };
    }

    private String comparison(int depth) {
        Primitive type = draft.integer();
        Primitive other = draft.chance(70) ? type : draft.integer();
        String operator = draft.pick(" < ", " <= ", " > ", " >= ", " == ", " != ");
        return "(" + expressions.of(type, depth) + operator + expressions.of(other, Math.max(0, depth - 1)) + ")";
    }

    private String unsigned(int depth) {
        Primitive type = draft.pick(Primitive.INT, Primitive.LONG);
        String box = type == Primitive.INT ? "Integer" : "Long";
        return "(" + box + ".compareUnsigned(" + expressions.of(type, depth) + ", " + expressions.of(type, 0) + ")"
                + draft.pick(" < ", " <= ", " > ", " >= ", " == ", " != ") + "0)";
    }

    private String instance(int depth) {
        World.Shape root = draft.world.shapes.getFirst();
        if (draft.chance(25)) {
            String type = draft.pick("int[]", "byte[]", "C0[]", "C0", "I0", "E", "String", "Object[]", "C2");
            return "(THINGS[" + expressions.index(depth) + "] instanceof " + type + ")";
        }
        World.Shape asked = draft.random.pick(draft.world.shapes);
        return "((C0) " + expressions.of(root.type(), depth) + " instanceof "
                + asked.type().text() + ")";
    }

    private String identity() {
        JavaType.Named type = draft.world.shapes.getFirst().type();
        String other = draft.chance(30) ? "null" : expressions.of(type, 1);
        return "((C0) " + expressions.of(type, 1) + draft.pick(" == ", " != ") + other + ")";
    }
}
