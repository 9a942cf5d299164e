package vesper.stress.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program of embedding.md, compiled and run on the kernel as it stands there. */
@Timeout(120)
class EmbeddingExampleTest {
    @TempDir
    Path dir;

    private static String program() throws IOException {
        Document page = Document.all().stream()
                .filter(each -> each.path().endsWith("embedding.md"))
                .findFirst()
                .orElseThrow();
        return page.lines().stream()
                .filter(Document.Line::code)
                .map(Document.Line::text)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theExampleRuns() throws IOException, InterruptedException {
        Path source = Files.writeString(dir.resolve("Example.java"), program());
        Path kernel = dir.resolve("vesper.elf");
        try (InputStream in = getClass().getResourceAsStream("/vesper/kernel/vesper.elf")) {
            Files.write(kernel, Objects.requireNonNull(in).readAllBytes());
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString(),
                        kernel.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        List<String> lines = said.lines().toList();
        assertEquals(6, lines.size(), said);
        for (int hartid = 0; hartid < 4; hartid++) {
            assertTrue(lines.get(hartid).matches("hart " + hartid + " at \\S+.*"), said);
        }
        assertTrue(lines.get(4).matches("the first instruction is [0-9a-f]{8}"), said);
        assertEquals("it goes on", lines.get(5));
    }
}
