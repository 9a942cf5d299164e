package vesper.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolesTest {
    @TempDir
    Path dir;

    @Test
    void aBlockOfZerosTakesNoZoneThoughItWasWritten() throws BadTree {
        byte[] content = new byte[5 * 1024];
        content[1024] = 1;
        content[3 * 1024 - 1] = 1;
        MinixReader image =
                new MinixReader(MinixImage.builder().file("f", content).build().toBytes());
        assertEquals(Set.of(1L, 2L), image.blocks(2).keySet());
        assertEquals(5 * 1024, image.size(2));
    }

    @Test
    void withoutHolesEachBlockTakesAZone() throws BadTree {
        SparseFile content = new SparseFile().grow(300 * 1024);
        MinixReader image = new MinixReader(
                MinixImage.builder().file("f", content).holes(false).build().toBytes());
        assertEquals(300, image.blocks(2).size());
        assertEquals(List.of(), Audit.problems(image));
    }

    @Test
    void aTableOfHolesTakesNoZone() throws BadTree {
        SparseFile content = new SparseFile().put(70_000_000, "far");
        MinixReader image =
                new MinixReader(MinixImage.builder().file("f", content).build().toBytes());
        for (int i = 0; i < 9; i++) {
            assertEquals(0, image.zone(2, i));
        }
        assertEquals(4, image.zonesOf(2), "three tables and a block");
    }

    /** The heap of the tests is smaller than this file. */
    @Test
    void theLongestFileOfTheHostIsReadPieceByPiece() throws BadTree, IOException {
        try (RandomAccessFile file = new RandomAccessFile(dir.resolve("longest").toFile(), "rw")) {
            file.setLength(Integer.MAX_VALUE);
            file.seek(Integer.MAX_VALUE - 1);
            file.write(7);
            file.seek(1_500_000_000);
            file.write(8);
        }
        MinixImage image = MinixImage.builder().tree(dir).build();
        assertTrue(image.size() < 100 * 1024, "size " + image.size());
        MinixReader reader = new MinixReader(image.toBytes());
        assertEquals(List.of(), Audit.problems(reader));
        assertEquals(Integer.MAX_VALUE, reader.size(2));
        var blocks = reader.blocks(2);
        assertEquals(Set.of(1_500_000_000L / 1024, (1L << 21) - 1), blocks.keySet());
        assertEquals(7, blocks.lastEntry().getValue()[1022]);
    }
}
