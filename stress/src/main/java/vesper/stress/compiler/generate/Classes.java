package vesper.stress.compiler.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vesper.stress.compiler.generate.JavaType.Array;
import vesper.stress.compiler.generate.JavaType.Named;
import vesper.stress.compiler.generate.JavaType.Primitive;
import vesper.stress.compiler.generate.World.Shape;

/** An abstract class, what extends it in two levels, an interface with a default method. */
final class Classes {
    private final Draft draft;
    private final Expressions expressions;
    private final Statements statements;

    Classes(Draft draft, Expressions expressions, Statements statements) {
        this.draft = draft;
        this.expressions = expressions;
        this.statements = statements;
    }

    /** What there is, for expressions to name; {@link #bodies} writes it. */
    void declare() {
        Shape root = shape("C0", List.of(), true, 2);
        root.methods().addAll(List.of(method(), method(), method()));
        draft.world.shapes.add(root);
        Shape face = new Shape(new Named("I0"), List.of(), true, List.of(), List.of(method(), method()));
        Shape middle = shape("C1", List.of(root), false, 2);
        draft.world.shapes.add(middle);
        draft.world.shapes.add(face);
        draft.world.shapes.add(shape("C2", List.of(middle, face), false, 2));
        draft.world.shapes.add(shape("C3", List.of(root), false, 1));
        Shape last = shape("C4", List.of(root, face), false, 1);
        last.methods().add(method());
        draft.world.shapes.add(last);
    }

    private Shape shape(String name, List<Shape> parents, boolean isAbstract, int fields) {
        Named type = new Named(name);
        Shape shape = new Shape(type, parents, isAbstract, new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < fields + draft.below(3); i++) {
            shape.fields().add(new Variable(draft.fresh("f"), fieldType(), !draft.chance(20)));
        }
        if (parents.isEmpty()) {
            shape.fields().add(new Variable("next", type, true));
        }
        return shape;
    }

    private JavaType fieldType() {
        return switch (draft.below(8)) {
            case 0 -> draft.random.pick(List.copyOf(draft.world.words.keySet()));
            case 1 -> new Array(draft.primitive());
            case 2 -> draft.world.enumeration;
            default -> draft.primitive();
        };
    }

    private Method method() {
        List<JavaType> parameters = new ArrayList<>();
        int count = draft.chance(10) ? 7 : 1 + draft.below(3);
        for (int i = 0; i < count; i++) {
            parameters.add(parameterType());
        }
        return new Method(draft.fresh("m"), draft.primitive(), parameters);
    }

    private JavaType parameterType() {
        return switch (draft.below(8)) {
            case 0 -> new Named("C0");
            case 1 -> draft.random.pick(List.copyOf(draft.world.words.keySet()));
            case 2 -> new Array(draft.primitive());
            default -> draft.primitive();
        };
    }

    List<Source> bodies() {
        return draft.world.shapes.stream().map(this::body).toList();
    }

    private Source body(Shape shape) {
        if (shape.type().text().equals("I0")) {
            Method inherited = shape.methods().getLast();
            return Source.nest(
                    "interface I0",
                    Source.line(signature(shape.methods().getFirst()) + ";"),
                    code(shape, inherited, "default "));
        }
        List<Source> parts = new ArrayList<>();
        shape.fields()
                .forEach(field -> parts.add(Source.line(
                        (field.assignable() ? "" : "final ") + field.type().text() + " " + field.text() + ";")));
        parts.add(constructor(shape));
        if (shape.isAbstract()) {
            parts.add(Source.line("abstract " + signature(shape.methods().getFirst()) + ";"));
            shape.methods().stream().skip(1).forEach(method -> parts.add(code(shape, method, "")));
        } else {
            overrides(shape).forEach(method -> parts.add(code(shape, method, "")));
        }
        parts.add(fold(shape));
        String parents = shape.parents().stream()
                .map(parent -> (parent.type().text().equals("I0") ? " implements " : " extends ")
                        + parent.type().text())
                .collect(Collectors.joining());
        return Source.nest(
                (shape.isAbstract() ? "abstract " : "") + "static class "
                        + shape.type().text() + parents,
                parts);
    }

    /** Its state, folded into a number. */
    private Source fold(Shape shape) {
        List<Source> code = new ArrayList<>();
        if (!shape.isAbstract()) {
            code.add(Source.line("h = super.fold(h);"));
        }
        shape.fields().forEach(field -> code.add(Statics.fold(field.text(), field.type())));
        code.add(Source.line("return h;"));
        return Source.nest("long fold(long h)", code);
    }

    /** All that is abstract, some of what is not, and its own. */
    private List<Method> overrides(Shape shape) {
        List<Method> methods = new ArrayList<>();
        for (Shape parent : shape.parents()) {
            boolean implementsFirst = parent.isAbstract();
            for (Method method : parent.allMethods()) {
                boolean isFirst =
                        implementsFirst && method.equals(parent.methods().getFirst());
                if (isFirst || draft.chance(25)) {
                    methods.add(method);
                }
            }
        }
        methods.addAll(shape.methods());
        return methods;
    }

    private static String signature(Method method) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < method.parameters().size(); i++) {
            parameters.add(method.parameters().get(i).text() + " p" + i);
        }
        return method.result().text() + " " + method.name() + "(" + String.join(", ", parameters) + ")";
    }

    private Source code(Shape shape, Method method, String modifier) {
        Scope scope = draft.newScope();
        scope.add("this", shape.type(), false);
        shape.allFields().forEach(scope::add);
        for (int i = 0; i < method.parameters().size(); i++) {
            scope.add("p" + i, method.parameters().get(i), true);
        }
        boolean callsSuper = draft.chance(50)
                && shape.parents().stream()
                        .anyMatch(parent -> parent.allMethods().stream().skip(1).anyMatch(method::equals)
                                && parent.type().text().startsWith("C"));
        List<Source> body = new ArrayList<>();
        body.add(Functions.fuel(draft, expressions, method.result()));
        body.addAll(statements.open(1 + draft.below(2), 1));
        if (callsSuper && method.result() instanceof Primitive) {
            body.add(Source.line("sum += " + asLong("super." + expressions.call(method, 1), method.result()) + ";"));
        }
        body.add(Source.line("return " + expressions.of(method.result()) + ";"));
        return Source.nest((modifier.isEmpty() ? "" : modifier) + publicly(method) + signature(method), body);
    }

    /** What an interface asks for is public. */
    private String publicly(Method method) {
        return draft.world.shapes.stream()
                        .anyMatch(shape -> shape.type().text().equals("I0")
                                && shape.methods().contains(method))
                ? "public "
                : "";
    }

    static String asLong(String text, JavaType type) {
        return type == Primitive.BOOLEAN ? "(" + text + " ? 1 : 2)" : text;
    }

    /** Runs at build time only. */
    private Source constructor(Shape shape) {
        List<Source> body = new ArrayList<>();
        if (shape.parents().stream().anyMatch(parent -> parent.type().text().startsWith("C"))) {
            body.add(Source.line("super(seed * 3 + " + draft.below(9) + ");"));
        }
        for (Variable field : shape.fields()) {
            if (!draft.world.isShape(field.type()) && !field.type().text().equals("C0")) {
                body.add(Source.line(field.text() + " = " + initial(field.type()) + ";"));
            }
        }
        return Source.nest(shape.type().text() + "(int seed)", body);
    }

    private String initial(JavaType type) {
        String number = "seed * " + Literals.of(Primitive.INT, draft.random.bits());
        return switch (type) {
            case Primitive primitive ->
                primitive == Primitive.BOOLEAN
                        ? "(seed & 1) == " + draft.below(2)
                        : "(" + primitive.text() + ") (" + number + ")";
            case JavaType.Word word -> "new " + word.text() + "(" + initial(word.component()) + ")";
            case Named named -> draft.random.pick(draft.world.enumConstants);
            case Array array -> "A_" + array.element().text();
        };
    }
}
