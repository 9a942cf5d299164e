package vesper.stress.compiler.generate;

import java.util.ArrayList;
import java.util.List;
import vesper.stress.Randomness;

/** Makes programs; each follows from a seed and its number alone. */
public final class ProgramGenerator {
    private static final int FUEL = 120;

    private final long seed;

    public ProgramGenerator(long seed) {
        this.seed = seed;
    }

    public Program generate(long number) {
        Draft draft = new Draft(new Randomness(seed, number));
        Expressions expressions = new Expressions(draft);
        Statements statements = new Statements(draft, expressions);
        Classes classes = new Classes(draft, expressions, statements);
        Functions functions = new Functions(draft, expressions, statements);
        Statics statics = new Statics(draft);

        List<Source> body = new ArrayList<>();
        body.add(statics.enumeration());
        body.addAll(statics.simple());
        List<Source> words = new Words(draft, expressions).declare();
        classes.declare();
        body.addAll(statics.objects());
        List<Source> leaves = functions.leaves();
        functions.declare();
        body.addAll(classes.bodies());
        body.addAll(words);
        body.addAll(leaves);
        body.addAll(functions.bodies());
        int parts = 2 + draft.below(2);
        for (int i = 0; i < parts; i++) {
            draft.newScope();
            List<Source> code = new ArrayList<>();
            code.add(Source.line("fuel = " + FUEL + ";"));
            if (i == 0) {
                code.addAll(functions.calls());
            }
            code.addAll(statements.open(5 + draft.below(4), 2));
            code.add(Source.line(draft.point("sum")));
            body.add(part(number, i, code));
        }
        draft.newScope();
        List<Source> failing = new ArrayList<>(List.of(Source.line("fuel = " + FUEL + ";")));
        failing.addAll(new Panics(draft, expressions).code());
        body.add(part(number, parts, failing));
        body.add(part(number, parts + 1, statics.digest()));
        return new Program(seed, number, parts + 2, file(number, body));
    }

    private static Source part(long number, int part, List<Source> code) {
        return new Source.Group(List.of(
                Source.line("@Entry(\"P" + number + ".part" + part + "\")"),
                Source.nest("static void part" + part + "()", code)));
    }

    private static Source file(long number, List<Source> body) {
        return new Source.Group(List.of(
                Source.lines(
                        "package " + Program.PACKAGE + ";",
                        "",
                        "import vesper.metal.*;",
                        "import vesper.stress.compiler.guest.Fold;",
                        "import vesper.stress.compiler.guest.Harness;",
                        "import vesper.stress.compiler.guest.View;",
                        ""),
                Source.nest("final class P" + number, body)));
    }
}
