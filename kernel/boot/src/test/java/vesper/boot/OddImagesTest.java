package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that look wrong, and that QEMU takes: so does the command. */
@Timeout(60)
class OddImagesTest {
    @TempDir
    Path dir = Path.of("");

    private Path file(String name, byte[] contents) throws IOException {
        return Files.write(dir.resolve(name), contents);
    }

    private static void assertRan(CommandRun run) {
        assertEquals("", run.err());
        assertEquals(0, run.status());
    }

    @Test
    void anElfWithHeadersOutsideRamRunsAndOneLineTellsOfThem() throws IOException {
        Path elf = file("k.elf", Guests.withHeadersElsewhere());
        CommandRun run = CommandRun.of("-kernel", elf.toString());
        assertEquals(
                "vesper: -kernel " + elf
                        + ": what lies outside RAM (0x80000000-0x87ffffff) is left out, first 0x10000\n",
                run.err());
        assertEquals(0, run.status());
        assertEquals("", run.out());
    }

    @Test
    void whatIsNoElfIsRaw() throws IOException {
        Path text = file("letter", "This is a letter, not a program.\n".getBytes(StandardCharsets.UTF_8));
        Path out = dir.resolve("out.dtb");
        assertRan(CommandRun.of("-bios", "none", "-kernel", text.toString(), "-M", "virt,dumpdtb=" + out));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 4096})
    void aDiskOfAnySizeRuns(int size) throws IOException {
        byte[] contents = new byte[size];
        Path disk = file("disk", contents);
        assertRan(CommandRun.of("-first-guest", "-drive", "file=" + disk + ",format=raw"));
        assertArrayEquals(contents, Files.readAllBytes(disk));
    }

    @ParameterizedTest
    @ValueSource(strings = {"readonly=on", "snapshot=on"})
    void oneFileMayBeTwoDisksThatDoNotWriteIt(String how) throws IOException {
        String drive = "file=" + file("disk", new byte[1000]) + ",format=raw," + how;
        assertRan(CommandRun.of("-first-guest", "-drive", drive, "-drive", drive));
    }

    @Test
    void aGivenTreeIsToldOfTheCommandLine() throws IOException {
        Path given = dir.resolve("given.dtb");
        assertRan(CommandRun.of("-M", "virt,dumpdtb=" + given, "-smp", "2"));
        Path kernel = file("k.elf", Guests.at(0x8000_0000L));
        Path initrd = file("initrd", new byte[5000]);
        Path made = dir.resolve("made.dtb");
        String[] words = {"-kernel", kernel.toString(), "-initrd", initrd.toString(), "-append", "root=/dev/vda"};
        assertRan(run(words, "-dtb", given.toString(), "-M", "virt,dumpdtb=" + made));
        String tree = Files.readString(made, StandardCharsets.ISO_8859_1);
        for (String part :
                new String[] {"root=/dev/vda\0", "bootargs\0", "linux,initrd-start\0", "linux,initrd-end\0"}) {
            assertTrue(tree.contains(part), part);
        }
    }

    private static CommandRun run(String[] words, String... more) {
        String[] all = new String[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return CommandRun.of(all);
    }
}
