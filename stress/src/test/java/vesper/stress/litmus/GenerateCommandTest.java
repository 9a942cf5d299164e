package vesper.stress.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vesper litmus --generate}. */
class GenerateCommandTest {
    private static final int BAD_INPUT = 2;

    @TempDir
    Path home = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int litmus(String... arguments) {
        return new Litmus(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(arguments);
    }

    @Test
    void oneCyclesTestIsWritten() throws IOException {
        Path folder = home.resolve("new");

        assertEquals(0, litmus("--generate", folder.toString(), "--cycle", "PodWR Fre PodWR Fre"));
        assertEquals("SB+pos.litmus written to " + folder + "\n", out.toString(StandardCharsets.UTF_8));
        assertTrue(Files.readString(folder.resolve("SB+pos.litmus")).startsWith("RISCV SB+pos\n"));
    }

    @Test
    void whatCannotBeGeneratedIsALine() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");

        assertEquals(BAD_INPUT, litmus("--generate", home.toString(), "--cycle", "PodWR Fre PodRW"));
        assertEquals(BAD_INPUT, litmus("--generate", file.toString(), "--cycle", "PodWR Fre PodWR Fre"));
        assertEquals(BAD_INPUT, litmus("--generate", home.toString(), file.toString()));
        assertEquals(BAD_INPUT, litmus("--cycle", "PodWR Fre PodWR Fre", file.toString()));
        assertEquals(BAD_INPUT, litmus());
        assertEquals("""
            vesper: litmus: --cycle: Fre ends in a write: expected an edge from a write behind it, not PodRW, which \
            starts from a read
            vesper: litmus: FILE: cannot be made a folder
            vesper: litmus: --generate goes without tests
            vesper: litmus: --cycle is for --generate DIR
            vesper: litmus: Missing required parameter: 'FILE|DIR|@INDEX'
            """, err.toString(StandardCharsets.UTF_8).replace(file.toString(), "FILE"));
    }
}
