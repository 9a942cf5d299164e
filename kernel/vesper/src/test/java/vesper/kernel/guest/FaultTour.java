package vesper.kernel.guest;

import org.jspecify.annotations.Nullable;
import vesper.kernel.Kernel;
import vesper.kernel.abi.SystemCallNumber;
import vesper.kernel.boot.KInit;
import vesper.kernel.console.Console;
import vesper.kernel.dev.virtio.BlockDevice;
import vesper.kernel.hart.Hart;
import vesper.kernel.proc.Proc;
import vesper.metal.Addr;
import vesper.metal.Cpu;
import vesper.metal.Csr;
import vesper.metal.Entry;
import vesper.metal.Mem;
import vesper.metal.Symbol;

/**
 * An image whose {@code skmain} starts processes that do what they shouldn't, a tick apart; the last one ends in a panic.
 */
public final class FaultTour {
    private static final int[] TABLE = new int[4];
    private static final long NOWHERE = 0x4000_0000;

    // written by the process `reader`, so that it is not known at build time
    private static int index = 3;

    private FaultTour() {}

    @Entry("skmain")
    static void skmain() {
        Kernel kernel = Kernel.KERNEL;
        BlockDevice disk = kernel.virtio.disk(8);
        if (disk != null) {
            kernel.console.text("mount: ").number(kernel.fs.mount(disk)).line();
        }
        spawn(kernel, "reader", Symbol.address("tour_reader"), kernel.fs.find("welcome.txt"));
        spawn(kernel, "faulty", Symbol.address("tour_faulty"), 0);
        spawn(kernel, "illegal", Symbol.address("tour_illegal"), 0);
        spawn(kernel, "unknown", Symbol.address("tour_unknown"), 0);
        spawn(kernel, "returner", Symbol.address("tour_returner"), 0);
        for (int i = 0; i < 12; i++) {
            spawn(kernel, "sleeper", Symbol.address("tour_sleeper"), 0);
        }
        kernel.console.text("tour: ready").line();
        while (true) {
            Cpu.wfi();
        }
    }

    private static void spawn(Kernel kernel, String name, Addr entry, long argument) {
        Proc process = kernel.scheduler.spawnKernel(name, entry, argument, KInit.satp(kernel));
        told(kernel.console, name, process);
    }

    private static void told(Console console, String name, @Nullable Proc process) {
        console.text("tour: ").text(name);
        if (process == null) {
            console.text(" is refused: the table is full").line();
        } else {
            console.text(" is pid ").number(process.pid()).line();
        }
    }

    @Entry("tour_reader")
    static void reader(long inode) {
        Kernel kernel = Kernel.KERNEL;
        Addr buffer = kernel.frames.zallocate(1);
        long got = Cpu.ecall(SystemCallNumber.READ, inode, buffer.value(), 7, 11);
        kernel.console.text("read ").number(got).text(": ");
        for (long i = 0; i < got; i++) {
            kernel.console.put(buffer.u8(i));
        }
        kernel.console.line();
        long bad = Cpu.ecall(SystemCallNumber.READ, inode, NOWHERE, 8, 0);
        long none = Cpu.ecall(SystemCallNumber.READ, 9999, buffer.value(), 8, 0);
        kernel.console
                .text("read to nowhere ")
                .number(bad)
                .text(", of no inode ")
                .number(none)
                .line();
        kernel.frames.deallocate(buffer);
        index = 4;
    }

    @Entry("tour_faulty")
    static void faulty() {
        Mem.store64(NOWHERE, 1);
        Mem.load8(NOWHERE + 1);
        Cpu.ecall(SystemCallNumber.EXIT, 7, 0, 0);
    }

    @Entry("tour_illegal")
    static void illegal() {
        long hartid = Csr.read(Csr.MHARTID); // M-mode's
        Kernel.KERNEL.console.text("mhartid is ").number(hartid).line();
    }

    @Entry("tour_unknown")
    static void unknown() {
        long result = Cpu.ecall(1234, 0, 0, 0);
        Kernel.KERNEL.console.text("result ").number(result).line();
    }

    @Entry("tour_returner")
    static void returner() {}

    /** The first to wake up again makes the kernel panic. */
    @Entry("tour_sleeper")
    static void sleeper() {
        Cpu.ecall(SystemCallNumber.PING, 1, 0, 0);
        Kernel.KERNEL
                .console
                .text("tour: the end, on hart ")
                .number(Hart.current().hartid())
                .line();
        deeper(TABLE);
        Cpu.ecall(SystemCallNumber.PING, 1, 0, 0);
    }

    private static void deeper(int[] table) {
        table[index]++;
    }
}
