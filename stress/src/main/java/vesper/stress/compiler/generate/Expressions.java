package vesper.stress.compiler.generate;

import java.util.List;
import java.util.stream.Collectors;
import vesper.stress.compiler.generate.JavaType.Primitive;

/** Expressions of every type. Depth bounds their size. */
final class Expressions {
    private static final int WIDE = 3;

    private final Draft draft;
    private final Arithmetic arithmetic;
    private final Conditions conditions;
    private final References references;

    Expressions(Draft draft) {
        this.draft = draft;
        this.arithmetic = new Arithmetic(draft, this);
        this.conditions = new Conditions(draft, this);
        this.references = new References(draft, this);
    }

    /** An expression that may be assigned to {@code type}. */
    String of(JavaType type, int depth) {
        return switch (type) {
            case Primitive primitive -> primitive(primitive, depth);
            case JavaType.Word word -> word(word, depth);
            case JavaType.Named named -> references.of(named, depth);
            case JavaType.Array array -> references.array(array);
        };
    }

    /** Of a size as chance has it. */
    String of(JavaType type) {
        return of(type, 1 + draft.below(WIDE));
    }

    String condition(int depth) {
        return conditions.of(depth);
    }

    private String primitive(Primitive type, int depth) {
        if (depth <= 0) {
            return leaf(type);
        }
        if (draft.chance(18)) {
            return shared(type, depth - 1);
        }
        return type == Primitive.BOOLEAN ? conditions.of(depth) : arithmetic.of(type, depth);
    }

    /** A variable, or else a literal. */
    String leaf(Primitive type) {
        List<Variable> fitting = draft.variables(variable -> variable.type() == type);
        if (!fitting.isEmpty() && draft.chance(80)) {
            return draft.random.pick(fitting).text();
        }
        return Literals.of(type, draft.random);
    }

    /** What all primitive types have: elements, fields, calls, choices, assignments as values. */
    private String shared(Primitive type, int depth) {
        return switch (draft.below(8)) {
            case 0, 1 -> element(type, depth);
            case 2 -> field(type, depth);
            case 3, 4 -> call(type, depth);
            case 5 -> "(" + condition(depth) + " ? " + of(type, depth) + " : " + of(type, depth) + ")";
            case 6 -> assignment(type, depth);
            default -> chosen(type, depth);
        };
    }

    /** An element of an array; all arrays have four at least. */
    String element(JavaType type, int depth) {
        List<Variable> arrays = draft.variables(variable -> variable.type() instanceof JavaType.Array array
                && array.element().equals(type));
        return arrays.isEmpty() ? of(type, 0) : draft.random.pick(arrays).text() + "[" + index(depth) + "]";
    }

    String index(int depth) {
        String any = of(Primitive.INT, depth);
        return draft.risk() ? any : "(" + any + ") & " + (draft.risk() ? 7 : draft.below(3) + 1);
    }

    private String field(Primitive type, int depth) {
        List<World.Shape> owners = draft.world.shapes.stream()
                .filter(shape -> shape.allFields().stream().anyMatch(field -> field.type() == type))
                .toList();
        if (owners.isEmpty()) {
            return of(type, 0);
        }
        World.Shape owner = draft.random.pick(owners);
        List<Variable> fields =
                owner.allFields().stream().filter(field -> field.type() == type).toList();
        return references.receiver(owner.type(), depth) + "."
                + draft.random.pick(fields).text();
    }

    private String call(JavaType type, int depth) {
        String receiver = "";
        List<Method> methods = draft.world.functions;
        if (draft.chance(50) && !draft.world.shapes.isEmpty()) {
            World.Shape shape = draft.random.pick(draft.world.shapes);
            methods = shape.allMethods();
            receiver = references.receiver(shape.type(), depth) + ".";
        }
        List<Method> fitting =
                methods.stream().filter(method -> method.result().equals(type)).toList();
        if (fitting.isEmpty() || !draft.scope().calls()) {
            return of(type, 0);
        }
        return receiver + call(draft.random.pick(fitting), depth);
    }

    String call(Method method, int depth) {
        return method.parameters().stream()
                .map(parameter -> of(parameter, Math.min(depth, 1)))
                .collect(Collectors.joining(", ", method.name() + "(", ")"));
    }

    private String assignment(Primitive type, int depth) {
        List<Variable> targets = draft.variables(variable -> variable.type() == type && variable.assignable());
        if (targets.isEmpty()) {
            return of(type, 0);
        }
        String target = draft.random.pick(targets).text();
        if (type.isInteger() && draft.chance(60)) {
            String step = draft.pick("++", "--");
            return draft.chance(50) ? "(" + target + step + ")" : "(" + step + target + ")";
        }
        return "(" + target + " = " + of(type, depth) + ")";
    }

    /** A {@code switch} that yields. */
    private String chosen(Primitive type, int depth) {
        String cases = draft.chance(50)
                ? "case 0 -> %s; case 1, 2 -> %s; default -> %s;"
                : "case -7 -> %s; case 100000, -2147483648 -> %s; default -> %s;";
        String on = "(" + of(Primitive.INT, depth) + ")" + (draft.chance(50) ? " & 3" : " + 0");
        return "(switch (" + on + ") { " + cases.formatted(of(type, depth), of(type, 0), of(type, 0)) + " })";
    }

    private String word(JavaType.Word word, int depth) {
        List<Variable> fitting = draft.variables(variable -> variable.type().equals(word));
        if (!fitting.isEmpty() && (depth <= 0 || draft.chance(30))) {
            return draft.random.pick(fitting).text();
        }
        List<Method> makers = draft.world.words.getOrDefault(word, List.of()).stream()
                .filter(method -> method.result().equals(word))
                .toList();
        if (depth > 0 && !makers.isEmpty() && draft.chance(50)) {
            return word(word, depth - 1) + "." + call(draft.random.pick(makers), depth - 1);
        }
        if (depth > 1 && draft.chance(20)) {
            return "(" + condition(1) + " ? " + word(word, depth - 1) + " : " + word(word, 0) + ")";
        }
        return "new " + word.text() + "(" + of(word.component(), depth - 1) + ")";
    }
}
