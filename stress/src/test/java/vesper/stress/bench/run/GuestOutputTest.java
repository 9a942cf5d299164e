package vesper.stress.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a guest prints becomes a run. */
class GuestOutputTest {
    private double now;
    private final GuestOutput output = new GuestOutput(() -> now, () -> now / 2);

    private void take(double when, String line) throws RunFailure {
        now = when;
        output.take(line);
    }

    @Test
    void eachLineHasItsTimeAndTheRestIsTakenOff() throws RunFailure {
        take(0.5, "bench sieve m 1");
        take(1, "lap 0000000000000010 ffffffffffffffff 0000000000000003");
        take(3, "lap 0000000000000020 0000000000000001 0000000000000004");
        take(3, "end");
        now = 4;
        assertEquals(
                new GuestRun(0.5, List.of(new Lap(16, -1, 3, 1, 0.5), new Lap(32, 1, 4, 3, 1.5)), 3.95),
                output.finish(0));
    }

    @Test
    void aRunWithoutItsEndFailsWithWhatTheMachineSaid() throws RunFailure {
        take(1, "qemu: no such machine");
        take(1, "see the manual");
        RunFailure failure = assertThrows(RunFailure.class, () -> output.finish(1));
        assertEquals("ended with status 1 after 0 laps, saying \"qemu: no such machine\"", failure.getMessage());
    }

    @Test
    void linesThatAreNoLapsAreRefused() {
        assertEquals(
                "expected ticks, checksum and instructions of a lap, not '1 2'",
                assertThrows(RunFailure.class, () -> output.take("lap 1 2")).getMessage());
        assertEquals(
                "not a lap's numbers: '1 2 x'",
                assertThrows(RunFailure.class, () -> output.take("lap 1 2 x")).getMessage());
    }
}
