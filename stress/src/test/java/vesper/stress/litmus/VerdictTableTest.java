package vesper.stress.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.stress.litmus.model.Model;
import vesper.stress.litmus.model.ZalasrReading;
import vesper.stress.litmus.test.LitmusParser;
import vesper.stress.litmus.test.LitmusSyntaxException;

/** Where judgements and a table differ. */
class VerdictTableTest {
    private static final String ALL_FOUR = "0:x7=0; 1:x7=0;|0:x7=0; 1:x7=1;|0:x7=1; 1:x7=0;|0:x7=1; 1:x7=1;";
    private static final String HEAD = "# path\tthreads\trvwmo\ttso\tsc\tallowed_states(| separated)\n";
    private static final String ROW = "a/SB.litmus\t2\tSometimes\tSometimes\tNever\t" + ALL_FOUR + "\n";

    @TempDir
    Path home = Path.of("");

    private VerdictTable table(String text) throws IOException, BadInputException {
        return VerdictTable.read(Files.writeString(home.resolve("table.tsv"), text));
    }

    private static List<String> compare(VerdictTable table, String path, String text, ZalasrReading reading)
            throws LitmusSyntaxException {
        TestFile file = new TestFile(path, Path.of(path));
        List<String> lines = new ArrayList<>();
        for (Model model : Model.values()) {
            Judged judged = Judged.of(file, LitmusParser.parse(path, text), model, reading);
            lines.addAll(table.disagreements(judged, reading));
        }
        return lines;
    }

    private static List<String> compare(VerdictTable table) throws LitmusSyntaxException {
        return compare(table, "a/SB.litmus", Texts.STORE_BUFFERING, ZalasrReading.RCSC);
    }

    @Test
    void tableThatSaysTheSameAgrees() throws Exception {
        assertEquals(List.of(), compare(table(HEAD + ROW)));
    }

    @Test
    void eachVerdictIsCompared() throws Exception {
        assertEquals(
                List.of(
                        "a/SB.litmus rvwmo: Sometimes, in the table Never",
                        "a/SB.litmus tso: Sometimes, in the table Always",
                        "a/SB.litmus sc: Never, in the table Sometimes"),
                compare(table(HEAD + ROW.replace("Sometimes\tSometimes\tNever", "Never\tAlways\tSometimes"))));
    }

    @Test
    void statesAreComparedBothWays() throws Exception {
        assertEquals(
                List.of(
                        "a/SB.litmus rvwmo: allows 0:x7=1; 1:x7=1; not in the table",
                        "a/SB.litmus rvwmo: does not allow 0:x7=2; 1:x7=1; of the table"),
                compare(table(HEAD + ROW.replace("0:x7=1; 1:x7=1;", "0:x7=2; 1:x7=1;"))));
    }

    @Test
    void dashesAndColumnsThatAreNotThereSayNothing() throws Exception {
        assertEquals(List.of(), compare(table(HEAD + "a/SB.litmus\t2\t-\t-\t-\t-\n")));
        assertEquals(List.of(), compare(table("sc\tpath\nNever\ta/SB.litmus\n")));
    }

    @Test
    void testIsFoundByTheEndOfItsPath() throws Exception {
        VerdictTable table = table(HEAD + ROW.replace("Never", "Always"));
        for (String path : List.of("a/SB.litmus", "SB.litmus", "/some/where/a/SB.litmus")) {
            List<String> lines = compare(table, path, Texts.STORE_BUFFERING, ZalasrReading.RCSC);
            assertEquals(List.of(path + " sc: Never, in the table Always"), lines);
        }
        assertFalse(table.has(new TestFile("b/MP.litmus", Path.of("b"))));
    }

    @Test
    void pathThatTwoTestsEndInMeansNeither() throws Exception {
        VerdictTable table = table(HEAD + ROW + ROW.replace("a/SB", "b/SB"));
        assertFalse(table.has(new TestFile("SB.litmus", Path.of("SB.litmus"))));
        assertTrue(table.has(new TestFile("b/SB.litmus", Path.of("b/SB.litmus"))));
    }

    @Test
    void tableWithTwoReadingsOfZalasrIsReadByTheOneAskedFor() throws Exception {
        VerdictTable table = table(
                "path\trvwmo\trvwmo_zalasr_rcsc\tallowed_states\n" + "SB.litmus\tSometimes\tNever\t" + ALL_FOUR + "\n");
        for (ZalasrReading reading : ZalasrReading.values()) {
            assertEquals(List.of(), compare(table, "SB.litmus", Texts.STORE_BUFFERING_ZALASR, reading));
        }
        VerdictTable one = table("path\trvwmo\tallowed_states\nSB.litmus\tSometimes\t" + ALL_FOUR + "\n");
        assertEquals(
                List.of(
                        "SB.litmus rvwmo: Never, in the table Sometimes",
                        "SB.litmus rvwmo: does not allow 0:x7=0; 1:x7=0; of the table"),
                compare(one, "SB.litmus", Texts.STORE_BUFFERING_ZALASR, ZalasrReading.RCSC));
    }

    @Test
    void testThatCannotBeJudgedDisagrees() throws Exception {
        List<String> lines = compare(table(HEAD + ROW), "a/SB.litmus", Texts.UNSUPPORTED, ZalasrReading.RCSC);
        assertEquals("a/SB.litmus rvwmo: unsupported, unknown instruction flw", lines.getFirst());
    }

    @Test
    void whatIsNoTableIsRefused() {
        assertThrows(BadInputException.class, () -> table("RISCV SB\n"));
        assertThrows(BadInputException.class, () -> table(""));
        assertThrows(BadInputException.class, () -> table("rvwmo\tpath\nNever\n"));
        assertThrows(BadInputException.class, () -> VerdictTable.read(home.resolve("missing")));
    }
}
