package vesper.stress.board;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Starts our machine and QEMU's, with the same words. */
public final class Boards {
    public static final Path QEMU = Path.of("/usr/bin/qemu-system-riscv64");

    /** Long past any sane time; a watchdog, not a measurement. */
    private static final long PATIENCE_SECONDS = 120;

    private Boards() {}

    /** Skips the test if a file is not there. CI installs Debian's {@code packages}, so that there it is a failure. */
    public static void require(String packages, Path... files) {
        List<Path> missing = new ArrayList<>(List.of(files));
        missing.removeIf(Files::exists);
        if (System.getenv("CI") != null) {
            assertTrue(missing.isEmpty(), "not installed: " + missing);
        }
        if (!missing.isEmpty()) {
            System.out.println("skipped: the test needs Debian's packages " + packages + "; not there: " + missing);
        }
        Assumptions.assumeTrue(missing.isEmpty(), () -> "not installed: " + missing);
    }

    public static List<String> qemu(List<String> words) {
        return command(List.of(QEMU.toString()), words);
    }

    public static List<String> ours(List<String> words) {
        List<String> start = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "vesper.boot.Main");
        return command(start, words);
    }

    private static List<String> command(List<String> start, List<String> words) {
        List<String> command = new ArrayList<>(start);
        command.addAll(words);
        return command;
    }

    /** Runs a machine to its end with this file typed at it; {@return its console's lines} */
    static List<String> run(List<String> command, Path typed) throws IOException, InterruptedException {
        Outcome outcome = outcome(command, typed);
        assertEquals(0, outcome.status(), () -> command + "\n" + outcome.text());
        return outcome.text().replace("\r", "").lines().toList();
    }

    /** Runs a machine to its end with this file typed at it, however it ends. */
    public static Outcome outcome(List<String> command, Path typed) throws IOException, InterruptedException {
        Path output = Files.createTempFile("vesper-board", ".out");
        Path errors = Files.createTempFile("vesper-board", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(typed.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile()) // QEMU tells there what drivers do wrong
                    .start();
            boolean ended;
            try {
                ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } finally {
                process.destroyForcibly();
            }
            byte[] serial = Files.readAllBytes(output);
            assertTrue(ended, () -> "still running: " + command + "\n" + new String(serial, ISO_8859_1));
            return new Outcome(process.exitValue(), serial, Files.readString(errors, ISO_8859_1));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
