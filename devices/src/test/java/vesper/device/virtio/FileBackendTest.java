package vesper.device.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.bus.AccessFault;

class FileBackendTest {
    private static final int SIZE = 16 * 512;

    @TempDir
    Path directory = Path.of("");

    private Path file = Path.of("");
    private final byte[] contents = new byte[SIZE];

    @BeforeEach
    void makeDisk() throws IOException {
        new Random(1).nextBytes(contents);
        file = directory.resolve("disk");
        Files.write(file, contents);
    }

    private static byte[] read(BlockBackend disk, long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        disk.read(position, bytes, 0, length);
        return bytes;
    }

    @Test
    void itReadsAndWritesByPosition() throws IOException {
        try (BlockBackend disk = FileBackend.open(file, false)) {
            assertEquals(SIZE, disk.size());
            assertArrayEquals(Arrays.copyOfRange(contents, 512, 1536), read(disk, 512, 1024));
            byte[] sector = new byte[512];
            disk.write(1024, sector, 0, 512);
            disk.flush();
            System.arraycopy(sector, 0, contents, 1024, 512);
        }
        assertArrayEquals(contents, Files.readAllBytes(file));
    }

    @Test
    void aDiskThatIsWrittenIsForOneMachineOnly() throws IOException {
        try (BlockBackend first = FileBackend.open(file, false)) {
            for (boolean readOnly : new boolean[] {false, true}) {
                IOException refused = assertThrows(IOException.class, () -> FileBackend.open(file, readOnly));
                assertTrue(String.valueOf(refused.getMessage()).endsWith("disk: in use by another machine"));
            }
            assertEquals(SIZE, first.size());
        }
        FileBackend.open(file, false).close();
    }

    @Test
    void aSizeThatIsNotWholeSectorsIsRefusedAndTheLockGivenBack() throws IOException {
        Files.write(file, new byte[1000]);
        IOException refused = assertThrows(IOException.class, () -> FileBackend.open(file, false));
        assertTrue(String.valueOf(refused.getMessage()).contains("multiple of 512"));
        Files.write(file, contents);
        FileBackend.open(file, false).close();
    }

    @Test
    void aSnapshotReadsItsOwnWritesAndTheFileNeverChanges() throws IOException {
        try (BlockBackend disk = new SnapshotBackend(FileBackend.open(file, true))) {
            byte[] sectors = new byte[1024];
            Arrays.fill(sectors, (byte) 7);
            disk.write(512, sectors, 0, 1024);
            disk.flush();
            byte[] expected = contents.clone();
            System.arraycopy(sectors, 0, expected, 512, 1024);
            assertArrayEquals(expected, read(disk, 0, SIZE));
        }
        assertArrayEquals(contents, Files.readAllBytes(file));
    }

    @Test
    void aDiskThatShrinksIsAnErrorOfTheRequestsThatMissIt() throws IOException, AccessFault {
        try (BlockBackend disk = FileBackend.open(file, false);
                Guest guest = new Guest(disk, false)) {
            guest.start();
            assertEquals(0, guest.read(8, 512));
            try (RandomAccessFile shrinking = new RandomAccessFile(file.toFile(), "rw")) {
                shrinking.setLength(4 * 512);
            }
            assertEquals(1, guest.read(8, 512));
            assertEquals(1, guest.write(8, 512));
            assertEquals(0, guest.read(1, 512));
            assertEquals(4 * 512, Files.size(file));
        }
    }
}
