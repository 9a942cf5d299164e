package vesper.stress.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import vesper.stress.bench.guest.Frame;
import vesper.stress.bench.guest.Guest;
import vesper.stress.bench.guest.Guests;
import vesper.stress.bench.guest.Mode;
import vesper.stress.fuzz.Referee;

/** The same guest, with the same rounds, has the same checksums here and on QEMU. */
class GuestsAgainstQemuTest {
    static final List<Guest> ALL = Guests.ALL;

    private static final int HARTS = 2;
    private static final int ROUNDS = 5;
    private static final int LAPS = 2;

    /** A watchdog, not a measurement. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @FieldSource("ALL")
    void checksumsAreTheSame(Guest guest) throws Exception {
        Side qemu = new Side("qemu", List.of(Referee.require().toString()));
        for (Mode mode : Mode.values()) {
            Job job = new Job(guest, mode, HARTS, ROUNDS, LAPS);
            GuestRun theirs = GuestProcess.run(qemu, job.writeInto(folder), HARTS, PATIENCE);
            GuestRun ours = InMachine.run(Frame.program(guest, mode, HARTS, ROUNDS, LAPS), HARTS);
            assertEquals(theirs.checksums(), ours.checksums(), job::toString);
        }
    }
}
