package vesper.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** util-linux's fsck.minix finds nothing wrong, and does find planted faults. */
class FsckTest {
    private static final Fsck.Verdict CLEAN = new Fsck.Verdict(0, "");

    @TempDir
    Path dir;

    @BeforeEach
    void requireFsck() {
        Fsck.require();
    }

    private Fsck.Verdict verdict(byte[] image) throws IOException, InterruptedException {
        return Fsck.check(Files.write(dir.resolve("image"), image));
    }

    @Test
    void theSampleDiskIsClean() throws BadTree, IOException, InterruptedException {
        assertEquals(CLEAN, verdict(SampleDisk.builder().build().toBytes()));
    }

    @Test
    void anEmptyImageIsClean() throws BadTree, IOException, InterruptedException {
        assertEquals(CLEAN, verdict(MinixImage.builder().build().toBytes()));
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 100, 8_199, 8_708, 8_709, 24_570, 66_000})
    void imagesOfManySizesAreClean(long kib) throws BadTree, IOException, InterruptedException {
        byte[] image = MinixImage.builder()
                .file("a/b", new byte[] {1})
                .size(kib * 1024)
                .build()
                .toBytes();
        assertEquals(CLEAN, verdict(image));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void randomTreesAreClean(long seed) throws BadTree, IOException, InterruptedException {
        Random random = new Random(seed);
        MinixImageBuilder builder = MinixImage.builder().holes(seed % 4 != 0);
        for (int i = random.nextInt(300); i > 0; i--) {
            String folder = "f" + random.nextInt(9) + "/" + (random.nextBoolean() ? "sub/deeper/" : "");
            byte[] content = new byte[random.nextInt(1 << random.nextInt(20))];
            for (int at = 0; at < content.length; at += 1 + random.nextInt(4_000)) {
                content[at] = (byte) random.nextInt();
            }
            builder.file(folder + i, content);
        }
        assertEquals(CLEAN, verdict(builder.build().toBytes()));
    }

    @Test
    void filesOfEveryKindOfZoneAreCleanWithoutHoles() throws BadTree, IOException, InterruptedException {
        MinixImage image = MinixImage.builder()
                .holes(false)
                .file("f", new SparseFile().grow((7 + 256 + 65_536 + 300) * 1024L))
                .build();
        Path file = dir.resolve("image");
        image.write(file);
        assertEquals(CLEAN, Fsck.check(file));
    }

    @Test
    void symbolicLinksAreClean() throws BadTree, IOException, InterruptedException {
        Path folder = Files.createDirectory(dir.resolve("folder"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("anywhere"));
        assertEquals(CLEAN, verdict(MinixImage.builder().tree(folder).build().toBytes()));
    }

    @ParameterizedTest
    @MethodSource("vesper.disk.PlantedFault#seenByFsck")
    void aPlantedFaultIsSeen(PlantedFault fault) throws BadTree, IOException, InterruptedException {
        byte[] image = PlantedFault.goodImage();
        assertEquals(CLEAN, verdict(image));
        fault.plant(image);
        assertNotEquals(CLEAN, verdict(image));
    }
}
