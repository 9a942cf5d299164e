package vesper.stress.hostile;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.machine.Disk;
import vesper.machine.Ending;
import vesper.machine.ImageFile;
import vesper.machine.Machine;
import vesper.machine.MachineConfig;

/**
 * Random instructions in M-mode on four harts with every device in reach: whatever they do, no host exception, no hang,
 * no access outside the guest's RAM (each of those is a machine fault, which names itself).
 *
 * <p>{@code -Dvesper.soup.seconds=60} runs longer, {@code -Dvesper.soup.seed=N} repeats one soup.
 */
class HostileGuestTest {
    private static final int SECONDS = Integer.getInteger("vesper.soup.seconds", 20);
    private static final int SECONDS_A_SOUP = 2;
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path directory;

    @Test
    void randomInstructionsInMachineModeNeitherBreakNorHangTheMachine() throws Exception {
        long seed = Long.getLong("vesper.soup.seed", System.nanoTime());
        Path disk = directory.resolve("disk.img");
        Files.write(disk, new byte[64 << 10]);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        for (int i = 0; i == 0 || System.nanoTime() < end; i++) {
            System.out.println("soup: -Dvesper.soup.seed=" + (seed + i));
            assertSurvives(seed + i, disk);
        }
    }

    private static void assertSurvives(long seed, Path disk) throws Exception {
        MachineConfig config = MachineConfig.builder()
                .harts(4)
                .kernel(new ImageFile("soup " + seed, Soup.image(seed)))
                .disks(List.of(new Disk("soup", disk, false, true, 7)))
                .legacyVirtio((seed & 1) == 0)
                .build();
        try (Machine machine = new Machine(config, OutputStream.nullOutputStream())) {
            CompletableFuture<Ending> ending = new CompletableFuture<>();
            Thread runner = Thread.ofPlatform().daemon().start(() -> run(machine, ending));
            try {
                ending.get(SECONDS_A_SOUP, TimeUnit.SECONDS);
            } catch (TimeoutException stillRunning) {
                machine.end(new Ending(0, ""));
            }
            Ending last = ending.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertFalse(last.message().contains("fault"), () -> "seed " + seed + ": " + last.message());
            runner.join();
            assertTrue(machine.stats().contains("instructions"), machine::stats);
        }
    }

    private static void run(Machine machine, CompletableFuture<Ending> ending) {
        try {
            ending.complete(machine.run());
        } catch (InterruptedException | RuntimeException e) {
            ending.completeExceptionally(e);
        }
    }
}
