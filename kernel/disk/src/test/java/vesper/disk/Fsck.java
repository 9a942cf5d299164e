package vesper.disk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** util-linux's fsck.minix, the referee. */
final class Fsck {
    private static final Path PROGRAM = Path.of("/sbin/fsck.minix");

    /** What it did; the output is empty if it has nothing to say. */
    record Verdict(int status, String output) {}

    private Fsck() {}

    /** Skips the test if there is none; CI installs it, so that there a missing one is a failure. */
    static void require() {
        boolean there = Files.isExecutable(PROGRAM);
        if (System.getenv("CI") != null) {
            assertTrue(there, "not installed: " + PROGRAM);
        }
        if (!there) {
            System.out.println("skipped: the image's referee needs " + PROGRAM + ", of Debian's package util-linux");
        }
        Assumptions.assumeTrue(there, () -> "not installed: " + PROGRAM);
    }

    static Verdict check(Path image) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(PROGRAM.toString(), "-f", image.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), output.replaceFirst("^Forcing filesystem check on .*\n", ""));
    }
}
