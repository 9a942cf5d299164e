package vesper.aot.elf;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A debugger on a kernel that QEMU runs. */
final class Gdb {
    private static final Path GDB = Path.of("/usr/bin/gdb-multiarch");
    private static final Path QEMU = Path.of("/usr/bin/qemu-system-riscv64");

    private Gdb() {}

    /** CI installs both, so that there a missing one is a failure. */
    private static void require() {
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

    /** Starts the kernel halted, lets the debugger do what it is told, and returns all that it prints. */
    static String session(Path elf, Path folder, String... commands) throws IOException, InterruptedException {
        require();
        Path transcript = folder.resolve("gdb.txt");
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        Process qemu = new ProcessBuilder(
                        QEMU.toString(),
                        "-M",
                        "virt",
                        "-m",
                        "128M",
                        "-bios",
                        "none",
                        "-display",
                        "none",
                        "-serial",
                        "null",
                        "-monitor",
                        "none",
                        "-S",
                        "-gdb",
                        "tcp:127.0.0.1:" + port,
                        "-kernel",
                        elf.toString())
                .inheritIO()
                .start();
        try {
            List<String> command = new ArrayList<>(List.of(GDB.toString(), "-nx", "-batch", elf.toString()));
            List<String> script = new ArrayList<>(List.of("set tcp auto-retry on", "target remote 127.0.0.1:" + port));
            script.addAll(List.of(commands));
            script.forEach(line -> command.addAll(List.of("-ex", line)));
            Process gdb = new ProcessBuilder(command)
                    .directory(folder.toFile())
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
}
