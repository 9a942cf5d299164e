package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ProgressTest {
    private static final Progress.Pace AT_ONCE = new Progress.Pace(0, 1);
    private static final Progress.Pace NEVER = new Progress.Pace(1_000_000, 1);

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private StatusLine line(boolean terminal) {
        return new StatusLine(new PrintStream(screen, true, StandardCharsets.UTF_8), terminal);
    }

    private String screen() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private void await(String text) throws InterruptedException {
        while (!screen().contains(text)) {
            Thread.sleep(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0    | 100  | 3      | ''           | 0/100 cases, 3 s
            25   | 100  | 30     | ''           | 25/100 cases, 30 s, about 90 s left
            1    | 100  | 10     | 2 mismatches | 1/100 cases, 10 s, about 17 min left, 2 mismatches
            10   | 1000 | 3600   | ''           | 10/1000 cases, 60 min, about 99.0 h left
            100  | 100  | 5      | ''           | 100/100 cases, 5 s
            """)
    void theLineHasAnEstimate(long done, long total, double seconds, String details, String line) {
        assertEquals(line, Progress.line("cases", done, total, seconds, details));
    }

    @Test
    void onATerminalTheLineIsRewrittenAndClearedInTheEnd() throws InterruptedException {
        try (Progress progress = new Progress("cases", 7, line(true), AT_ONCE)) {
            await("\r0/7 cases, 0 s\u001b[K");
            progress.at(3, "none bad");
            await("\r3/7 cases");
            await(", none bad\u001b[K");
        }
        assertTrue(screen().endsWith("\u001b[K\r\u001b[K"), screen());
        assertEquals(-1, screen().indexOf('\n'));
    }

    @Test
    void elsewhereThereIsALineNowAndThen() throws InterruptedException {
        try (Progress progress = new Progress("cases", 7, line(false), AT_ONCE)) {
            progress.at(3);
            await("3/7 cases");
            await("\n");
        }
        assertEquals(-1, screen().indexOf('\r'));
    }

    @Test
    void whatIsShortSaysNothing() {
        try (Progress progress = new Progress("cases", 7, line(true), NEVER)) {
            progress.at(7);
        }
        assertEquals("", screen());
    }

    @Test
    void whatIsPrintedTakesTheLinesPlace() throws InterruptedException {
        StatusLine line = line(true);
        PrintStream out = line.before(new PrintStream(screen, true, StandardCharsets.UTF_8));
        line.show("half");
        out.println("found");
        line.show("more");
        line.clear();
        out.println("end");
        assertEquals("\rhalf\u001b[K\r\u001b[Kfound\n\rmore\u001b[K\r\u001b[Kend\n", screen());
    }
}
