package vesper.stress.compiler.generate;

import java.util.List;

/** Expressions that are objects, arrays or constants of an enum. */
final class References {
    private final Draft draft;
    private final Expressions expressions;

    References(Draft draft, Expressions expressions) {
        this.draft = draft;
        this.expressions = expressions;
    }

    String of(JavaType.Named type, int depth) {
        if (type.equals(draft.world.enumeration)) {
            return constant(depth);
        }
        return switch (depth <= 0 ? 0 : draft.below(6)) {
            case 0, 1 -> variable(type);
            case 2 -> "(" + expressions.condition(depth - 1) + " ? " + of(type, depth - 1) + " : " + of(type, 0) + ")";
            case 3 -> cast(type, depth - 1);
            case 4 -> linked(type, depth - 1);
            default ->
                draft.world.shapes.getFirst().type().equals(type)
                        ? expressions.element(type, depth - 1)
                        : variable(type);
        };
    }

    /** To stand before a dot. */
    String receiver(JavaType.Named type, int depth) {
        boolean mayBeNull =
                draft.risk() && type.equals(draft.world.shapes.getFirst().type());
        return mayBeNull ? "nothing" : of(type, Math.min(depth, 2));
    }

    String array(JavaType.Array type) {
        if (type.text().equals("int[]") && draft.chance(30)) {
            return "GRID[" + expressions.index(0) + "]";
        }
        List<Variable> fitting = draft.variables(variable -> variable.type().equals(type));
        if (fitting.isEmpty()) {
            fitting = draft.world.statics.stream()
                    .filter(variable -> variable.type().equals(type))
                    .toList();
        }
        return draft.random.pick(fitting).text();
    }

    private String variable(JavaType.Named type) {
        if (draft.risk() && type.equals(draft.world.shapes.getFirst().type())) {
            return "nothing";
        }
        List<Variable> fitting = draft.variables(variable -> draft.world.isAssignable(variable.type(), type));
        if (fitting.isEmpty()) {
            fitting = draft.world.statics.stream()
                    .filter(variable -> draft.world.isAssignable(variable.type(), type))
                    .toList();
        }
        return draft.random.pick(fitting).text();
    }

    /** Guarded by {@code instanceof}, or else likely to fail. */
    private String cast(JavaType.Named type, int depth) {
        JavaType.Named root = draft.world.shapes.getFirst().type();
        if (draft.risk()) {
            String from = draft.chance(50) ? "THINGS[" + expressions.index(depth) + "]" : "(C0) " + of(root, depth);
            return "((" + type.text() + ") " + from + ")";
        }
        String name = draft.fresh("x");
        return "((C0) " + variable(root) + " instanceof " + type.text() + " " + name + " ? " + name + " : "
                + variable(type) + ")";
    }

    /** What a field of another object refers to. */
    private String linked(JavaType.Named type, int depth) {
        List<World.Shape> owners = draft.world.shapes.stream()
                .filter(shape ->
                        shape.allFields().stream().anyMatch(field -> draft.world.isAssignable(field.type(), type)))
                .toList();
        if (owners.isEmpty()) {
            return variable(type);
        }
        World.Shape owner = draft.random.pick(owners);
        List<Variable> fields = owner.allFields().stream()
                .filter(field -> draft.world.isAssignable(field.type(), type))
                .toList();
        return of(owner.type(), depth) + "." + draft.random.pick(fields).text();
    }

    private String constant(int depth) {
        JavaType type = draft.world.enumeration;
        List<Variable> fitting = draft.variables(variable -> variable.type().equals(type));
        if (depth > 0 && draft.chance(30)) {
            return "CONSTANTS[" + expressions.index(0) + "]";
        }
        return fitting.isEmpty() || draft.chance(40)
                ? draft.random.pick(draft.world.enumConstants)
                : draft.random.pick(fitting).text();
    }
}
