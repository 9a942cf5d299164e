package vesper.stress.compiler.generate;

import java.util.ArrayList;
import java.util.List;
import vesper.stress.compiler.generate.JavaType.Primitive;

/** Statements; those that branch are in {@link Branches}. */
final class Statements {
    private static final List<String> OPERATORS =
            List.of("+=", "-=", "*=", "&=", "|=", "^=", "<<=", ">>=", ">>>=", "/=", "%=");

    private final Draft draft;
    private final Expressions expressions;
    private final Branches branches;

    Statements(Draft draft, Expressions expressions) {
        this.draft = draft;
        this.expressions = expressions;
        this.branches = new Branches(draft, expressions, this);
    }

    /** As many statements as {@code size}, in a scope of their own. */
    List<Source> block(int size, int depth) {
        int mark = draft.scope().mark();
        List<Source> statements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            statements.add(one(depth));
        }
        use(mark, statements);
        draft.scope().forget(mark);
        return statements;
    }

    /** Statements that the rest of a method sees the locals of. */
    List<Source> open(int size, int depth) {
        int mark = draft.scope().mark();
        List<Source> statements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            statements.add(one(depth));
        }
        use(mark, statements);
        return statements;
    }

    /** Makes what the latest locals hold part of the answer: an optimiser leaves out what nobody uses. */
    private void use(int mark, List<Source> statements) {
        for (Variable local : draft.scope().since(mark)) {
            if (local.type() instanceof Primitive type && draft.chance(70)) {
                statements.add(Source.line("sum = sum * 31 + " + Classes.asLong(local.text(), type) + ";"));
            } else if (local.type() instanceof JavaType.Named && draft.world.isShape(local.type())) {
                statements.add(Source.line("any = (C0) " + local.text() + " instanceof C1 ? any : O1;"));
            }
        }
    }

    private Source one(int depth) {
        if (depth > 0 && draft.chance(35)) {
            return branches.one(depth - 1);
        }
        return switch (draft.below(17)) {
            case 0, 1 -> local();
            case 2, 3 -> assign();
            case 4, 5 -> compound();
            case 6 -> element();
            case 7 -> field();
            case 8 -> Source.line(draft.point(expressions.of(Primitive.LONG)));
            case 9 -> Source.line("sum = sum * 31 + " + expressions.of(Primitive.LONG, 2) + ";");
            case 10 -> Source.line(new Memory(draft, expressions).store());
            case 11 -> reference();
            case 12 -> word();
            case 13, 14 -> branches.call();
            default -> virtualCall();
        };
    }

    /** On a receiver that may be of several classes. */
    private Source virtualCall() {
        List<World.Shape> open = draft.world.shapes.stream()
                .filter(shape -> shape.isAbstract() || draft.chance(20))
                .toList();
        World.Shape shape = draft.random.pick(open.isEmpty() ? draft.world.shapes : open);
        Method method = draft.random.pick(shape.allMethods());
        String receiver = shape.type().text().equals("C0")
                ? "OBJECTS[" + expressions.index(1) + "]"
                : expressions.of(shape.type(), 1);
        String call = receiver + "." + expressions.call(method, 2);
        return draft.scope().calls()
                ? Source.line("sum = sum * 31 + " + Classes.asLong(call, method.result()) + ";")
                : assign();
    }

    Source local() {
        JavaType type = switch (draft.below(8)) {
            case 0 -> draft.random.pick(draft.world.shapes).type();
            case 1 -> draft.random.pick(List.copyOf(draft.world.words.keySet()));
            case 2 -> new JavaType.Array(draft.primitive());
            case 3 -> draft.world.enumeration;
            default -> draft.primitive();
        };
        String name = draft.fresh("v");
        String value = expressions.of(type);
        draft.scope().add(name, type, true);
        return Source.line(type.text() + " " + name + " = " + value + ";");
    }

    private Source assign() {
        Primitive type = draft.primitive();
        List<Variable> targets = draft.variables(variable -> variable.type() == type && variable.assignable());
        return targets.isEmpty()
                ? local()
                : Source.line(draft.random.pick(targets).text() + " = " + expressions.of(type) + ";");
    }

    private Source compound() {
        List<Variable> targets =
                draft.variables(variable -> variable.type() instanceof Primitive && variable.assignable());
        if (targets.isEmpty()) {
            return local();
        }
        Variable target = draft.random.pick(targets);
        return Source.line(compound(target.text(), (Primitive) target.type()));
    }

    private String compound(String target, Primitive type) {
        if (!type.isInteger()) {
            return target + draft.pick(" &= ", " |= ", " ^= ") + expressions.of(Primitive.BOOLEAN) + ";";
        }
        if (draft.chance(15)) {
            return target + draft.pick("++", "--") + ";";
        }
        String operator = draft.random.pick(OPERATORS);
        String value = expressions.of(draft.integer());
        boolean divides = operator.equals("/=") || operator.equals("%=");
        return target + " " + operator + " " + (divides && !draft.risk() ? "(" + value + ") | 1" : value) + ";";
    }

    private Source element() {
        Primitive type = draft.primitive();
        List<Variable> arrays =
                draft.variables(variable -> variable.type() instanceof JavaType.Array array && array.element() == type);
        if (arrays.isEmpty()) {
            return assign();
        }
        String target = draft.random.pick(arrays).text() + "[" + expressions.index(1) + "]";
        return Source.line(draft.chance(50) ? compound(target, type) : target + " = " + expressions.of(type) + ";");
    }

    private Source field() {
        World.Shape shape = draft.random.pick(draft.world.shapes);
        List<Variable> fields =
                shape.allFields().stream().filter(Variable::assignable).toList();
        if (fields.isEmpty()) {
            return assign();
        }
        Variable field = draft.random.pick(fields);
        String target = expressions.of(shape.type(), 1);
        String place = (target.contains(" ") ? "(" + target + ")" : target) + "." + field.text();
        return Source.line(
                field.type() instanceof Primitive type && draft.chance(50)
                        ? compound(place, type)
                        : place + " = " + value(field.type()) + ";");
    }

    /** Seldom {@code null}, where it may be. */
    private String value(JavaType type) {
        boolean mayBeNull = draft.world.isShape(type) || type instanceof JavaType.Array;
        return mayBeNull && draft.chance(10) ? "null" : expressions.of(type);
    }

    private Source reference() {
        List<Variable> targets =
                draft.variables(variable -> draft.world.isShape(variable.type()) && variable.assignable());
        JavaType.Named root = draft.world.shapes.getFirst().type();
        if (targets.isEmpty() || draft.chance(40)) {
            String array = draft.chance(50) ? "NARROW" : "OBJECTS";
            return Source.line(array + "[" + expressions.index(1) + "] = " + value(root) + ";");
        }
        Variable target = draft.random.pick(targets);
        return Source.line(target.text() + " = " + value(target.type()) + ";");
    }

    private Source word() {
        List<Variable> targets =
                draft.variables(variable -> variable.type() instanceof JavaType.Word && variable.assignable());
        if (targets.isEmpty()) {
            return local();
        }
        Variable target = draft.random.pick(targets);
        return Source.line(target.text() + " = " + expressions.of(target.type()) + ";");
    }
}
