package vesper.aot.check;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page on the compiler lists every rule, with its cause and its remedy. */
class RuleDocumentTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "compiler.md");

    @ParameterizedTest
    @EnumSource(Rule.class)
    void everyRuleStandsInThePage(Rule rule) throws Exception {
        String cause = rule.cause().replace("%s", "...");
        String row = "| `%s` | %s | %s |".formatted(rule.name(), cause, rule.remedy());
        assertTrue(Files.readString(PAGE).contains(row), "not in " + PAGE + ": " + row);
    }
}
