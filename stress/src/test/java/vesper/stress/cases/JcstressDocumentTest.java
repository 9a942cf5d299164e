package vesper.stress.cases;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JcstressDocumentTest {
    @Test
    void theTableOfCasesIsThatOfTheCode() throws IOException {
        String table = Case.all().stream().map(JcstressDocumentTest::row).collect(joining());
        String document = Files.readString(Path.of("..", "docs", "jcstress.md"));
        assertTrue(document.contains(table), () -> "docs/jcstress.md should have:\n" + table);
    }

    private static String row(Case each) {
        String name = each.name().substring("vesper.".length());
        String kind = each.kind() == Case.Kind.NEVER ? "never" : each.kind() == Case.Kind.SHOWS ? "shows" : "allowed";
        return "| `%s` | %s | %s |\n".formatted(name, kind, each.outcome());
    }
}
