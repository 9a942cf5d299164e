package vesper.stress.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.boot.OutputFile;
import vesper.boot.UsageError;
import vesper.stress.litmus.model.ZalasrReading;
import vesper.stress.litmus.run.Histogram;
import vesper.stress.litmus.test.FinalState;

/** What was seen is held against what may be seen, and told in litmus7's form. */
class TrialTest {
    @TempDir
    Path home = Path.of("");

    private Trial trial(String text) throws IOException {
        Path file = Files.writeString(home.resolve("SB.litmus"), text);
        return Trial.of(new TestFile("SB.litmus", file), ZalasrReading.RCSC);
    }

    private static Histogram histogram(Map<String, Long> counts) {
        TreeMap<FinalState, Long> states = new TreeMap<>();
        counts.forEach((state, count) -> states.put(FinalState.parse(state), count));
        return new Histogram(states);
    }

    @Test
    void allowedStatesAreOkAndToldInLitmus7sForm() throws IOException {
        Histogram seen = histogram(Map.of("0:x7=0; 1:x7=0;", 12L, "0:x7=0; 1:x7=1;", 9988L));
        Trial trial = trial(Texts.STORE_BUFFERING).seen(seen, 0.051);
        assertEquals(Trial.Kind.OK, trial.kind());
        assertEquals("""
                Test SB Allowed
                Histogram (2 states)
                12    *>0:x7=0; 1:x7=0;
                9988  :>0:x7=0; 1:x7=1;
                Ok
                Witnesses
                Positive: 12, Negative: 9988
                Condition exists (0:x7=0 /\\ 1:x7=0) is validated
                Observation SB Sometimes 12 9988
                Time SB 0.05
                """, String.join("\n", trial.report()));
        assertEquals(
                "{\"path\":\"SB.litmus\",\"name\":\"SB\",\"harts\":2,\"iterations\":10000,"
                        + "\"states\":{\"0:x7=0; 1:x7=0;\":12,\"0:x7=0; 1:x7=1;\":9988},"
                        + "\"allowed\":[\"0:x7=0; 1:x7=0;\",\"0:x7=0; 1:x7=1;\",\"0:x7=1; 1:x7=0;\",\"0:x7=1; 1:x7=1;\"],"
                        + "\"result\":\"ok\",\"why\":\"\"}",
                trial.json().toString());
    }

    @Test
    void stateThatIsNotAllowedIsForbiddenAndNamed() throws IOException {
        Histogram seen = histogram(Map.of("0:x7=0; 1:x7=0;", 3L, "0:x7=1; 1:x7=1;", 7L));
        Trial trial = trial(Texts.STORE_BUFFERING_FENCED).seen(seen, 0);
        assertEquals(Trial.Kind.FORBIDDEN, trial.kind());
        assertEquals("0:x7=0; 1:x7=0; seen 3 times", trial.why());
        assertTrue(trial.report().contains("Forbidden 0:x7=0; 1:x7=0; seen 3 times"));
    }

    @Test
    void weakIsWhatNoInterleavingGives() throws IOException {
        Trial trial = trial(Texts.STORE_BUFFERING);
        assertFalse(trial.isWeak(), "nothing seen yet");
        assertFalse(trial.seen(histogram(Map.of("0:x7=1; 1:x7=0;", 1L)), 0).isWeak());
        assertTrue(trial.seen(histogram(Map.of("0:x7=0; 1:x7=0;", 1L)), 0).isWeak());
    }

    @Test
    void unknownInstructionIsUnsupportedByName() throws IOException {
        Trial trial = trial(Texts.UNSUPPORTED);
        assertEquals(Trial.Kind.UNSUPPORTED, trial.kind());
        assertEquals(List.of("Test SB unsupported: unknown instruction flw", ""), trial.report());
    }

    @Test
    void brokenFileIsAnErrorWithItsLine() throws IOException {
        Trial trial = trial(Texts.BROKEN);
        assertEquals(Trial.Kind.ERROR, trial.kind());
        assertTrue(trial.why().endsWith("SB.litmus:3: expected 'P1', found 'P2'"), trial.why());
    }

    @Test
    void sumsCountEachKind() throws IOException {
        Sums sums = new Sums();
        sums.add(trial(Texts.STORE_BUFFERING).seen(histogram(Map.of("0:x7=0; 1:x7=0;", 5L)), 0));
        sums.add(trial(Texts.UNSUPPORTED));
        sums.add(trial(Texts.BROKEN));
        assertEquals(
                "     3       1          0            1      1          1            5      2.5",
                sums.table(2.5).getLast());
    }

    @Test
    void pageHasTheStatesAndNoBareAngles() throws IOException, UsageError {
        Path file = home.resolve("page.html");
        HtmlPage page = HtmlPage.to(new OutputFile(file, System.out));
        String renamed = Texts.STORE_BUFFERING_FENCED.replace("SB+fences", "SB<script>");
        page.add(trial(renamed).seen(histogram(Map.of("0:x7=0; 1:x7=0;", 3L)), 0));
        page.finish(new Sums(), 1);
        String html = Files.readString(file);
        assertTrue(html.contains("<tr class=\"forbidden\"><td>0:x7=0; 1:x7=0;<td class=\"n\">3</tr>"), html);
        assertTrue(html.contains("<tr class=\"unseen\"><td>0:x7=1; 1:x7=1;<td class=\"n\">0</tr>"), html);
        assertTrue(html.contains("RISCV SB&lt;script&gt;"), html);
        assertFalse(html.contains("<script"), html);
    }
}
