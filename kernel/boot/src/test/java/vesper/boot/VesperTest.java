package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VesperTest {
    @ParameterizedTest
    @ValueSource(strings = {"-h", "-help", "--help"})
    void helpGoesToStandardOutput(String word) {
        CommandRun run = CommandRun.of(word);
        assertEquals(0, run.status());
        assertEquals("", run.err());
        assertTrue(run.out().contains("-kernel FILE"));
    }

    @ParameterizedTest
    @EnumSource(Word.class)
    void helpNamesEveryWordThatIsThere(Word word) {
        String help = CommandRun.of("-h").out();
        assertEquals(!word.refused(), help.lines().anyMatch(line -> line.matches(word.dashed() + " .*")));
    }

    @Test
    void theVersionIsOneLine() {
        assertEquals(1, CommandRun.of("--version").out().lines().count());
    }

    /** As the Makefile of xv6 does, and other scripts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "version [0-9]+\\.[0-9]+",
                "^QEMU emulator version ([0-9]+\\.[0-9]+)\\..*",
                "(\\d+\\.\\d+\\.\\d+)"
            })
    void scriptsForQemuFindWhatTheyCompareInTheVersion(String pattern) {
        Matcher found =
                Pattern.compile(pattern).matcher(CommandRun.of("--version").out());
        assertTrue(found.find());
        assertTrue(found.group().contains("7.2"), found.group());
    }

    @Test
    void theDeviceTreeCanBeWrittenWithoutRunning(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("virt.dtb");
        assertEquals(0, CommandRun.of("-M", "virt,dumpdtb=" + file, "-smp", "4").status());
        ByteBuffer blob = ByteBuffer.wrap(Files.readAllBytes(file));
        assertEquals(0xd00d_feed, blob.getInt());
        assertEquals(blob.limit(), blob.getInt());
    }

    @Test
    @Timeout(60)
    void ctrlAxQuits(@TempDir Path dir) throws IOException {
        Path kernel = dir.resolve("loop");
        Files.write(kernel, new byte[] {0x6f, 0, 0, 0}); // j .
        CommandRun run = CommandRun.with("abc\u0001x", "-bios", "none", "-kernel", kernel.toString());
        assertEquals(0, run.status());
        assertEquals("", run.err());
    }
}
