package vesper.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleDiskTest {
    private static MinixReader image() throws BadTree {
        return new MinixReader(SampleDisk.builder().build().toBytes());
    }

    private static int inode(MinixReader image, String name) {
        return image.inode("texts/" + name);
    }

    @ParameterizedTest
    @CsvSource({"direct.txt, 6", "single.txt, 7", "double.txt, 8", "triple.txt, 9"})
    void eachTextUsesTheKindsOfZonesItIsNamedFor(String name, int last) throws BadTree {
        MinixReader image = image();
        int inode = inode(image, name);
        for (int i = 7; i < 10; i++) {
            assertEquals(i <= last, image.zone(inode, i) != 0, "i_zone[" + i + "]");
        }
        assertTrue(image.zone(inode, 0) != 0);
    }

    @Test
    void everySecondBlockOfHolesIsAHole() throws BadTree {
        MinixReader image = image();
        int inode = inode(image, "holes.txt");
        assertEquals(
                List.of(0L, 2L, 4L, 6L, 8L, 10L, 12L, 14L, 16L, 18L),
                List.copyOf(image.blocks(inode).keySet()));
        assertEquals(30_000, image.size(inode), "a hole at the end");
    }

    @Test
    void eachLineOfATextSaysWhereItStands() throws BadTree {
        MinixReader image = image();
        for (String name : List.of("direct.txt", "single.txt", "double.txt", "triple.txt", "holes.txt")) {
            SortedMap<Long, byte[]> blocks = image.blocks(inode(image, name));
            for (Map.Entry<Long, byte[]> block : blocks.entrySet()) {
                for (int at = 0; at < 1024 && block.getValue()[at] != 0; at += 64) {
                    String line = new String(block.getValue(), at, 64, StandardCharsets.UTF_8);
                    long position = block.getKey() * 1024 + at;
                    assertTrue(line.startsWith(name + " "), line);
                    assertTrue(line.replaceAll(" +", " ").contains(", byte " + position + ", "), line);
                    assertTrue(line.endsWith("\n"), line);
                }
            }
        }
    }

    @Test
    void itIsSmallAndAlwaysTheSame() throws BadTree {
        byte[] image = SampleDisk.builder().build().toBytes();
        assertTrue(image.length < 1 << 20, "bytes: " + image.length);
        assertArrayEquals(image, SampleDisk.builder().build().toBytes());
    }

    @Test
    void theFilesAreWhatIsOnIt() throws BadTree {
        MinixReader image = image();
        for (Map.Entry<String, SparseFile> file : SampleDisk.files().entrySet()) {
            int inode = image.inode(file.getKey());
            assertArrayEquals(file.getValue().toBytes(), image.contents(inode), file.getKey());
        }
    }
}
