package vesper.stress.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** One run tells the whole process, shorter ones, and the steady state. */
class GuestRunTest {
    /** Slow at first; ends at 9.5 s. */
    private static final GuestRun RUN = new GuestRun(
            0.25,
            List.of(
                    new Lap(40_000_000, 1, 7, 4.5, 5),
                    new Lap(20_000_000, 2, 7, 6.5, 7.5),
                    new Lap(10_000_000, 3, 7, 7.5, 8.5),
                    new Lap(12_000_000, 4, 7, 9, 10)),
            9.5);

    @Test
    void theSteadyStateIsTheSecondHalf() {
        assertEquals(1.2, RUN.steadyLap(), 1e-12);
        assertEquals(1.1, RUN.steadyLapCpu(), 1e-12); // 2.5 s of 2.5 s busy
    }

    @Test
    void linesThatAreReadLateAndAtOnceDoNotHideTheProcessorTime() {
        GuestRun late = new GuestRun(1, List.of(new Lap(10, 1, 7, 4, 2), new Lap(10_000_000, 1, 7, 4, 2)), 4);
        assertEquals(0.5, late.steadyLapCpu(), 1e-12);
    }

    @Test
    void aShorterRunHasFewerLapsAndTheSameEnd() {
        assertEquals(9.5, RUN.wall(4), 1e-12);
        assertEquals(7, RUN.wall(2), 1e-12);
        assertEquals(7.5, RUN.cpu(2), 1e-12);
    }

    @Test
    void theFirstSecondsAreTheLapsThatWereDoneByThen() {
        assertEquals(0, RUN.laps(0.2), 1e-12);
        assertEquals((1 - 0.25) / (4.5 - 0.25), RUN.laps(1), 1e-12); // a part of the first lap
        assertEquals(1.25, RUN.laps(5), 1e-12);
        assertEquals(1.0 / 5, RUN.lapsByCpu(1), 1e-12);
        assertEquals(2.5, RUN.lapsByCpu(8), 1e-12);
    }

    @Test
    void aRunThatEndedEarlierGoesOnAsInItsSecondHalf() {
        assertEquals(4 + 3 / 1.25, RUN.laps(12), 1e-12);
        assertEquals(4 + 2.2 / 1.25, RUN.lapsByCpu(12.2), 1e-12);
    }

    @Test
    void runsAgreeIfAllTheirChecksumsDo() {
        assertTrue(RUN.agreesWith(new GuestRun(1, RUN.laps(), 1)));
        assertFalse(RUN.agreesWith(new GuestRun(1, RUN.laps().subList(0, 3), 1)));
    }
}
