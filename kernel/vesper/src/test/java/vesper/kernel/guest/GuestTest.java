package vesper.kernel.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.disk.SampleDisk;
import vesper.kernel.boot.SampleElf;

/** The compiled kernel on our machine; where QEMU is installed, its transcript must be the same. */
class GuestTest {
    private static final String PINGED = "Ctrl-T tells how many\n";

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void makeDisk() throws Exception {
        SampleDisk.builder().file("bin/hello", SampleElf.bytes()).build().write(folder.resolve("disk.img"));
    }

    private static Path disk() {
        return folder.resolve("disk.img");
    }

    private static Guest.Run run(Image image, int harts, int memory, @Nullable Path disk, String last)
            throws Exception {
        Guest guest = new Guest(image, harts, memory, disk);
        Guest.Run ours = new Ours().run(guest, last);
        if (Qemu.isThere()) {
            assertEquals(new Qemu().run(guest, last), ours);
        }
        return ours;
    }

    private static void assertLine(Guest.Run run, String line) {
        assertTrue(run.output().contains(line), () -> "no '" + line + "' in\n" + run.output());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void kernelBootsToTheConsoleAndInitPings(int harts) throws Exception {
        Guest.Run run = run(Image.KERNEL, harts, 128, disk(), PINGED);
        assertLine(run, harts == 1 ? "hart 0 runs\n" : harts + ": hart 0 runs, the others wait\n");
        assertLine(run, "minix    mounted");
        assertLine(run, "PT_LOAD  vaddr 0x00020000  filesz 0x000020  memsz 0x001000  rw-");
        assertLine(run, "first ping by init_process (pid 1)");
    }

    @Test
    void kernelBootsWithoutDisk() throws Exception {
        assertLine(run(Image.KERNEL, 1, 128, null, PINGED), "disk     none: there will be no files\n");
    }

    @Test
    void kernelBootsInTwoMebibytes() throws Exception {
        // QEMU 7.2 has no place for its device tree then.
        Guest.Run run = new Ours().run(new Guest(Image.KERNEL, 1, 2, disk()), PINGED);
        assertLine(run, "memory   2 MiB at 0x80000000\n");
        assertLine(run, "minix    mounted");
    }

    @Test
    void supervisorMayTouchNothingWithoutThePmpEntry() throws Exception {
        Guest guest = new Guest(Image.WITHOUT_PMP, 1, 128, null);
        Guest.Run ours = new Ours().run(guest, "\0");
        assertLine(ours, "PANIC on hart 0: InstructionAccessFault of 0x8000");
        assertEquals(1, ours.status());
        if (Qemu.isThere()) {
            // QEMU refuses the mret, where the manual (section 3.7.1) has the first fetch fail.
            Guest.Run referee = new Qemu().run(guest, "\0");
            assertLine(referee, "PANIC on hart 0: IllegalInstruction of 0x30200073 at 0x8000");
            assertEquals(1, referee.status());
        }
    }

    @Test
    void propertiesHoldCompiled() throws Exception {
        Guest.Run run = run(Image.SELF_TEST, 1, 128, null, "\0");
        assertLine(run, "selftest: all hold\n");
        assertEquals(0, run.status());
    }

    @Test
    void everyFaultIsALineAndNothingElseBreaks() throws Exception {
        Guest.Run run = run(Image.FAULT_TOUR, 2, 128, disk(), "\0");
        assertLine(run, "tour: sleeper is refused: the table is full\n");
        assertLine(run, "read 7: Vesper'\n");
        assertLine(run, "read to nowhere -14, of no inode -2\n");
        assertLine(run, "exit with status 0 by reader (pid 1)\n");
        assertLine(run, "trap: StorePageFault of 0x40000000 at 0x8000");
        assertLine(run, "trap: LoadPageFault of 0x40000001 at 0x8000");
        assertLine(run, "exit with status 7 by faulty (pid 2)\n");
        assertLine(run, "trap: IllegalInstruction of ");
        assertLine(run, " in illegal (pid 3): the process ends\n");
        assertLine(run, "unknown system call 1234 by unknown (pid 4)\nresult -38\n");
        assertLine(run, "exit with status 0 by returner (pid 5)\n");
        assertLine(run, "first ping by sleeper (pid 16)");
        assertLine(run, "tour: the end, on hart 0\nPANIC on hart 0: ");
        assertLine(run, "FaultTour.java:");
        assertLine(run, "The machine stops here.\n");
        assertEquals(1, run.status());
    }
}
