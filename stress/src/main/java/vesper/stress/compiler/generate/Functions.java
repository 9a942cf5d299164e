package vesper.stress.compiler.generate;

import java.util.ArrayList;
import java.util.List;
import vesper.stress.compiler.generate.JavaType.Array;
import vesper.stress.compiler.generate.JavaType.Named;
import vesper.stress.compiler.generate.JavaType.Primitive;

/** Static methods: small ones to be inlined, some that call each other at will, one with more locals than registers. */
final class Functions {
    private static final int SPILLED = 36;
    private static final int MOST_PARAMETERS = 8;

    private final Draft draft;
    private final Expressions expressions;
    private final Statements statements;
    private final List<Method> declared = new ArrayList<>();
    private final List<Method> pressed = new ArrayList<>();

    Functions(Draft draft, Expressions expressions, Statements statements) {
        this.draft = draft;
        this.expressions = expressions;
        this.statements = statements;
    }

    /** One expression each, without fuel: a leaf may call leaves before it only. */
    List<Source> leaves() {
        List<Source> leaves = new ArrayList<>();
        for (int i = 0; i < 2 + draft.below(2); i++) {
            Method leaf = signature("leaf", 1 + draft.below(3));
            Scope scope = scopeOf(leaf);
            scope.noCalls();
            leaves.add(Source.nest(head(leaf), Source.line("return " + expressions.of(leaf.result(), 3) + ";")));
            draft.world.functions.add(leaf);
        }
        return leaves;
    }

    void declare() {
        for (int i = 0; i < 2 + draft.below(2); i++) {
            declared.add(signature("call", draft.chance(30) ? MOST_PARAMETERS : draft.below(5)));
        }
        draft.world.functions.addAll(declared);
    }

    private Method signature(String prefix, int parameters) {
        List<JavaType> types = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            types.add(type());
        }
        return new Method(draft.fresh(prefix), draft.chance(85) ? draft.primitive() : type(), types);
    }

    private JavaType type() {
        return switch (draft.below(10)) {
            case 0 -> new Named("C0");
            case 1 -> draft.random.pick(List.copyOf(draft.world.words.keySet()));
            case 2 -> new Array(draft.primitive());
            case 3 -> draft.world.enumeration;
            default -> draft.primitive();
        };
    }

    private Scope scopeOf(Method method) {
        Scope scope = draft.newScope();
        for (int i = 0; i < method.parameters().size(); i++) {
            scope.add("p" + i, method.parameters().get(i), true);
        }
        return scope;
    }

    private static String head(Method method) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < method.parameters().size(); i++) {
            parameters.add(method.parameters().get(i).text() + " p" + i);
        }
        return "static " + method.result().text() + " " + method.name() + "(" + String.join(", ", parameters) + ")";
    }

    List<Source> bodies() {
        List<Source> bodies = new ArrayList<>();
        for (Method method : declared) {
            scopeOf(method);
            List<Source> body = new ArrayList<>();
            body.add(fuel(draft, expressions, method.result()));
            body.addAll(statements.open(2 + draft.below(3), 2));
            body.add(Source.line("return " + expressions.of(method.result()) + ";"));
            bodies.add(Source.nest(head(method), body));
        }
        if (draft.chance(50)) {
            bodies.add(pressure());
        }
        return bodies;
    }

    /** Calls what nobody may happen to call. */
    List<Source> calls() {
        return pressed.stream()
                .map(method -> Source.line("sum += " + expressions.call(method, 1) + ";"))
                .toList();
    }

    /** More values alive across calls than there are registers. */
    private Source pressure() {
        Method method = new Method(draft.fresh("wide"), Primitive.LONG, List.of(Primitive.INT, Primitive.LONG));
        Scope scope = scopeOf(method);
        List<Source> body = new ArrayList<>();
        body.add(fuel(draft, expressions, method.result()));
        StringBuilder result = new StringBuilder("p0");
        for (int i = 0; i < SPILLED; i++) {
            Primitive type = draft.integer();
            String name = draft.fresh("s");
            String value = "p1 * " + Literals.of(Primitive.LONG, draft.random.bits() | 1) + " + p0";
            body.add(Source.line(type.text() + " " + name + " = (" + type.text() + ") (" + value + ");"));
            scope.add(name, type, true);
            result.append(draft.pick(" + ", " ^ ", " - ", " + 31 * ")).append(name);
        }
        body.add(Source.line(expressions.call(draft.random.pick(declared), 1) + ";"));
        body.addAll(statements.open(2, 1));
        body.add(Source.line("return " + result + ";"));
        draft.world.functions.add(method);
        pressed.add(method);
        return Source.nest(head(method), body);
    }

    /** What makes every call end. */
    static Source fuel(Draft draft, Expressions expressions, JavaType result) {
        return Source.line("if (--fuel < 0) { return " + expressions.of(result, 0) + "; }");
    }
}
