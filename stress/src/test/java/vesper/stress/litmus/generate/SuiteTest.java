package vesper.stress.litmus.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vesper.isa.Instruction;
import vesper.stress.litmus.test.LitmusParser;
import vesper.stress.litmus.test.LitmusSyntaxException;
import vesper.stress.litmus.test.LitmusTest;
import vesper.stress.litmus.test.Step;

class SuiteTest {
    private static final List<GeneratedTest> ALL = Suite.all().toList();

    @Test
    void thereAreMoreThanFifteenHundredTests() {
        assertTrue(ALL.size() >= 1500, () -> ALL.size() + " tests");
    }

    @Test
    void theSuiteIsAlwaysTheSame() {
        assertEquals(ALL, Suite.all().toList());
    }

    @Test
    void noTwoTestsHaveOneName() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ALL.forEach(test -> assertTrue(names.add(test.name()), test::name));
    }

    @Test
    void noTwoTestsHaveOneText() {
        Set<String> texts = new HashSet<>();
        ALL.forEach(test -> assertTrue(
                texts.add(test.text().substring(test.text().indexOf('\n'))), () -> test.name() + "\n" + test.text()));
    }

    @Test
    void everyTestIsReadAndAssembled() throws LitmusSyntaxException {
        for (GeneratedTest generated : ALL) {
            LitmusTest test = LitmusParser.parse(generated.name(), generated.text());
            assertEquals(generated.name(), test.name());
            assertEquals(Optional.empty(), test.unsupported(), test::name);
            assertTrue(test.threads().size() >= 2 && test.threads().size() <= 4, test::name);
            steps(test).filter(step -> step.target().isEmpty()).forEach(step -> assertEncoded(step, test));
        }
    }

    private static Stream<Step> steps(LitmusTest test) {
        return test.threads().stream().flatMap(thread -> thread.steps().stream());
    }

    private static void assertEncoded(Step step, LitmusTest test) {
        int word = step.word();
        if (!step.isZalasr()) {
            assertEquals(step.row(), Instruction.decode(word), test::name);
        }
    }

    @Test
    void aTestSaysWhichCycleItIsMadeFrom() throws LitmusSyntaxException {
        for (GeneratedTest generated : ALL) {
            LitmusTest test = LitmusParser.parse(generated.name(), generated.text());
            assertEquals(generated, Cycle.parse(test.doc()).test());
        }
    }
}
