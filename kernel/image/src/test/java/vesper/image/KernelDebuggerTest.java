package vesper.image;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code gdb-multiarch} on the kernel, started where a developer starts it: in the project's folder. */
@Timeout(120)
class KernelDebuggerTest {
    private static final Path GDB = Path.of("/usr/bin/gdb-multiarch");
    private static final Path QEMU = Path.of("/usr/bin/qemu-system-riscv64");
    private static final Path PROJECT = Path.of("../..");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    /** CI installs both, so that there a missing one is a failure. */
    private static void requireTools() {
        List<Path> missing = new ArrayList<>(List.of(GDB, QEMU));
        missing.removeIf(Files::isExecutable);
        if (System.getenv("CI") != null) {
            assertTrue(missing.isEmpty(), "not installed: " + missing);
        }
        if (!missing.isEmpty()) {
            System.out.println(
                    "SKIPPED: the debugger's test needs Debian's packages gdb-multiarch and qemu-system-misc;"
                            + " not there: " + missing);
        }
        Assumptions.assumeTrue(missing.isEmpty(), () -> "not installed: " + missing);
    }

    /** Runs until the line that holds {@code code}, and says what gdb prints. */
    private String breakAt(String file, String code) throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(PROJECT.resolve("kernel/vesper/src/main/java/vesper/kernel/" + file));
        int line = 1;
        while (!lines.get(line - 1).contains(code)) {
            line++;
        }
        String name = file.substring(file.lastIndexOf('/') + 1);
        String output = gdb("break " + name + ":" + line, "continue", "list " + line + "," + line, "backtrace");
        assertTrue(output.contains(" at kernel/vesper/src/main/java/vesper/kernel/" + file + ":" + line), output);
        assertTrue(output.contains(line + "\t" + lines.get(line - 1)), output);
        return output;
    }

    private String gdb(String... commands) throws IOException, InterruptedException {
        Path elf = dir.resolve("vesper.elf");
        try (InputStream in = KernelDebuggerTest.class.getResourceAsStream("/" + Build.FOLDER + "/vesper.elf")) {
            Files.write(elf, Objects.requireNonNull(in).readAllBytes());
        }
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        String machine = "-M virt -m 128M -bios none -display none -serial null -monitor none -S -gdb tcp:127.0.0.1:";
        List<String> qemuWords = new ArrayList<>(List.of((QEMU + " " + machine + port).split(" ", -1)));
        qemuWords.addAll(List.of("-kernel", elf.toString()));
        List<String> gdbWords = new ArrayList<>(List.of(GDB.toString(), "-nx", "-batch", elf.toString()));
        gdbWords.addAll(List.of("-ex", "set tcp auto-retry on", "-ex", "target remote 127.0.0.1:" + port));
        List.of(commands).forEach(command -> gdbWords.addAll(List.of("-ex", command)));
        Path transcript = dir.resolve("gdb.txt");
        Process qemu = new ProcessBuilder(qemuWords).inheritIO().start();
        try {
            Process gdb = new ProcessBuilder(gdbWords)
                    .directory(PROJECT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(transcript.toFile())
                    .start();
            gdb.getOutputStream().close();
            boolean ended = gdb.waitFor(60, TimeUnit.SECONDS);
            gdb.destroyForcibly().waitFor();
            String output = Files.readString(transcript);
            assertTrue(ended, () -> "it goes on and on: " + output);
            return output;
        } finally {
            qemu.destroyForcibly().waitFor();
        }
    }

    @Test
    void itBreaksAtALineOfTheFrameAllocatorAndListsIt() throws IOException, InterruptedException {
        requireTools();
        String output = breakAt("mm/FrameAllocator.java", "free -= pages;");
        assertTrue(output.contains("kernel/boot/KInit.java"), output);
    }

    @Test
    void itBreaksInSupervisorModeWithPagingOn() throws IOException, InterruptedException {
        requireTools();
        breakAt("boot/Skmain.java", "none: there will be no files");
    }
}
