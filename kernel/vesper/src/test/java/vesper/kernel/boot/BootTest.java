package vesper.kernel.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vesper.disk.MinixImage;
import vesper.kernel.board.Board;
import vesper.kernel.board.FakeVirtioDisk;
import vesper.kernel.paging.Pte;
import vesper.kernel.trap.TrapFrame;
import vesper.metal.Addr;
import vesper.metal.Csr;
import vesper.metal.host.HostFault;

class BootTest {
    private static final long MIB = 1 << 20;

    private final Board board = new Board(16 * MIB);

    @AfterEach
    void close() {
        board.close();
    }

    private String boot() {
        board.onSupervisor(() -> Skmain.boot(board.kernel()));
        KInit.start(board.kernel(), board.deviceTree(4));
        return board.uart().output();
    }

    private static byte[] image() throws Exception {
        return MinixImage.builder().file("bin/hello", SampleElf.bytes()).build().toBytes();
    }

    private void assertLine(String output, String line) {
        assertTrue(output.contains(line), () -> "no '" + line + "' in\n" + output);
    }

    @Test
    void bootSaysWhatCameUpAndEndsInTheConsole() throws Exception {
        FakeVirtioDisk disk = board.disk(image());
        String output = boot();
        assertEquals(List.of(), disk.breaches());
        assertLine(output, "4: hart 0 runs, the others wait");
        assertLine(output, "16 MiB at 0x");
        assertLine(output, "slot 8 at 0x10008000: disk of");
        assertLine(output, "sectors 0 to 7 read");
        assertLine(output, "mounted, ");
        assertLine(output, "PT_LOAD  vaddr 0x00010000  filesz 0x000080  memsz 0x000080  r-x");
        assertLine(output, "init_process is pid 1");
        assertTrue(board.plic().enabled(MemoryMap.UART_IRQ));
        assertTrue(board.plic().enabled(8));
        assertFalse(board.plic().enabled(7));
    }

    @Test
    void initIsScheduledByTheTimerAndItsFirstPingIsToldOnce() throws Exception {
        board.disk(image());
        boot();
        board.uart().clear();
        assertEquals(10_000_000, board.clint().deadline());
        for (int i = 0; i < 3; i++) {
            board.tick();
            assertEquals("init_process", board.kernel().hart.context().name());
            vesper.kernel.trap.TrapFrame frame = new vesper.kernel.trap.TrapFrame(
                    board.kernel().hart.context().frame());
            frame.setReg(TrapFrame.A7, 1);
            board.trap(9, 0x8000_0000L, 0);
            assertEquals("skmain", board.kernel().hart.context().name());
        }
        assertEquals(3, board.kernel().syscalls.pings());
        assertEquals(
                "first ping by init_process (pid 1); Ctrl-T tells how many\n",
                board.uart().output());
    }

    @Test
    void identityMapsGiveEachPartItsAccess() {
        board.noDisk();
        boot();
        Addr ram = new Addr(board.ramBase());
        int all = Pte.R | Pte.W | Pte.X | Pte.U;
        var pages = board.kernel().pages;
        assertEquals(Pte.R | Pte.X, pages.leaf(ram).flags() & all);
        assertEquals(Pte.R, pages.leaf(MemoryMap.rodataStart()).flags() & all);
        assertEquals(Pte.R | Pte.W, pages.leaf(MemoryMap.dataStart()).flags() & all);
        assertEquals(Pte.R | Pte.W, pages.leaf(ram.plus(16 * MIB - 1)).flags() & all);
        assertEquals(Pte.R | Pte.W, pages.leaf(new Addr(MemoryMap.UART)).flags() & all);
        assertEquals(Pte.R | Pte.W, pages.leaf(new Addr(0x1000_8fff)).flags() & all);
        assertFalse(pages.leaf(new Addr(0x1000_9000)).valid());
        assertFalse(pages.leaf(new Addr(MemoryMap.PLIC)).valid());
        assertEquals(ram.plus(0x1_2345), pages.walk(ram.plus(0x1_2345)));
        assertEquals(8L << 60 | pages.root().value() >>> 12, Csr.read(Csr.SATP));
    }

    @Test
    void machineWithoutDiskBootsAllTheSame() {
        board.noDisk();
        String output = boot();
        assertLine(output, "virtio   no device in any of 8 slots");
        assertLine(output, "disk     none: there will be no files");
        assertLine(output, "init_process is pid 1");
    }

    @Test
    void emptyDiskIsNamed() {
        board.disk(new byte[0]);
        String output = boot();
        assertLine(output, "disk     empty: it has no sectors");
        assertLine(output, "init_process is pid 1");
    }

    @Test
    void diskWithoutFileSystemIsNamed() {
        board.disk(new byte[64 * 1024]);
        assertLine(boot(), "minix    no Minix 3 file system: the magic number is wrong");
    }

    @Test
    void diskTooSmallForAFileSystemIsNamed() {
        board.disk(new byte[512]);
        assertLine(boot(), "minix    the disk is too small to hold a file system");
    }

    @Test
    void truncatedDiskIsNamed() throws Exception {
        byte[] whole = image();
        board.disk(Arrays.copyOf(whole, whole.length - 1024));
        assertLine(boot(), "minix    truncated: the disk is smaller than its file system");
    }

    @Test
    void missingProgramIsNamed() throws Exception {
        board.disk(MinixImage.builder().file("readme", new byte[10]).build().toBytes());
        assertLine(boot(), "elf      bin/hello: no such file");
    }

    @Test
    void badProgramIsNamed() throws Exception {
        board.disk(MinixImage.builder().file("bin/hello", new byte[100]).build().toBytes());
        assertLine(boot(), ": not an ELF: the magic number is wrong");
    }

    @Test
    void unreadableSectorIsNamedAndTheBootGoesOn() throws Exception {
        board.disk(image()).failSector(2);
        String output = boot();
        assertLine(output, "can't be read (status 1)");
        assertLine(output, "init_process is pid 1");
    }

    @Test
    void twoMebibytesAreEnough() throws Exception {
        board.close();
        try (Board small = new Board(2 * MIB)) {
            small.disk(image());
            small.onSupervisor(() -> Skmain.boot(small.kernel()));
            KInit.start(small.kernel(), small.deviceTree(1));
            assertLine(small.uart().output(), "PT_LOAD");
            assertLine(small.uart().output(), "init_process is pid 1");
        }
    }

    @Test
    void tooLittleMemoryStopsTheMachineWithALine() {
        board.close();
        try (Board tiny = new Board(0x4_0000)) {
            tiny.noDisk();
            tiny.onSupervisor(() -> Skmain.boot(tiny.kernel()));
            assertThrows(HostFault.class, () -> KInit.start(tiny.kernel(), tiny.deviceTree(1)));
            assertLine(tiny.uart().output(), "too little memory: the kernel alone needs 256 KiB");
        }
    }
}
