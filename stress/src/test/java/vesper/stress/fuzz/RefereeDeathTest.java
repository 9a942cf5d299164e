package vesper.stress.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.stress.Engine;

/** A referee that ends in the midst of a case: scripts stand in for it, since another QEMU has other faults. */
class RefereeDeathTest {
    private static final String KILLED = "echo assertion failed; kill -ABRT $$";

    /** Jumps to the last two bytes of RAM, which are the first half of an instruction. */
    private static final long SEED = 90;

    private static final long OFF_MEMORY = 4_341_666;

    @TempDir
    private Path home;

    private Fuzzer fuzzer(String script) throws IOException {
        Path program = Files.writeString(home.resolve("referee"), "#!/bin/sh\n" + script + "\n");
        assertTrue(program.toFile().setExecutable(true));
        return new Fuzzer(SEED, List.of(Engine.INTERP, Engine.JVM), program);
    }

    @Test
    void oneThatRefusesToStartIsToldOf() throws Exception {
        try (Fuzzer fuzzer = fuzzer("echo no such board; exit 1")) {
            String message =
                    "" + assertThrows(IOException.class, () -> fuzzer.run(0, 2)).getMessage();
            assertTrue(message.endsWith("referee ended, saying \"no such board\" at case 0"), message);
        }
    }

    @Test
    void oneThatIsKilledBySomeCaseIsAMismatchOfEachEngine() throws Exception {
        try (Fuzzer fuzzer = fuzzer(KILLED)) {
            List<Mismatch> mismatches = fuzzer.run(0, 2);
            assertEquals(
                    List.of("interp 0", "jvm 0", "interp 1", "jvm 1"),
                    mismatches.stream()
                            .map(each -> each.engine() + " " + each.each().number())
                            .toList());
            assertTrue(mismatches.getFirst().report().contains("qemu did not finish"));
            assertEquals(Set.of(), fuzzer.killers().keySet());
        }
    }

    @Test
    void oneThatIsKilledByAnInstructionHalfBehindRamIsPassed() throws Exception {
        try (Fuzzer fuzzer = fuzzer(KILLED)) {
            assertEquals(List.of(), fuzzer.run(OFF_MEMORY, OFF_MEMORY + 1));
            assertEquals(Set.of(OFF_MEMORY), fuzzer.killers().keySet());
            String said = fuzzer.killers().toString();
            assertTrue(said.contains("assertion failed"), said);
            assertEquals(1, fuzzer.cases());
        }
    }

    @Test
    void oneThatIsKilledByEachCaseIsGivenUp() throws Exception {
        try (Fuzzer fuzzer = fuzzer(KILLED)) {
            assertThrows(IOException.class, () -> fuzzer.run(0, 40));
        }
    }
}
