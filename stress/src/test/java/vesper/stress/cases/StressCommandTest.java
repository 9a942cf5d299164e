package vesper.stress.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.boot.Command;

class StressCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return new Stress(print(out), print(err)).run(args);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private void assertRefused(String line, String... args) {
        assertEquals(2, run(args));
        assertEquals(
                "vesper: stress: " + line, err.toString(StandardCharsets.UTF_8).strip());
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theCommandIsFound() {
        assertTrue(ServiceLoader.load(Command.class).stream().anyMatch(each -> each.type() == Stress.class));
    }

    @Test
    void allCasesAreListed() {
        assertEquals(0, run("--list"));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(Case.all().size(), lines.size());
    }

    @Test
    void whatIsNoRegularExpressionIsRefused() {
        assertRefused("--only: no regular expression: Unclosed group in '('", "--only", "(");
    }

    @Test
    void aPatternThatNoCaseHasIsRefused() {
        assertRefused("--only: no case has 'Nothing' in its name; see --list", "--only", "Nothing");
    }

    @Test
    void anUnknownWordIsRefused() {
        assertRefused("Unknown option: '--fast'; did you mean --list?", "--fast");
    }

    @Test
    void aReportThatCannotBeMadeIsRefused(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Path report = file.resolve("report");
        assertRefused("--html: can't make the directory " + report, "--html", report.toString());
    }
}
