package vesper.stress.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vesper.stress.compiler.generate.Program;
import vesper.stress.compiler.generate.ProgramGenerator;

/** Random programs are Java, do the same each time, and use all that kernel Java has. */
class ProgramGeneratorTest {
    private static final long SEED = 3;
    private static final int COUNT = 60;

    private static List<Program> programs = List.of();
    private static Parts parts = new Parts(List.of());
    private static ClassFiles files = new ClassFiles(java.util.Map.of());
    private static String text = "";

    @BeforeAll
    static void generate() throws Exception {
        ProgramGenerator generator = new ProgramGenerator(SEED);
        programs = LongStream.range(0, COUNT).mapToObj(generator::generate).toList();
        parts = new Parts(programs);
        files = Javac.compile(parts.sources());
        text = programs.stream().map(program -> program.source().text()).collect(Collectors.joining());
    }

    @Test
    void aProgramFollowsFromItsSeedAndNumberAlone() {
        ProgramGenerator again = new ProgramGenerator(SEED);
        assertEquals(programs.get(7), again.generate(7));
        assertNotEquals(
                programs.get(7).source().text(),
                new ProgramGenerator(SEED + 1).generate(7).source().text());
    }

    @Test
    void eachPartDoesTheSameWheneverItRuns() {
        assertEquals(Jvm.run(files, parts.count()), Jvm.run(files, parts.count()));
    }

    @Test
    void mostPartsEndAndTheOthersFailAtALineOfTheirs() {
        List<Outcome> outcomes = Jvm.run(files, parts.count());
        long ended = outcomes.stream()
                .filter(each -> each.end().equals(Outcome.ENDED))
                .count();
        assertTrue(ended * 10 > 5L * outcomes.size(), ended + " of " + outcomes.size());
        outcomes.stream()
                .map(Outcome::end)
                .filter(end -> !end.equals(Outcome.ENDED))
                .forEach(end -> assertTrue(end.matches("P\\d+\\.java:\\d+: [\\w: ]+"), end));
    }

    @Test
    void failuresOfAllKindsComeUp() throws Exception {
        ProgramGenerator generator = new ProgramGenerator(SEED + 1);
        Set<String> kinds = new TreeSet<>();
        for (int from = 0; from < 400 && kinds.size() < 6; from += 100) {
            Parts more = new Parts(LongStream.range(from, from + 100)
                    .mapToObj(generator::generate)
                    .toList());
            Jvm.run(Javac.compile(more.sources()), more.count()).stream()
                    .map(outcome -> outcome.end().replaceAll(".*java:\\d+: |: told.*", ""))
                    .map(end -> end.endsWith("Exception") ? "thrown" : end)
                    .forEach(kinds::add);
        }
        kinds.remove(Outcome.ENDED);
        assertEquals(
                Set.of(
                        "array store",
                        "class cast",
                        "division by zero",
                        "index out of bounds",
                        "null pointer",
                        "thrown"),
                kinds);
    }

    @Test
    void programsUseAllThatKernelJavaHas() {
        for (String feature : List.of(
                "instanceof",
                "switch (",
                "default:",
                "continue",
                "break",
                " do {",
                "while (",
                "super.",
                "Math.",
                "divideUnsigned",
                "compareUnsigned",
                "rotateLeft",
                "toUnsigned",
                ">>>=",
                "<<=",
                "charAt",
                ".ordinal()",
                "@Word",
                "implements I0",
                "abstract",
                "(byte)",
                "(char)",
                "Mem.amo",
                "Acquire",
                "compareAndSwap",
                "storeRelease",
                "View.of",
                "Csr.swap",
                "GRID[",
                "throw new",
                "multiplyHigh")) {
            assertTrue(text.contains(feature), feature);
        }
    }
}
