package vesper.stress.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vesper.stress.board.Boards;

/** OpenSBI's fw_jump starts U-Boot in S-mode on four harts, and U-Boot's console says what it says on QEMU. */
class FirmwareAgainstQemuTest {
    private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_jump.elf");
    private static final Path U_BOOT = Path.of("/usr/lib/u-boot/qemu-riscv64_smode/uboot.elf");
    private static final String PROMPT = "=> ";

    /** What both are told; ours has no H extension. */
    private static final List<String> MACHINE = List.of(
            "-M",
            "virt",
            "-cpu",
            "rv64,h=false",
            "-smp",
            "4",
            "-m",
            "128M",
            "-nographic",
            "-bios",
            OPENSBI.toString(),
            "-kernel",
            U_BOOT.toString());

    @Test
    void uBootListsFourHartsAndPowersOffAsOnQemu() throws IOException, InterruptedException {
        Boards.require("opensbi, u-boot-qemu and qemu-system-misc", OPENSBI, U_BOOT, Boards.QEMU);
        String ours = session(Boards.ours(MACHINE));
        assertEquals(4, ours.lines().filter(line -> line.contains(": cpu@")).count(), ours);
        assertEquals(comparable(session(Boards.qemu(MACHINE))), comparable(ours));
    }

    private static String session(List<String> command) throws IOException, InterruptedException {
        try (SerialConsole console = new SerialConsole(command)) {
            console.await("Hit any key to stop autoboot");
            console.type("\n");
            console.await(PROMPT);
            console.type("cpu list\n");
            console.await(PROMPT);
            console.type("poweroff\n");
            assertEquals(0, console.exitStatus(), console.text());
            return console.text();
        }
    }

    /** The console's lines, without what may differ: times, addresses, and what the two boards have besides. */
    private static String comparable(String text) {
        return Arrays.stream(text.replace("\b", "").split("\r?\n"))
                .filter(line -> !line.startsWith("Flash:")) // ours has no pflash
                .filter(line -> !line.isBlank())
                .map(FirmwareAgainstQemuTest::comparableLine)
                .collect(Collectors.joining("\n"));
    }

    private static String comparableLine(String line) {
        if (line.startsWith("Hit any key")) {
            return "Hit any key"; // how far the countdown came
        }
        return line.replaceAll("rv64imafdc[a-z0-9_]*", "ISA") // Zacas here, Zbc there
                .replaceAll("(Boot HART( ID)? +: )\\d+", "$1N") // harts race for it
                .replaceAll("(MHPM Count +: )\\d+", "$1N") // none here, 16 there
                .replaceAll("Core: .* uclasses", "Core: N devices") // flash, PCIe and fw_cfg there
                .replaceAll("(Working FDT set to )[0-9a-f]+", "$1ADDRESS");
    }
}
