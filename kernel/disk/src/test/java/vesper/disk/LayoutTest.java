package vesper.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where things stand, in numbers rather than by our own constants. */
class LayoutTest {
    @TempDir
    Path dir;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theSuperblockIsLinuxs() throws BadTree {
        MinixReader image = new MinixReader(
                MinixImage.builder().file("a", bytes("a")).size(1 << 20).build().toBytes());
        int at = 1024;
        assertEquals(352, image.u32(at), "s_ninodes: one for three blocks, in whole blocks of 16");
        assertEquals(0, image.u16(at + 4));
        assertEquals(1, image.u16(at + 6), "s_imap_blocks");
        assertEquals(1, image.u16(at + 8), "s_zmap_blocks");
        assertEquals(26, image.u16(at + 10), "s_firstdatazone");
        assertEquals(0, image.u16(at + 12), "s_log_zone_size");
        assertEquals(0, image.u16(at + 14));
        assertEquals(Integer.MAX_VALUE, image.u32(at + 16), "s_max_size");
        assertEquals(1024, image.u32(at + 20), "s_zones");
        assertEquals(0x4d5a, image.u16(at + 24), "s_magic");
        assertEquals(0, image.u16(at + 26));
        assertEquals(1024, image.u16(at + 28), "s_blocksize");
        assertEquals(0, image.u8(at + 30), "s_disk_version");
        assertEquals(List.of(), Audit.problems(image));
    }

    @Test
    void folderByFolderNamesAreSortedAndNumbersRise() throws BadTree {
        MinixReader image = new MinixReader(MinixImage.builder()
                .file("b/d", bytes("d"))
                .file("c", bytes("c"))
                .folder("b/a")
                .file("a", bytes("a"))
                .build()
                .toBytes());
        assertEquals(
                List.of(entry(1, "."), entry(1, ".."), entry(2, "a"), entry(3, "b"), entry(4, "c")), image.entries(1));
        assertEquals(List.of(entry(3, "."), entry(1, ".."), entry(5, "a"), entry(6, "d")), image.entries(3));
        assertEquals(List.of(entry(5, "."), entry(3, "..")), image.entries(5));
    }

    private static MinixReader.Entry entry(int inode, String name) {
        return new MinixReader.Entry(inode, name);
    }

    @Test
    void aFolderHasALinkForItselfAndEachFolderInIt() throws BadTree {
        MinixReader image = new MinixReader(MinixImage.builder()
                .folder("a/b")
                .folder("a/c")
                .file("a/f", bytes("f"))
                .build()
                .toBytes());
        assertEquals(3, image.links(1));
        assertEquals(4, image.links(2));
        assertEquals(2, image.links(3));
        assertEquals(5 * 64, image.size(2));
        assertEquals(1, image.links(image.inode("a/f")));
    }

    @Test
    void anEmptyImageHasARoot() throws BadTree {
        MinixReader image = new MinixReader(MinixImage.builder().build().toBytes());
        assertEquals(List.of(), Audit.problems(image));
        assertEquals(0040_755, image.mode(1));
        assertEquals(List.of(entry(1, "."), entry(1, "..")), image.entries(1));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0",
        "7168, 0",
        "7169, 1",
        "269312, 1",
        "269313, 3",
        "531456, 3",
        "531457, 4",
        "67378176, 258",
        "67378177, 261"
    })
    void tablesComeWhereTheManualWantsThem(int size, int tables) throws BadTree {
        byte[] full = new byte[size];
        Arrays.fill(full, (byte) 1);
        MinixReader image =
                new MinixReader(MinixImage.builder().file("f", full).build().toBytes());
        int blocks = image.blocks(2).size();
        assertEquals((size + 1023) / 1024, blocks);
        assertEquals(blocks + tables, image.zonesOf(2));
        assertArrayEquals(full, image.contents(2));
    }

    /** Around where one more block of a bitmap is needed: both must have just enough bits, and the rest set. */
    @ParameterizedTest
    @ValueSource(ints = {2731, 8_340, 16_710, 24_570, 25_080})
    void bitmapsEndWhereTheyShould(int kib) throws BadTree {
        for (int size = kib; size < kib + 64; size++) {
            byte[] image = MinixImage.builder().size(size * 1024L).build().toBytes();
            assertEquals(size * 1024, image.length);
            assertEquals(List.of(), Audit.problems(new MinixReader(image)), size + " KiB");
        }
    }

    /** The zones that fit are around 8,191 and 16,383, where the bitmap is full to its last bit. */
    @ParameterizedTest
    @ValueSource(ints = {7_650, 15_310})
    void bitmapsOfFittingImagesEndWhereTheyShould(int blocks) throws BadTree {
        boolean full = false;
        for (int more = 0; more < 64; more++) {
            byte[] content = new byte[(blocks + more) * 1024];
            MinixReader image = new MinixReader(
                    MinixImage.builder().holes(false).file("f", content).build().toBytes());
            assertEquals(List.of(), Audit.problems(image), blocks + more + " blocks");
            full |= image.zones() - image.firstDataZone() + 1 == image.zmapBlocks() * 8192;
        }
        assertTrue(full, "one of them fills its bitmap");
    }

    @Test
    void theSameTreeGivesTheSameBytes() throws BadTree, IOException {
        Path one = dir.resolve("one");
        Files.createDirectories(one.resolve("sub"));
        Files.writeString(one.resolve("sub/x"), "x");
        Files.writeString(one.resolve("a"), "a");
        Path two = Files.createDirectory(dir.resolve("two"));
        Files.writeString(two.resolve("a"), "a");
        Files.createDirectory(two.resolve("sub"));
        Files.writeString(two.resolve("sub/x"), "x");
        Files.setLastModifiedTime(two.resolve("a"), FileTime.fromMillis(1_000_000_000_000L));
        byte[] first = MinixImage.builder().tree(one).build().toBytes();
        assertArrayEquals(first, MinixImage.builder().tree(two).build().toBytes());
        byte[] inMemory = MinixImage.builder()
                .file("sub/x", bytes("x"))
                .file("a", bytes("a"))
                .build()
                .toBytes();
        assertArrayEquals(first, inMemory);
    }

    @Test
    void timesAreKeptIfAsked() throws BadTree, IOException {
        Path file = Files.writeString(dir.resolve("a"), "a");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_234_567_890_999L));
        byte[] kept = MinixImage.builder().keepTimes(true).tree(dir).build().toBytes();
        assertEquals(1_234_567_890, new MinixReader(kept).time(2));
        byte[] fixed = MinixImage.builder().tree(dir).build().toBytes();
        assertEquals(0, new MinixReader(fixed).time(2));
    }

    @Test
    void aFileThatCanBeExecutedSaysSo() throws BadTree, IOException {
        Path script = Files.writeString(dir.resolve("script"), "#!/bin/sh\n");
        assertTrue(script.toFile().setExecutable(true));
        byte[] host = MinixImage.builder().tree(dir).build().toBytes();
        assertEquals(0100_755, new MinixReader(host).mode(2));
        byte[] memory = MinixImage.builder().executable("x", bytes("x")).build().toBytes();
        assertEquals(0100_755, new MinixReader(memory).mode(2));
    }

    @Test
    void aSymbolicLinkStaysOne() throws BadTree, IOException {
        Files.createSymbolicLink(dir.resolve("link"), Path.of("no/where"));
        MinixReader image =
                new MinixReader(MinixImage.builder().tree(dir).build().toBytes());
        assertEquals(0120_777, image.mode(2));
        assertArrayEquals(bytes("no/where"), image.contents(2));
    }
}
