package vesper.stress.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import vesper.stress.referee.Qemu;

/** Whether QEMU is there. */
public final class Referee {
    private Referee() {}

    /** {@return QEMU}; CI installs it, so that there a missing one is a failure. */
    public static Path require() {
        boolean there = Files.isExecutable(Qemu.DEFAULT);
        if (System.getenv("CI") != null) {
            assertTrue(there, "not installed: " + Qemu.DEFAULT);
        }
        if (!there) {
            System.out.println(
                    "skipped: comparing with QEMU needs qemu-system-riscv64, of Debian's package qemu-system-misc");
        }
        Assumptions.assumeTrue(there, () -> "not installed: " + Qemu.DEFAULT);
        return Qemu.DEFAULT;
    }
}
