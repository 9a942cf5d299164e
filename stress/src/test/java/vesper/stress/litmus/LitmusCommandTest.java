package vesper.stress.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code vesper litmus}, from its arguments to its output and exit status. */
class LitmusCommandTest {
    private static final Pattern SOME_ITERATIONS = Pattern.compile("[1-9]\\d*/2000000000000 iterations");

    @TempDir
    Path home = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void layOutTests() throws IOException {
        write("tests/SB.litmus", Texts.STORE_BUFFERING);
        write("tests/fenced/SB+fences.litmus", Texts.STORE_BUFFERING_FENCED);
        write("zalasr.litmus", Texts.STORE_BUFFERING_ZALASR);
        write("broken.litmus", Texts.BROKEN);
        write("unsupported.litmus", Texts.UNSUPPORTED);
        Files.createDirectories(home.resolve("empty"));
    }

    private Path write(String name, String text) throws IOException {
        Path path = home.resolve(name);
        Files.createDirectories(path.resolveSibling(""));
        return Files.writeString(path, text);
    }

    /** Runs the command, with {@code HOME} for the folder of the tests in its arguments and its output. */
    private int litmus(String... arguments) {
        String[] args = new String[arguments.length];
        for (int i = 0; i < args.length; i++) {
            args[i] = arguments[i].replace("HOME", home.toString());
        }
        return new Litmus(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace(home.toString(), "HOME");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8)
                .replace(home.toString(), "HOME")
                .strip();
    }

    @Test
    void modelsPrintTheStatesInHerdsForm() {
        assertEquals(0, litmus("--model", "rvwmo,sc", "HOME/tests/SB.litmus"));
        String text = out().replaceAll("Time SB .*", "Time SB");
        assertTrue(text.startsWith("""
                        Model rvwmo
                        Test SB Allowed
                        States 4
                        0:x7=0; 1:x7=0;
                        0:x7=0; 1:x7=1;
                        0:x7=1; 1:x7=0;
                        0:x7=1; 1:x7=1;
                        Ok
                        Witnesses
                        Positive: 1 Negative: 3
                        Condition exists (0:x7=0 /\\ 1:x7=0)
                        Observation SB Sometimes 1 3
                        Time SB

                        Model sc
                        Test SB Allowed
                        States 3
                        """), text);
        assertTrue(text.contains("Observation SB Never 0 3\n"), text);
    }

    @Test
    void judgementsAreWrittenAsJsonByPathRelativeToTheFolder() throws IOException {
        assertEquals(0, litmus("-q", "--model", "tso", "--json", "HOME/out.json", "HOME/tests"));
        List<String> lines = Files.readAllLines(home.resolve("out.json"));
        String states = "\"0:x7=0; 1:x7=1;\",\"0:x7=1; 1:x7=0;\",\"0:x7=1; 1:x7=1;\"]}";
        assertEquals(
                List.of(
                        "{\"path\":\"SB.litmus\",\"model\":\"tso\",\"verdict\":\"Sometimes\","
                                + "\"states\":[\"0:x7=0; 1:x7=0;\"," + states,
                        "{\"path\":\"fenced/SB+fences.litmus\",\"model\":\"tso\",\"verdict\":\"Never\",\"states\":["
                                + states),
                lines);
    }

    @Test
    void readingOfZalasrIsRcscUnlessTold() {
        assertEquals(0, litmus("--model", "rvwmo", "HOME/zalasr.litmus"));
        assertTrue(out().contains("Observation SB+rl-aq Never 0 3"), out());
        assertEquals(0, litmus("--model", "rvwmo", "--zalasr", "rcpc", "HOME/zalasr.litmus"));
        assertTrue(out().contains("Observation SB+rl-aq Sometimes 1 3"), out());
    }

    @Test
    void tableIsCompared() throws IOException {
        write("good.tsv", "path\trvwmo\ttso\tsc\nSB.litmus\tSometimes\tSometimes\tNever\n");
        assertEquals(0, litmus("--verdicts", "HOME/good.tsv", "HOME/tests"));
        assertTrue(out().endsWith("1 of the table's 1 tests compared: 1 agree, 0 do not\n"), out());
        write("bad.tsv", "path\trvwmo\ttso\tsc\nSB.litmus\tSometimes\tSometimes\tAlways\n");
        assertEquals(1, litmus("--verdicts", "HOME/bad.tsv", "HOME/tests"));
        assertTrue(out().contains("SB.litmus sc: Never, in the table Always\n"), out());
    }

    @Test
    void forbiddenStateIsExplainedWithItsGraph() throws IOException {
        assertEquals(
                0,
                litmus(
                        "--explain",
                        "0:x7=0; 1:x7=0",
                        "--dot",
                        "HOME/g.dot",
                        "--svg",
                        "HOME/g.svg",
                        "HOME/tests/fenced/SB+fences.litmus"));
        assertTrue(out().contains("fence rw,rw"), out());
        assertTrue(Files.readString(home.resolve("g.dot")).contains("digraph"));
        assertTrue(Files.readString(home.resolve("g.svg")).contains("<svg"));
    }

    @Test
    void machineRunsTestsAndReportsThem() throws IOException {
        assertEquals(
                0,
                litmus("-n", "500", "--json", "HOME/out.json", "--html", "HOME/page.html", "-smp", "3", "HOME/tests"));
        assertTrue(out().contains("Test SB Allowed\nHistogram ("), out());
        assertTrue(out().contains("Observation SB+fences Never 0 500\n"), out());
        List<String> lines = Files.readAllLines(home.resolve("out.json"));
        assertEquals(2, lines.size());
        assertTrue(
                lines.getFirst().startsWith("{\"path\":\"SB.litmus\",\"name\":\"SB\",\"harts\":2,\"iterations\":500,"));
        assertTrue(lines.getLast().endsWith("\"result\":\"ok\",\"why\":\"\"}"), lines.getLast());
        assertTrue(Files.readString(home.resolve("page.html")).endsWith("</body></html>\n"));
    }

    @Test
    void jsonOnStandardOutputStandsAlone() throws IOException {
        assertEquals(0, litmus("-n", "500", "--json", "-", "HOME/tests/SB.litmus"));
        List<String> lines = out().lines().toList();
        assertEquals(1, lines.size(), out());
        assertTrue(lines.getFirst().startsWith("{\"path\":\"HOME/tests/SB.litmus\",\"name\":\"SB\","), out());
        assertTrue(err().contains("Observation SB "), err());
        assertTrue(Files.notExists(Path.of("-")));
    }

    @Test
    void onlyOneFileIsStandardOutput() {
        assertEquals(2, litmus("-n", "1", "--json", "-", "--html", "-", "HOME/tests"));
        assertEquals("vesper: litmus: -: only one file can be standard output", err());
    }

    @Test
    void whatWasSeenUntilAnInterruptionIsReported() throws IOException, InterruptedException {
        int[] status = {0};
        String[] words = "-n 1000000000000 --json HOME/out.json --html HOME/page.html HOME/tests".split(" ");
        Thread command = Thread.ofPlatform().start(() -> status[0] = litmus(words));
        while (!SOME_ITERATIONS.matcher(err()).find()) {
            Thread.sleep(10);
        }
        command.interrupt();
        command.join();
        assertEquals(130, status[0]);
        assertTrue(out().contains("Observation SB "), out());
        assertTrue(out().contains(" tests      ok"), out());
        assertTrue(Files.readString(home.resolve("out.json")).contains("\"result\":\"ok\""));
        assertTrue(Files.readString(home.resolve("page.html")).endsWith("</body></html>\n"));
    }

    @Test
    void unsupportedTestsAreCountedAndBrokenOnesFail() {
        assertEquals(0, litmus("-n", "10", "HOME/unsupported.litmus"));
        assertTrue(out().contains("Test SB unsupported: unknown instruction flw\n"), out());
        assertEquals(0, litmus("-n", "10", "-smp", "1", "HOME/tests/SB.litmus"));
        assertTrue(out().contains("Test SB unsupported: needs 2 harts, there are 1\n"), out());
        assertEquals(2, litmus("-n", "10", "HOME/broken.litmus", "HOME/tests"));
        assertTrue(out().contains("HOME/broken.litmus:3: expected 'P1', found 'P2'\n"), out());
        assertEquals(2, litmus("--model", "sc", "HOME/broken.litmus", "HOME/tests"));
        assertEquals("vesper: litmus: HOME/broken.litmus:3: expected 'P1', found 'P2'", err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "                                       ! Missing required parameter: 'FILE|DIR|@INDEX'",
                "HOME/none.litmus                       ! HOME/none.litmus: no such file or folder",
                "HOME/empty                             ! HOME/empty: no .litmus file in it",
                "@HOME/none                             ! @HOME/none: no such file or folder",
                "-n~0~HOME/tests                        ! -n 0: expected at least one iteration",
                "-n~many~HOME/tests                     ! Invalid value for option '-n': 'many' is not a long",
                "-smp~0~HOME/tests                      ! -smp 0: expected 1 to 15 harts",
                "-smp~16~HOME/tests                     ! -smp 16: expected 1 to 15 harts",
                "--shard~0/2~HOME/tests                 ! --shard 0/2: expected I/N with I from 1 to N, such as 1/2 and 2/2",
                "--shard~3/3~HOME/tests                 ! --shard 3/3: none of the 2 tests is left",
                "--model~arm~HOME/tests                 ! --model arm: expected rvwmo, tso or sc",
                "--zalasr~yes~--model~sc~HOME/tests     ! --zalasr yes: expected rcsc or rcpc",
                "--verdicts~HOME/no.tsv~HOME/tests      ! HOME/no.tsv: expected a readable table of verdicts",
                "--json~HOME/no/f~--model~sc~HOME/tests ! HOME/no/f: cannot be written",
                "--html~HOME/f~--model~sc~HOME/tests    ! --html is for tests that are run",
                "--html~HOME/no/f~-n~1~HOME/tests       ! HOME/no/f: cannot be written",
                "--dot~HOME/f~HOME/tests                ! --dot and --svg are for --explain STATE",
                "--explain~x~HOME/tests                 ! --explain: expected one test, found 2",
                "--explain~[x]=1~HOME/tests/SB.litmus   ! --explain '[x]=1': expected a state of this test: 0:x7=..; 1:x7=..;",
                "--frobnicate~HOME/tests                ! Unknown option: '--frobnicate'",
            })
    void badInputIsOneLineAndExitStatusTwo(String arguments, String message) {
        String[] args = arguments == null ? new String[0] : arguments.split("~", -1);
        assertEquals(2, litmus(args));
        assertEquals("vesper: litmus: " + message, err());
        assertEquals("", out());
    }
}
