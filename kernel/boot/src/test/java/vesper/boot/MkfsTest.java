package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vesper.disk.BadTree;
import vesper.disk.MinixImage;

class MkfsTest {
    @TempDir
    Path dir;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectories(dir.resolve("folder/sub"));
        Files.writeString(dir.resolve("folder/sub/hello"), "hello\n");
        Files.writeString(dir.resolve("file"), "a file\n");
        Files.createDirectory(dir.resolve("long"));
        Files.createFile(dir.resolve("long").resolve("x".repeat(61)));
    }

    private CommandRun run(String line) {
        String[] args =
                Stream.of(line.split(" ", -1)).filter(word -> !word.isEmpty()).toArray(String[]::new);
        Arrays.setAll(args, i -> args[i].replace("@", dir + "/"));
        return CommandRun.of(args);
    }

    @Test
    void anImageOfTheFolderIsWritten() throws IOException, BadTree {
        assertEquals(new CommandRun(0, "", ""), run("mkfs @image @folder"));
        byte[] expected =
                MinixImage.builder().tree(dir.resolve("folder")).build().toBytes();
        assertArrayEquals(expected, Files.readAllBytes(dir.resolve("image")));
    }

    @Test
    void anImageThatIsThereIsReplaced() throws IOException {
        Files.write(dir.resolve("image"), new byte[1_000_000]);
        assertEquals(0, run("mkfs @image @folder").status());
        assertTrue(Files.size(dir.resolve("image")) < 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"1M, 1048576", "64k, 65536", "100KiB, 102400", "99999, 100352"})
    void theSizeIsWhatIsAskedFor(String size, long bytes) throws IOException {
        assertEquals(0, run("mkfs --size " + size + " @image @folder").status());
        assertEquals(bytes, Files.size(dir.resolve("image")));
    }

    @Test
    void theHelpKnowsIt() {
        assertTrue(CommandRun.of("-h").out().contains("  mkfs "));
        assertEquals(0, run("mkfs --help").status());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            mkfs                            | Missing required parameters: 'IMG', 'FOLDER'
            mkfs @image                     | Missing required parameter: 'FOLDER'
            mkfs @image @folder @more       | Unmatched argument
            mkfs --sise 1M @image @folder   | Unknown option
            mkfs @image @missing            | missing: no such folder
            mkfs @image @file               | file: not a folder
            mkfs @folder @image             | folder: is a folder; the image comes first
            mkfs @image @long               | its name has 61 bytes; Minix 3 names have at most 60
            mkfs @folder/sub/image @folder  | lies in the folder
            mkfs @no/where @folder          | is no folder
            mkfs /dev/null @folder          | not a regular file
            mkfs --size 4K @image @folder   | too small
            mkfs --size 999999999G @image @folder | too large
            mkfs --size 0 @image @folder    | no size for an image
            mkfs --size 999999999999999G @image @folder | no size for an image
            mkfs --size ten @image @folder  | not a size
            mkfs --size -1 @image @folder   | not a size
            mkfx @image @folder             | did you mean mkfs?
            """)
    void whatIsWrongIsSaidInOneLine(String line, String part) {
        CommandRun run = run(line);
        assertEquals(2, run.status(), run.err());
        assertTrue(run.err().startsWith("vesper: "), run.err());
        assertEquals(run.err().length() - 1, run.err().indexOf('\n'), "one line: " + run.err());
        assertTrue(run.err().contains(part), run.err());
        assertFalse(Files.exists(dir.resolve("image")));
    }
}
