package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vesper.boot.firstguest.FirstGuest;
import vesper.machine.BadInput;
import vesper.machine.Machine;
import vesper.machine.MachineConfig;

/** QEMU's words, as {@code qemu-words.txt} lists them: taken, or refused in one line that says what isn't there. */
class QemuWordsTest {
    @TempDir
    static Path dir;

    /** A line of the list. */
    record Line(String verdict, String command, String words) {
        boolean isTaken() {
            return verdict.equals("taken") || verdict.equals("ours");
        }

        String[] arguments(Path dir) {
            return command.replace("@", dir + "/").split(" ", -1);
        }

        @Override
        public String toString() {
            return command;
        }
    }

    static List<Line> lines() throws IOException {
        try (InputStream in = Objects.requireNonNull(QemuWordsTest.class.getResourceAsStream("qemu-words.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(QemuWordsTest::line)
                    .toList();
        }
    }

    private static Line line(String text) {
        String[] columns = text.split("\\|", 3);
        return new Line(columns[0].strip(), columns[1].strip(), columns.length < 3 ? "" : columns[2].strip());
    }

    @BeforeAll
    static void writeFiles() throws IOException, BadInput {
        writeFiles(dir);
    }

    static void writeFiles(Path dir) throws IOException, BadInput {
        Files.write(
                dir.resolve("tree"), Machine.deviceTree(MachineConfig.builder().build()));
        Files.write(dir.resolve("disk"), new byte[4096]);
        Files.write(dir.resolve("other"), new byte[4096]);
        Files.write(dir.resolve("raw"), new byte[] {0x6f, 0, 0, 0, 0, 0, 0, 0});
        Files.write(dir.resolve("kernel.elf"), FirstGuest.image().bytes());
    }

    /** Without running: a machine that would be made writes its device tree instead. */
    static CommandRun run(Path dir, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "-machine";
        all[arguments.length + 1] = "dumpdtb=" + dir.resolve("out.dtb");
        return CommandRun.of(arguments.length == 1 && arguments[0].equals("-m") ? arguments : all);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void isTakenOrRefusedByName(Line line) {
        CommandRun run = run(dir, line.arguments(dir));
        if (line.isTaken()) {
            assertEquals(0, run.status(), run.err());
            assertTrue(run.err().isEmpty() || run.err().startsWith("vesper: -semihosting: not served"), run.err());
            assertEquals("", line.words);
        } else {
            assertEquals(2, run.status(), run.err());
            assertEquals("", run.out());
            assertTrue(run.err().startsWith("vesper: "), run.err());
            assertEquals(1, run.err().lines().count(), run.err());
            assertFalse(line.words.isEmpty());
            assertTrue(run.err().contains(line.words), run.err());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Word.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HELP", "VERSION", "STATS", "FIRST_GUEST"})
    void everyWordHasALine(Word word) throws IOException {
        assertTrue(lines().stream()
                .anyMatch(line -> line.isTaken() != word.refused()
                        && Arrays.stream(line.arguments(dir)).anyMatch(each -> word.equals(Word.spelled(each)))));
    }

    @Test
    void everyKeyHasALine() throws IOException {
        Set<String> keys = new HashSet<>();
        MachineKeys.ALL.forEach(key -> keys.add(key.name()));
        DriveReader.KEYS.forEach(key -> keys.add(key.name()));
        for (Driver driver : Driver.values()) {
            driver.keys().forEach(key -> keys.add(key.name()));
        }
        lines().stream()
                .filter(Line::isTaken)
                .flatMap(line -> Arrays.stream(line.command.split("[ ,]", -1)))
                .forEach(part -> keys.remove(part.replaceFirst("=.*", "")));
        keys.removeAll(Set.of("driver", "dumpdtb"));
        assertEquals(Set.of(), keys);
    }

    @Test
    void thereAreTwoHundredLinesAndNoneTwice() throws IOException {
        List<String> commands = lines().stream().map(Line::command).toList();
        assertTrue(commands.size() >= 200, "lines: " + commands.size());
        assertEquals(commands.size(), new HashSet<>(commands).size());
        assertEquals(
                Set.of("taken", "absent", "refused", "ours", "strict"),
                new HashSet<>(lines().stream().map(Line::verdict).toList()));
    }
}
