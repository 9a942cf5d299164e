package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.machine.TreeText;
import vesper.stress.board.Inventory;
import vesper.stress.board.Outcome;
import vesper.stress.fuzz.Referee;

/** Random command lines: the guest finds the same board here and on QEMU, or both refuse them. */
class MachinesAgainstQemuTest {
    /** A third of the fuzzer's inputs. */
    private static final int CASES = (Integer.getInteger("vesper.option.cases", 10_000) + 2) / 3;

    private static final long SEED = 29_000_000;

    /** Lines that bring another guest, or a disk by its name alone, take the console away, or keep QEMU from running or ending. */
    private static final String NOT_FOR_THIS_GUEST =
            ".*(kernel|-m 1G @|-bios|firmware|-serial|-chardev|-mon |-dtb|dumpdtb|help|[?]"
                    + "|-no-shutdown|shutdown=|-M spike|-M sifive|-S$|-s$|-gdb|-daemonize|-pidfile|-preconfig|-incoming|tcp:"
                    + "|-vnc :|-spice|-chroot|-runas|-readconfig|-D |-d |-trace|-plugin|-L |-nographic).*";

    /** What the machine's own tree must say as QEMU's does. */
    private static final String TOLD =
            "/memory@[0-9a-f]+/.*|/chosen/(bootargs|stdout-path) .*|/cpus/cpu@[0-9a-f]+/reg .*"
                    + "|/cpus/timebase-frequency .*|/soc/virtio_mmio@[0-9a-f]+/reg .*";

    private static final Duration NEAR = Duration.ofHours(1);

    @TempDir
    Path dir = Path.of("");

    private int ran;
    private int refused;

    @Test
    void theGuestFindsTheSameBoardAsOnQemu() throws Exception {
        Referee.require();
        List<ListedWords> all = ListedWords.all();
        List<ListedWords> list = all.stream()
                .filter(each -> !each.verdict().equals("ours"))
                .filter(each -> !each.command().matches(NOT_FOR_THIS_GUEST))
                .toList();
        assertTrue(list.size() > 150, list.size() + " lines");
        new BothMachines(dir).forEach(CASES, number -> new RandomMachine(SEED + number, list), this::judge);
        assertTrue(ran > CASES / 3, ran + " of " + CASES + " ran on both");
        assertTrue(refused > CASES / 20, refused + " of " + CASES + " were refused by both");
    }

    private void judge(RandomMachine line, BothMachines.Pair pair) throws IOException, InterruptedException {
        if (pair.ran()) {
            assertSame(line, pair);
            ran++;
        } else if (pair.there().ran()) {
            String said = pair.here().said();
            assertTrue(line.refusals().stream().anyMatch(said::contains), "refused here alone");
        } else {
            assertFalse(pair.here().ran(), "refused by QEMU alone");
            refused++;
        }
    }

    private void assertSame(RandomMachine line, BothMachines.Pair pair) throws IOException, InterruptedException {
        Outcome there = pair.there();
        Path files = pair.filesThere();
        if (line.hasDisksOnPci()) {
            files = Files.createTempDirectory(dir, "slots");
            there = BothMachines.onQemu(line.withDisksInSlots(), files);
        }
        assertEquals(Inventory.findings(there), Inventory.findings(pair.here()));
        Duration apart = Duration.ofNanos(Inventory.clock(there) - Inventory.clock(pair.here()));
        assertTrue(apart.abs().compareTo(NEAR) < 0, "the clocks are apart by " + apart);
        assertEquals(told(there), told(pair.here()));
        for (Path file : listed(files)) {
            assertEquals(-1, Files.mismatch(file, pair.filesHere().resolve(file.getFileName())), "file " + file);
        }
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String told(Outcome outcome) {
        byte[] tree = Inventory.tree(outcome);
        List<String> lines = tree.length == 0 ? List.of() : TreeText.of(tree);
        return String.join(
                "\n", lines.stream().filter(line -> line.matches(TOLD)).toList());
    }
}
