package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.disk.BadTree;
import vesper.disk.MinixImage;

/** Where a file is to be written, {@code -} is standard output. */
class StandardOutputTest {
    @TempDir
    Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static PrintStream print(OutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private int vesper(String... args) {
        Streams streams = new Streams(new ByteArrayInputStream(new byte[] {1, 'x'}), out, print(err), false);
        return new Vesper(streams).run(args);
    }

    private void assertNoFile() {
        assertFalse(Files.exists(Path.of("-")));
    }

    @Test
    void aDeviceTree() throws IOException {
        Path file = dir.resolve("dtb");
        assertEquals(0, vesper("-machine", "dumpdtb=" + file, "-smp", "3"));
        assertEquals(0, vesper("-machine", "dumpdtb=-", "-smp", "3"));
        assertArrayEquals(Files.readAllBytes(file), out.toByteArray());
        assertNoFile();
    }

    @Test
    void aSerialPort() {
        assertEquals(0, vesper("-first-guest", "-serial", "file:-"));
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("Hello from hart 0 of 1."));
        assertNoFile();
    }

    @Test
    void anImageWhoseReportGoesToStandardError() throws IOException, BadTree {
        Path folder = Files.createDirectory(dir.resolve("folder"));
        Files.writeString(folder.resolve("hello"), "hello\n");
        assertEquals(0, new Mkfs(print(out), print(err)).run(new String[] {"-", folder.toString()}));
        assertArrayEquals(MinixImage.builder().tree(folder).build().toBytes(), out.toByteArray());
        assertEquals("-: 23 KiB, 1 files and folders\n", err.toString(StandardCharsets.UTF_8));
        assertNoFile();
    }

    @Test
    void oneThatTakesNothingMoreIsTold() {
        UsageError e = assertThrows(UsageError.class, () -> new OutputFile(Path.of("-"), print(full())).write("text"));
        assertEquals("-: cannot be written", e.getMessage());
    }

    @Test
    void aCommandTellsOfOneThatTakesNothingMore() throws IOException {
        Path folder = Files.createDirectory(dir.resolve("folder"));
        assertEquals(2, new Mkfs(print(full()), print(err)).run(new String[] {"-", folder.toString()}));
        assertEquals("vesper: mkfs: -: cannot be written\n", err.toString(StandardCharsets.UTF_8));
    }

    private static OutputStream full() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
    }

    @Test
    void aFileIsMadeBeforeItIsWritten() throws UsageError {
        OutputFile file = new OutputFile(dir.resolve("f"), print(out));
        file.create();
        assertTrue(Files.exists(dir.resolve("f")));
        UsageError e = assertThrows(UsageError.class, () -> new OutputFile(dir.resolve("no/f"), print(out)).create());
        assertEquals(dir.resolve("no/f") + ": cannot be written", e.getMessage());
    }
}
