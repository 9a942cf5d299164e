package vesper.stress.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.stress.bench.guest.Guest;
import vesper.stress.bench.guest.Guests;
import vesper.stress.bench.guest.Mode;

/** Machines run in pairs, and must compute the same. */
class ContestTest {
    private static final Guest GUEST = Guests.ALL.getFirst();

    /** 50 ms a lap, so that calibration is content at once. */
    private static final String TWO_LAPS = """
            bench guest
            lap 000000000007a120 0000000000000007 0000000000000009
            lap 000000000007a120 0000000000000008 0000000000000009
            end
            """;

    @TempDir
    Path folder = Path.of("");

    /** A machine that notes that it ran, prints this and ends with a status. */
    private Side machine(String name, String prints, int status) throws IOException {
        Path text = Files.writeString(folder.resolve(name + ".txt"), prints);
        Path script = Files.writeString(
                folder.resolve(name + ".sh"),
                "echo %s >>%s; cat %s; exit %d%n".formatted(name, folder.resolve("log"), text, status));
        return new Side(name, List.of("/bin/sh", script.toString()));
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(folder.resolve("log"));
    }

    @Test
    void theOrderWithinAPairChanges() throws Exception {
        Side ours = machine("ours", TWO_LAPS, 0);
        Side theirs = machine("theirs", TWO_LAPS, 0);
        try (Contest contest = new Contest(ours, Optional.of(theirs), threads -> threads / 2.0, 3, 0.1)) {
            List<Result> results = contest.run(GUEST, Mode.M, List.of(1));
            assertEquals(1, results.size());
            assertEquals(3, results.getFirst().ours().size());
            assertEquals(3, results.getFirst().theirs().size());
            assertEquals(GUEST.rounds(), results.getFirst().job().rounds());
        }
        assertEquals(
                List.of("theirs", "ours", "theirs", "theirs", "ours", "ours", "theirs"),
                log()); // the first is the calibration's
    }

    @Test
    void oursAloneIsNotCalibrated() throws Exception {
        try (Contest contest =
                new Contest(machine("ours", TWO_LAPS, 0), Optional.empty(), threads -> threads / 2.0, 2, 0.1)) {
            Result result = contest.run(GUEST, Mode.SV39, List.of(1)).getFirst();
            assertTrue(result.theirs().isEmpty());
        }
        assertEquals(List.of("ours", "ours"), log());
    }

    @Test
    void eachNumberOfHartsHasItsTurnWithinAPair() throws Exception {
        try (Contest contest =
                new Contest(machine("ours", TWO_LAPS, 0), Optional.empty(), threads -> threads / 2.0, 2, 0.1)) {
            List<Result> results = contest.run(GUEST, Mode.SV39, List.of(1, 2));
            assertEquals(
                    List.of(1, 2),
                    results.stream().map(each -> each.job().harts()).toList());
            assertEquals(
                    List.of(List.of(), List.of(1.0, 1.0)),
                    results.stream().map(Result::host).toList());
        }
        assertEquals(4, log().size());
    }

    @Test
    void otherChecksumsAreAFailure() throws Exception {
        Side theirs = machine("theirs", TWO_LAPS.replace("8 ", "9 "), 0);
        try (Contest contest =
                new Contest(machine("ours", TWO_LAPS, 0), Optional.of(theirs), threads -> threads / 2.0, 1, 0.1)) {
            RunFailure failure = assertThrows(RunFailure.class, () -> contest.run(GUEST, Mode.M, List.of(2)));
            assertEquals("integer-mix m on 2 harts: the checksums differ", failure.getMessage());
        }
    }

    @Test
    void aMachineThatFailsIsNamed() throws Exception {
        try (Contest contest =
                new Contest(machine("ours", "no memory\n", 3), Optional.empty(), threads -> threads / 2.0, 1, 0.1)) {
            RunFailure failure = assertThrows(RunFailure.class, () -> contest.run(GUEST, Mode.M, List.of(1)));
            assertEquals(
                    "integer-mix m on 1 hart: ours: ended with status 3 after 0 laps, saying \"no memory\"",
                    failure.getMessage());
        }
    }

    @Test
    void aBootEndsWithWhatItAwaits() throws Exception {
        Boot boot = new Boot("console", List.of(), List.of(new Boot.Step("key", "\n"), new Boot.Step("=> ", "")));
        Path script =
                Files.writeString(folder.resolve("boot.sh"), "echo press a key; read line; echo '=> '; sleep 60\n");
        Side side = new Side("ours", List.of("/bin/sh", script.toString()));
        try (BootProcess process = new BootProcess(side, boot, Duration.ofMinutes(1))) {
            assertTrue(process.run() > 0);
        }
    }

    @Test
    void aBootThatEndsBeforeIsAFailure() throws Exception {
        Boot boot = new Boot("console", List.of(), List.of(new Boot.Step("never", "")));
        try (BootProcess process = new BootProcess(machine("ours", "hello\n", 0), boot, Duration.ofMinutes(1))) {
            RunFailure failure = assertThrows(RunFailure.class, process::run);
            assertEquals("ours, console: ended without \"never\", saying \"hello\"", failure.getMessage());
        }
    }
}
