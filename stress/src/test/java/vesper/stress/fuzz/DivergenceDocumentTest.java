package vesper.stress.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page on the fuzzer lists every divergence, with its section of the manual and its reason. */
class DivergenceDocumentTest {
    private static final Path PAGE = Path.of("..", "docs", "isa-fuzzing.md");

    @ParameterizedTest
    @EnumSource(Divergence.class)
    void everyDivergenceStandsInThePage(Divergence divergence) throws Exception {
        String row = "| `%s` | %s | %s |".formatted(divergence.name(), divergence.section(), divergence.reason());
        assertTrue(Files.readString(PAGE).contains(row), "not in " + PAGE + ": " + row);
    }
}
