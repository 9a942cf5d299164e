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
        return CommandRun.of(Mkfs::new, args);
    }

    @Test
    void anImageOfTheFolderIsWritten() throws IOException, BadTree {
        CommandRun run = run("@image @folder");
        assertEquals(new CommandRun(0, dir.resolve("image") + ": 24 KiB, 2 files and folders\n", ""), run);
        byte[] expected =
                MinixImage.builder().tree(dir.resolve("folder")).build().toBytes();
        assertArrayEquals(expected, Files.readAllBytes(dir.resolve("image")));
    }

    @Test
    void anImageThatIsThereIsReplaced() throws IOException {
        Files.write(dir.resolve("image"), new byte[1_000_000]);
        assertEquals(0, run("@image @folder").status());
        assertTrue(Files.size(dir.resolve("image")) < 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"1M, 1048576", "64k, 65536", "100KiB, 102400", "99999, 100352"})
    void theSizeIsWhatIsAskedFor(String size, long bytes) throws IOException {
        assertEquals(0, run("--size " + size + " @image @folder").status());
        assertEquals(bytes, Files.size(dir.resolve("image")));
    }

    @Test
    void theHelpKnowsIt() {
        assertTrue(CommandRun.of("-h").out().contains("\nmkfs "));
        CommandRun help = run("--help");
        assertEquals(0, help.status());
        assertTrue(help.out().startsWith("Usage: vesper mkfs ["), help.out());
        assertEquals(CommandRun.of("-version"), run("--version"));
    }

    @Test
    void itsNameIsGuessed() {
        CommandRun run = CommandRun.of("mkfx", "image", "folder");
        assertEquals(new CommandRun(2, "", "vesper: mkfx: not a command; did you mean mkfs?\n"), run);
    }

    @ParameterizedTest(name = "mkfs {0}")
    @CsvSource(delimiter = '|', textBlock = """
            ''                                     | Missing required parameters: 'IMG', 'FOLDER'
            @image                                 | Missing required parameter: 'FOLDER'
            @image @folder @more                   | Unmatched argument
            --sise 1M @image @folder               | did you mean --size?
            @image @missing                        | missing: no such folder
            @image @file                           | file: not a folder
            @folder @image                         | folder: is a folder; the image comes first
            @image @long                           | its name has 61 bytes; Minix 3 names have at most 60
            @folder/sub/image @folder              | lies in the folder
            @no/where @folder                      | is no folder
            /dev/null @folder                      | not a regular file
            --size 4K @image @folder               | too small
            --size 999999999G @image @folder       | too large
            --size 0 @image @folder                | no size for an image
            --size 999999999999999G @image @folder | no size for an image
            --size ten @image @folder              | not a size
            --size -1 @image @folder               | not a size
            """)
    void whatIsWrongIsSaidInOneLine(String line, String part) {
        CommandRun run = run(line);
        assertEquals(2, run.status(), run.err());
        assertTrue(run.err().startsWith("vesper: mkfs: "), run.err());
        assertEquals(run.err().length() - 1, run.err().indexOf('\n'), "one line: " + run.err());
        assertTrue(run.err().contains(part), run.err());
        assertFalse(Files.exists(dir.resolve("image")));
    }
}
