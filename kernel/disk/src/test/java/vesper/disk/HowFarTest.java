package vesper.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who makes an image can tell how far it is. */
class HowFarTest {
    private static final int BYTES = 300_000;

    @TempDir
    Path dir;

    private static long sum(List<Long> steps) {
        return steps.stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void allBytesOfAllFilesAreToldOnceWhenReadAndAllButTheHolesWhenWritten() throws BadTree, IOException {
        byte[] bytes = new byte[BYTES];
        Arrays.fill(bytes, (byte) 1);
        Path folder = Files.createDirectory(dir.resolve("folder"));
        Files.write(folder.resolve("a"), bytes);
        Files.write(folder.resolve("b"), bytes);
        List<Long> read = new ArrayList<>();
        List<Long> written = new ArrayList<>();
        MinixImageBuilder builder = MinixImage.builder().tree(folder);
        MinixImage image = builder.build(read::add);
        image.write(dir.resolve("image"), written::add);
        assertEquals(builder.bytes(), sum(read));
        assertTrue(builder.bytes() >= 2 * BYTES);
        assertTrue(sum(written) >= 2 * BYTES && sum(written) <= image.size(), sum(written) + " of " + image.size());
        assertTrue(written.size() > 2 * BYTES / Minix3.BLOCK, "piece by piece");
    }
}
