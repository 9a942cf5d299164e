package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class FirstGuestTest {
    /** Instructions, translated, MIPS, traps, interrupts, hits. */
    private static final String HART_0_HITS_THE_TLB = "hart-0 +\\d+ +\\d+ +[\\d.]+ +\\d+ +\\d+ +[1-9]\\d* .*";

    @ParameterizedTest
    @CsvSource({
        "1, jvm",
        "2, jvm",
        "4, jvm",
        "8, jvm",
        "32, jvm",
        "4, interp",
        "1, 'jvm,thread=single'",
        "4, 'jvm,thread=single'",
        "32, 'interp,thread=single'"
    })
    void everyHartAnswersAndTheTokenGoesAround(int harts, String accel) {
        CommandRun run = CommandRun.of("-first-guest", "-smp", Integer.toString(harts), "-m", "4", "-accel", accel);
        assertEquals("", run.err());
        assertEquals(0, run.status());
        List<String> lines = run.out().lines().toList();
        assertEquals("Hello from hart 0 of " + harts + ".", lines.getFirst());
        assertEquals(
                IntStream.range(1, harts)
                        .mapToObj(hart -> "hart " + hart + " is awake")
                        .sorted()
                        .toList(),
                lines.subList(1, harts).stream().sorted().toList());
        assertTrue(
                lines.get(harts).matches("10000 interrupts went around " + harts + " harts, \\d+ ns a hop\\."),
                lines.get(harts));
        assertEquals(harts + 1, lines.size());
    }

    @Test
    void statsHaveALineForEachHart() {
        CommandRun run = CommandRun.of("-first-guest", "-smp", "3", "--stats");
        assertEquals(0, run.status());
        for (int hart = 0; hart < 3; hart++) {
            assertTrue(run.err().contains("hart-" + hart), run.err());
        }
        assertTrue(run.err().lines().anyMatch(line -> line.matches(HART_0_HITS_THE_TLB)), run.err());
    }
}
