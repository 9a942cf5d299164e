package vesper.stress.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vesper.stress.compiler.generate.Program;
import vesper.stress.compiler.generate.ProgramGenerator;
import vesper.stress.compiler.generate.Source;

/** What a finding doesn't need goes, and what it needs stays. */
class ShrinkerTest {
    private static final Source NEEDED = Source.line("needed");

    private static Program program(Source source) {
        return new Program(1, 2, 1, source);
    }

    @Test
    void onlyWhatIsNeededStaysHoweverDeepItLies() throws Exception {
        Source source = new Source.Group(List.of(
                Source.lines("a", "b"),
                Source.nest(
                        "class", Source.line("c"), Source.nest("method", Source.lines("d"), NEEDED), Source.line("e")),
                Source.nest("class", Source.line("f"))));
        Program small =
                new Shrinker(program -> program.source().text().contains("needed"), 1000).shrink(program(source));
        assertEquals(
                "class {\n    method {\n        needed\n    }\n}\n",
                small.source().text());
    }

    @Test
    void twoPlacesThatAreNeededTogetherBothStay() throws Exception {
        Source other = Source.line("other");
        Source source = new Source.Group(List.of(Source.nest("x", NEEDED), Source.line("a"), Source.nest("y", other)));
        Program small = new Shrinker(
                        program -> program.source().text().contains("needed")
                                && program.source().text().contains("other"),
                        1000)
                .shrink(program(source));
        assertEquals("x {\n    needed\n}\ny {\n    other\n}\n", small.source().text());
    }

    @Test
    void itEndsAfterTheTrialsItWasGiven() throws Exception {
        AtomicInteger trials = new AtomicInteger();
        new Shrinker(program -> trials.incrementAndGet() < 0, 20).shrink(new ProgramGenerator(1).generate(1));
        assertEquals(20, trials.get());
    }

    @Test
    void aRealProgramBecomesSmallByWhatJavacTakes() throws Exception {
        Program whole = new ProgramGenerator(1).generate(1);
        Program small = new Shrinker(
                        program -> isJava(program)
                                && program.source().text().contains("static void part0()")
                                && program.source().text().contains("Harness.point("),
                        400)
                .shrink(whole);
        assertTrue(isJava(small));
        int before = whole.source().text().length();
        assertTrue(small.source().text().length() * 2 < before, small.source().text());
    }

    private static boolean isJava(Program program) {
        try {
            Javac.compile(new Parts(List.of(program)).sources());
            return true;
        } catch (Javac.Refused e) {
            return false;
        }
    }
}
