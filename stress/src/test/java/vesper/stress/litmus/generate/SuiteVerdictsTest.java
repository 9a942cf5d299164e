package vesper.stress.litmus.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The checker still says of every test what it said when the table was frozen. With
 * {@code -Dvesper.litmus.freeze=FILE} what it says now is written to a file instead.
 */
class SuiteVerdictsTest {
    private static final int PATH = 0;
    private static final int RVWMO = 2;
    private static final int TSO = 3;
    private static final int SC = 4;

    private static List<String> judged() throws Exception {
        List<String> rows = new ArrayList<>(List.of(SuiteVerdicts.COLUMNS));
        for (GeneratedTest test : Suite.all().toList()) {
            rows.add(SuiteVerdicts.row(test));
        }
        return rows;
    }

    private static List<List<String>> frozenRows() {
        return SuiteVerdicts.frozen().stream()
                .skip(1)
                .map(row -> Arrays.asList(row.split("\t", -1)))
                .toList();
    }

    @Test
    void theCheckerSaysWhatTheFrozenTableSays() throws Exception {
        List<String> judged = judged();
        String file = System.getProperty("vesper.litmus.freeze", "");
        if (file.isEmpty()) {
            assertEquals(List.of(), without(SuiteVerdicts.frozen(), judged), "in the table only");
            assertEquals(List.of(), without(judged, SuiteVerdicts.frozen()), "not in the table");
        } else {
            write(Path.of(file), judged);
        }
    }

    private static void write(Path file, List<String> rows) throws IOException {
        Files.writeString(file, String.join("\n", rows) + "\n");
    }

    private static List<String> without(List<String> some, Collection<String> others) {
        Set<String> known = new HashSet<>(others);
        return some.stream().filter(row -> !known.contains(row)).toList();
    }

    @Test
    void theTableHasEveryTestOnce() {
        List<String> paths = frozenRows().stream().map(row -> row.get(PATH)).toList();

        assertEquals(Suite.all().map(test -> test.name() + ".litmus").toList(), paths);
    }

    @Test
    void sequentialConsistencyForbidsEveryCycle() {
        assertEquals(Set.of("Never"), verdicts(SC));
    }

    @Test
    void theSuiteHasWhatEachModelAllowsAndForbids() {
        assertEquals(Set.of("Never", "Sometimes"), verdicts(RVWMO));
        assertEquals(Set.of("Never", "Sometimes"), verdicts(TSO));
        assertTrue(frozenRows().stream()
                .anyMatch(row ->
                        row.get(RVWMO).equals("Sometimes") && row.get(TSO).equals("Never")));
    }

    private static Set<String> verdicts(int column) {
        Set<String> verdicts = new TreeSet<>();
        frozenRows().forEach(row -> verdicts.add(row.get(column)));
        return verdicts;
    }
}
