package vesper.stress.compiler.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vesper.stress.compiler.generate.JavaType.Array;
import vesper.stress.compiler.generate.JavaType.Named;
import vesper.stress.compiler.generate.JavaType.Primitive;
import vesper.stress.compiler.generate.JavaType.Word;
import vesper.stress.compiler.generate.World.Shape;

/** Fields of the program's class: what the image holds before it runs, and what is left when it has run. */
final class Statics {
    private static final int CONSTANTS = 4;

    private final Draft draft;
    private final List<String> objects = new ArrayList<>();

    Statics(Draft draft) {
        this.draft = draft;
    }

    Source enumeration() {
        List<Source> constants = new ArrayList<>();
        for (int i = 0; i < CONSTANTS; i++) {
            String name = String.valueOf((char) ('A' + i)) + draft.pick("", "_LONG");
            draft.world.enumConstants.add("E." + name);
            String head = name + "(" + Literals.of(Primitive.INT, draft.random) + ")";
            String end = i == CONSTANTS - 1 ? ";" : ",";
            constants.add(
                    draft.chance(30)
                            ? new Source.Nest(
                                    head + " {",
                                    List.of(Source.line("@Override int rank(int x) { return weight - x; }")),
                                    "}" + end)
                            : Source.line(head + end));
        }
        constants.add(Source.lines(
                "final int weight;",
                "E(int weight) { this.weight = weight; }",
                "int rank(int x) { return weight + x * 3; }"));
        return Source.nest("enum E", constants);
    }

    /** Those that no class of the program is needed for. */
    List<Source> simple() {
        List<Source> fields = new ArrayList<>();
        fields.add(Source.lines("static int fuel;", "static long sum;"));
        for (Primitive type : Primitive.values()) {
            fields.add(array("A_" + type.text(), type, "static final "));
            fields.add(Source.line(
                    "static " + type.text() + " s_" + type.text() + " = " + Literals.of(type, draft.random) + ";"));
            draft.world.statics.add(new Variable("s_" + type.text(), type, true));
        }
        Primitive again = draft.primitive();
        fields.add(array("M_" + again.text(), again, "static "));
        fields.add(
                Source.line("static final int K = " + Literals.of(Primitive.INT, draft.random) + " + A_int.length;"));
        draft.world.statics.add(new Variable("K", Primitive.INT, false));
        fields.add(Source.line("static final int[][] GRID = {A_int, {1, 2, 3, 4, 5}, A_int, {-1, -2, -3, -4}};"));
        fields.add(Source.line("static final E[] CONSTANTS = {" + String.join(", ", draft.world.enumConstants) + "};"));
        for (int i = 0; i < 2; i++) {
            fields.add(Source.line("static final String S" + i + " = \"" + string() + "\";"));
            draft.world.strings.add("S" + i);
            fields.add(Source.line(
                    "static final Atomic T" + i + " = new Atomic(" + Literals.of(Primitive.LONG, draft.random) + ");"));
            draft.world.atomics.add("T" + i);
        }
        return fields;
    }

    private Source array(String name, Primitive type, String modifiers) {
        String elements = IntStream.range(0, 4 + draft.below(6))
                .mapToObj(i -> Literals.of(type, draft.random))
                .collect(Collectors.joining(", ", "{", "}"));
        draft.world.statics.add(new Variable(name, new Array(type), !modifiers.contains("final")));
        return Source.line(modifiers + type.text() + "[] " + name + " = " + elements + ";");
    }

    /** Latin-1. */
    private String string() {
        return IntStream.range(0, 2 + draft.below(8))
                .mapToObj(i -> draft.chance(20)
                        ? "\\u00" + (90 + draft.below(10))
                        : String.valueOf((char) ('a' + draft.below(26))))
                .collect(Collectors.joining());
    }

    /** Objects of each class, linked to each other. */
    List<Source> objects() {
        List<Source> fields = new ArrayList<>();
        for (Shape shape : draft.world.concrete()) {
            fields.add(object(shape));
            if (objects.size() == 1 || draft.chance(30)) {
                fields.add(object(shape));
            }
        }
        Named root = draft.world.shapes.getFirst().type();
        fields.add(Source.line("static C0 nothing;"));
        fields.add(Source.line("static C0 any = " + draft.random.pick(objects) + ";"));
        fields.add(Source.line("static I0 face = O" + (objects.size() - 1) + ";"));
        draft.world.statics.add(new Variable("any", root, true));
        draft.world.statics.add(new Variable("face", new Named("I0"), true));
        String four = IntStream.range(0, 4)
                .mapToObj(i -> draft.random.pick(objects))
                .collect(Collectors.joining(", ", "{", "}"));
        fields.add(Source.line("static final C0[] OBJECTS = " + four + ";"));
        fields.add(Source.line("static final C0[] NARROW = new C1[] {O0, O1, O0, O1};"));
        fields.add(Source.line("static final Object[] THINGS = {A_int, O1, " + draft.world.enumConstants.getFirst()
                + ", OBJECTS, O" + (objects.size() - 1) + ", A_byte, S0, GRID};"));
        draft.world.statics.add(new Variable("OBJECTS", new Array(root), false));
        for (Word word : draft.world.words.keySet()) {
            String name = "w_" + word.text();
            fields.add(Source.line("static " + word.text() + " " + name + " = " + made(word) + ";"));
            draft.world.statics.add(new Variable(name, word, true));
        }
        if (draft.chance(30)) {
            fields.add(Source.line("record Pair(int a, C0 b) {}"));
            fields.add(Source.line("static final Pair PAIR = new Pair(" + draft.below(99) + ", any);"));
            draft.world.statics.add(new Variable("PAIR.a()", Primitive.INT, false));
            draft.world.statics.add(new Variable("PAIR.b()", root, false));
        }
        fields.add(Source.nest("static", links()));
        return fields;
    }

    private String made(Word word) {
        return "new " + word.text() + "("
                + (word.component() instanceof Word inner
                        ? made(inner)
                        : Literals.of((Primitive) word.component(), draft.random))
                + ")";
    }

    private Source object(Shape shape) {
        String name = "O" + objects.size();
        String type = shape.type().text();
        draft.world.statics.add(new Variable(name, shape.type(), false));
        objects.add(name);
        return Source.line("static final %s %s = new %s(%d);".formatted(type, name, type, draft.below(100)));
    }

    private List<Source> links() {
        List<Source> links = new ArrayList<>();
        for (String owner : objects) {
            if (draft.chance(85)) {
                links.add(Source.line(owner + ".next = " + draft.random.pick(objects) + ";"));
            }
        }
        return links;
    }

    /** All of it, folded into points. */
    List<Source> digest() {
        List<Source> code = new ArrayList<>();
        code.add(Source.line("long h = sum;"));
        for (Variable variable : draft.world.statics) {
            if (variable.type() instanceof Array array && array.element() instanceof Primitive) {
                code.add(Source.line("h = Fold.of(h, " + variable.text() + ");"));
            } else if (variable.type() instanceof Primitive || variable.type() instanceof Word) {
                code.add(fold(variable.text(), variable.type()));
            }
        }
        code.add(Source.line(draft.point("h")));
        objects.forEach(object -> code.add(Source.line("h = " + object + ".fold(h);")));
        code.add(Source.line(draft.point("h")));
        code.add(Source.nest(
                "for (int i = 0; i < 32; i++)", Source.line("h = h * 31 + Harness.scratch().i64(8L * i);")));
        code.add(Source.line(draft.point("h ^ T0.load() * 31 ^ T1.load() ^ Csr.read(Csr.MSCRATCH)")));
        return code;
    }

    /** Folds a value into {@code h}. */
    static Source fold(String text, JavaType type) {
        return switch (type) {
            case Word word -> fold(text + ".v()", word.component());
            case Named named ->
                Source.line("h = h * 31 + (" + text + " == " + (named.text().equals("E") ? "CONSTANTS[1]" : "O1")
                        + " ? 1 : 2);");
            case Array array -> Source.line("h = h * 31 + (" + text + " == null ? 1 : " + text + ".length);");
            case Primitive primitive -> Source.line("h = h * 31 + " + Classes.asLong(text, primitive) + ";");
        };
    }
}
