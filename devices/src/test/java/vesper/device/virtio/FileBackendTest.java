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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void aDiskThatIsWrittenIsForOneAlone() throws IOException {
        try (BlockBackend first = FileBackend.open(file, false)) {
            for (boolean readOnly : new boolean[] {false, true}) {
                IOException refused = assertThrows(IOException.class, () -> FileBackend.open(file, readOnly));
                assertTrue(String.valueOf(refused.getMessage()).contains("disk: in use by another disk"));
            }
            assertEquals(SIZE, first.size());
        }
        FileBackend.open(file, false).close();
    }

    @Test
    void anyNumberMayReadOneFileByAnyName() throws IOException {
        Path link = Files.createLink(directory.resolve("link"), file);
        Path symbolic = Files.createSymbolicLink(directory.resolve("symbolic"), file);
        try (BlockBackend first = FileBackend.open(file, true);
                BlockBackend second = FileBackend.open(link, true)) {
            FileBackend.open(symbolic, true).close();
            assertArrayEquals(contents, read(first, 0, SIZE));
            assertArrayEquals(contents, read(second, 0, SIZE));
            assertThrows(IOException.class, () -> FileBackend.open(symbolic, false));
        }
        FileBackend.open(file, false).close();
    }

    @Test
    void whoeverReadsAFileStillHasItWhenAnotherHasClosedIt() throws IOException {
        BlockBackend first = FileBackend.open(file, true);
        try (BlockBackend second = FileBackend.open(file, true)) {
            first.close();
            first.close();
            assertArrayEquals(contents, read(second, 0, SIZE));
            assertThrows(IOException.class, () -> FileBackend.open(file, false));
        }
    }

    @Test
    void snapshotsOfOneFileKnowNothingOfEachOther() throws IOException {
        byte[] sector = new byte[512];
        Arrays.fill(sector, (byte) 7);
        try (BlockBackend one = new SnapshotBackend(FileBackend.open(file, true));
                BlockBackend other = new SnapshotBackend(FileBackend.open(file, true))) {
            one.write(0, sector, 0, 512);
            assertArrayEquals(sector, read(one, 0, 512));
            assertArrayEquals(Arrays.copyOf(contents, 512), read(other, 0, 512));
        }
    }

    /** As on QEMU: whole sectors, zeros behind the file's end. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 512", "511, 512", "512, 512", "1000, 1024", "1536, 1536"})
    void theSizeIsRoundedUpToSectors(int bytes, int size) throws IOException {
        Files.write(file, Arrays.copyOf(contents, bytes));
        for (boolean readOnly : new boolean[] {false, true}) {
            try (BlockBackend disk = FileBackend.open(file, readOnly)) {
                assertEquals(size, disk.size());
                byte[] expected = Arrays.copyOf(Arrays.copyOf(contents, bytes), size);
                assertArrayEquals(expected, read(disk, 0, size));
            }
        }
        assertEquals(bytes, Files.size(file), "reading changes nothing");
    }

    @Test
    void aWriteToTheLastSectorMakesTheFileWhole() throws IOException {
        Files.write(file, Arrays.copyOf(contents, 1000));
        byte[] sector = Arrays.copyOfRange(contents, 4096, 4096 + 512);
        try (BlockBackend disk = FileBackend.open(file, false)) {
            disk.write(0, contents, 0, 512);
            assertEquals(1000, Files.size(file));
            disk.write(512, sector, 0, 512);
            assertArrayEquals(sector, read(disk, 512, 512));
        }
        byte[] expected = Arrays.copyOf(contents, 1024);
        System.arraycopy(sector, 0, expected, 512, 512);
        assertArrayEquals(expected, Files.readAllBytes(file));
    }

    @Test
    void aSnapshotOfAFileThatEndsWithinASectorLeavesItSo() throws IOException {
        Files.write(file, Arrays.copyOf(contents, 1000));
        try (BlockBackend disk = new SnapshotBackend(FileBackend.open(file, true))) {
            disk.write(512, contents, 512, 512);
            assertArrayEquals(Arrays.copyOfRange(contents, 512, 1024), read(disk, 512, 512));
        }
        assertEquals(1000, Files.size(file));
    }

    @Test
    void theGuestSeesTheRoundedSizeAndWritesTheLastSector() throws IOException, AccessFault {
        Files.write(file, Arrays.copyOf(contents, 1000));
        try (BlockBackend disk = FileBackend.open(file, false);
                Guest guest = new Guest(disk, false)) {
            guest.start();
            assertEquals(0, guest.read(1, 512));
            assertEquals(1, guest.read(2, 512));
            assertEquals(0, guest.write(1, 512));
            assertEquals(1024, Files.size(file));
        }
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
