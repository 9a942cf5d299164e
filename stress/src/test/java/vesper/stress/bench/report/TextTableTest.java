package vesper.stress.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vesper.stress.bench.run.Boot;
import vesper.stress.bench.run.BootResult;
import vesper.stress.bench.run.Result;

/** What people read. */
class TextTableTest {
    private static final Result SIEVE = Samples.result("sieve", 1, List.of(0.1, 0.05), List.of(0.05, 0.05));
    private static final Result QUICKSORT = Samples.result("quicksort", 1, List.of(0.025), List.of(0.05));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void againstAnotherMachineThereAreRatios() {
        TextTable table = new TextTable(out, Measure.all(List.of(1.0)), true);
        table.heading();
        table.add(SIEVE);
        table.add(QUICKSORT);
        table.summary(List.of(SIEVE, QUICKSORT));
        assertEquals("""
                speed of ours / speed of theirs, median (least-most); above 1 ours is faster
                guest              mode       harts  steady CPU           steady wall          1 s CPU   1 s wall  MIPS ours / theirs   us a round, both
                sieve              sv39           1  0.75 (0.50-1.00)     0.75 (0.50-1.00)     0.75      0.75      13 / 20              750.0 / 500.0
                quicksort          sv39           1  2.00 (2.00-2.00)     2.00 (2.00-2.00)     2.00      2.00      40 / 20              250.0 / 500.0

                geometric means of the medians
                all (2)            sv39           1  1.22                 1.22                 1.22      1.22
                integer (2)        sv39           1  1.22                 1.22                 1.22      1.22

                first line after, s: ours 0.50 (0.50-0.50), theirs 0.50 (0.50-0.50)
                """, printed());
    }

    @Test
    void aloneThereAreSeconds() {
        Result two = Samples.result("sieve", 2, List.of(0.1, 0.1), List.of());
        TextTable table = new TextTable(out, Measure.all(List.of(1.0)), false);
        table.heading();
        table.add(two);
        table.summary(List.of(two, Samples.result("sieve", 1, List.of(0.1, 0.1), List.of())));
        assertEquals("""
                seconds of a lap, median (least-most); steady: in the second half of a run
                guest              mode       harts  steady CPU           steady wall          1 s CPU   1 s wall  MIPS                 us a round
                sieve              sv39           2  0.100 (0.100-0.100)  0.100 (0.100-0.100)  0.200     0.200     10                   1000

                work of several harts / work of one in the same time, steady wall; host: of threads of plain Java
                sieve              sv39           2  ours 2.00 (2.00-2.00)  host 1.50 (1.50-1.50)

                first line after, s: ours 0.50 (0.50-0.50)
                """, printed());
    }

    @Test
    void bootsAreTheDifferenceInSeconds() {
        Boot boot = new Boot("console", List.of(), List.of());
        BootTable.print(out, List.of(new BootResult(boot, List.of(0.5, 1.0), List.of(0.25))));
        assertEquals("""

                seconds from the command, median (least-most)
                our kernel on 4 harts, to its last line         ours 0.75 (0.50-1.00)  theirs 0.25 (0.25-0.25)  ours - theirs +0.50
                """, printed());
    }

    @Test
    void thePageHasPicturesAndFigures() {
        HtmlReport report = new HtmlReport(Measure.all(List.of(1.0)), Map.of("command", "vesper bench <x>"));
        String page = report.page(List.of(SIEVE, QUICKSORT), List.of());
        assertEquals(4, page.split("<svg ", -1).length - 1, page);
        assertEquals(4, page.split("</svg>", -1).length - 1, page);
        assertEquals(1, page.split("vesper bench &lt;x&gt;", -1).length - 1, page);
        assertEquals(1, page.split("<tr><td>quicksort<td>sv39<td>1<td>2.00 \\(2.00-2.00\\)", -1).length - 1, page);
        assertTrue(page.endsWith("</body></html>\n"));
    }
}
