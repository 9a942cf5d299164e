package vesper.kernel.boot;

import vesper.kernel.Kernel;
import vesper.kernel.console.Console;
import vesper.kernel.paging.PageTable;
import vesper.kernel.paging.Pte;
import vesper.kernel.trap.TrapFrame;
import vesper.metal.Addr;
import vesper.metal.Cpu;
import vesper.metal.Csr;
import vesper.metal.Entry;
import vesper.metal.Symbol;

/** The boot in M-mode, without translation and with interrupts off: from {@link Reset} to {@link Skmain}. */
public final class KInit {
    private static final long DEFAULT_MEMORY = 128 << 20;
    private static final long DEFAULT_TIMEBASE = 10_000_000;
    private static final long SATP_SV39 = 8L << 60;
    private static final int PAGE_SHIFT = 12;

    private static final long MSTATUS_MPP_S = 1L << 11;
    private static final long MSTATUS_MPIE = 1 << 7;
    private static final long MIE_SOFTWARE = 1 << 3;
    private static final long MIE_TIMER = 1 << 7;
    private static final long MIE_EXTERNAL = 1 << 11;
    private static final long COUNTERS = 7; // cycle, time, instret

    private static final int PRIORITY = 1;
    private static final int COLUMN = 9;

    private KInit() {}

    /** Comes from {@link Reset}; doesn't return. */
    @Entry("kinit")
    static void kinit(long hartid, long deviceTree) {
        start(Kernel.KERNEL, new Addr(deviceTree));
    }

    /** Brings everything up, and goes on in S-mode. */
    static void start(Kernel kernel, Addr deviceTree) {
        beginTraps(kernel);
        kernel.uart.begin();
        kernel.console.line();
        kernel.console.text("Vesper's kernel, all in Java").line();
        long ramEnd = beginMemory(kernel, deviceTree);
        beginPaging(kernel, new Addr(ramEnd));
        beginDevices(kernel);
        beginTimer(kernel);
        beginInterrupts();
        enterSupervisor(kernel);
    }

    /** From here on a failed check is a panic with a backtrace. */
    public static void beginTraps(Kernel kernel) {
        Addr idle = Symbol.address("idle_frame");
        Addr nested = Symbol.address("nested_frame");
        kernel.hart.begin(idle, nested);
        beginFrame(kernel, new TrapFrame(idle), Symbol.address("trap_stack_end"));
        beginFrame(kernel, new TrapFrame(nested), Symbol.address("nested_stack_end"));
        Csr.write(Csr.MTVEC, Symbol.address("m_trap_vector").value());
    }

    private static void beginFrame(Kernel kernel, TrapFrame frame, Addr stackEnd) {
        frame.setTrapStack(stackEnd);
        frame.setHartid(kernel.hart.hartid());
        frame.setLocal(kernel.hart.pointer());
    }

    /** Returns the end of RAM. */
    private static long beginMemory(Kernel kernel, Addr blob) {
        DeviceTree tree = kernel.deviceTree;
        Addr ram = MemoryMap.textStart();
        boolean told = tree.read(blob, ram) && tree.memorySize() != 0;
        long size = told ? tree.memorySize() : DEFAULT_MEMORY;
        Addr end = ram.plus(size);
        kernel.backtrace.setStackBounds(ram, end);

        Console console = kernel.console;
        console.text("harts").tab(COLUMN);
        if (tree.harts() > 1) {
            console.number(tree.harts()).text(": hart 0 runs, the others wait").line();
        } else {
            console.text("hart 0 runs").line();
        }
        console.text("memory").tab(COLUMN).size(size).text(" at ").address(ram);
        console.text(told ? "" : ", a guess: there is no device tree").line();
        part(console, "code", MemoryMap.textStart(), MemoryMap.rodataStart(), "r-x");
        part(console, "constants", MemoryMap.rodataStart(), MemoryMap.dataStart(), "r--");
        part(console, "data", MemoryMap.dataStart(), MemoryMap.heapStart(), "rw-");
        if (!kernel.frames.begin(MemoryMap.heapStart(), end)) {
            console.text("too little memory: the kernel alone needs ");
            console.size(MemoryMap.heapStart().minus(ram)).line();
            kernel.panic.halt();
        }
        part(console, "heap", MemoryMap.heapStart(), end, "rw-");
        return end.value();
    }

    private static void part(Console console, String name, Addr start, Addr end, String access) {
        console.tab(COLUMN)
                .text(name)
                .tab(COLUMN + 11)
                .address(start)
                .tab(COLUMN + 23)
                .text(access);
        console.tab(COLUMN + 28).size(end.minus(start)).line();
    }

    private static void beginPaging(Kernel kernel, Addr ramEnd) {
        PageTable pages = kernel.pages;
        long before = kernel.frames.free();
        boolean mapped = pages.begin()
                && pages.mapIdentity(MemoryMap.textStart(), MemoryMap.rodataStart(), Pte.R | Pte.X)
                && pages.mapIdentity(MemoryMap.rodataStart(), MemoryMap.dataStart(), Pte.R)
                && pages.mapIdentity(MemoryMap.dataStart(), ramEnd, Pte.R | Pte.W)
                && pages.mapIdentity(
                        new Addr(MemoryMap.UART), new Addr(MemoryMap.UART + PageTable.PAGE_SIZE), Pte.R | Pte.W)
                && pages.mapIdentity(
                        new Addr(MemoryMap.VIRTIO),
                        new Addr(MemoryMap.VIRTIO + MemoryMap.VIRTIO_STRIDE * MemoryMap.VIRTIO_SLOTS),
                        Pte.R | Pte.W);
        if (!mapped) {
            kernel.console.text("too little memory for page tables").line();
            kernel.panic.halt();
        }
        long tables = before - kernel.frames.free();
        kernel.console.text("paging").tab(COLUMN).text("Sv39, root at ").address(pages.root());
        kernel.console.text(", ").count(tables, "table", "tables").line();
    }

    private static void beginDevices(Kernel kernel) {
        kernel.console.text("uart").tab(COLUMN).text("at ").address(new Addr(MemoryMap.UART));
        kernel.console.text(", interrupt ").number(MemoryMap.UART_IRQ).line();
        kernel.virtio.probe();
        kernel.plic.setThreshold(0);
        kernel.plic.enable(MemoryMap.UART_IRQ, PRIORITY);
        for (int slot = 1; slot <= kernel.virtio.count(); slot++) {
            if (kernel.virtio.disk(slot) != null) {
                kernel.plic.enable(slot, PRIORITY);
            }
        }
    }

    private static void beginTimer(Kernel kernel) {
        long timebase = kernel.deviceTree.timebase() != 0 ? kernel.deviceTree.timebase() : DEFAULT_TIMEBASE;
        kernel.console.text("timer").tab(COLUMN).number(timebase);
        kernel.console.text(" Hz, a tick a second").line();
        kernel.status.setTimebase(timebase);
        kernel.traps.beginTimer(kernel.hart.hartid(), timebase);
    }

    /** None is delegated. Those that are enabled here are taken from {@link #enterSupervisor} on. */
    private static void beginInterrupts() {
        Csr.write(Csr.MEDELEG, 0);
        Csr.write(Csr.MIDELEG, 0);
        Csr.write(Csr.MCOUNTEREN, COUNTERS);
        Csr.write(Csr.MIE, MIE_SOFTWARE | MIE_TIMER | MIE_EXTERNAL);
    }

    /** Interrupts for M-mode are taken in S-mode whatever MIE says: they are on from the {@code mret}. */
    private static void enterSupervisor(Kernel kernel) {
        long satp = satp(kernel);
        TrapFrame idle = new TrapFrame(kernel.hart.idle().frame());
        idle.setSatp(satp);
        Csr.write(Csr.SATP, satp);
        Cpu.sfenceVma();
        Csr.write(Csr.MSCRATCH, idle.at().value());
        Csr.write(Csr.MEPC, Symbol.address("skmain").value());
        Csr.write(Csr.MSTATUS, MSTATUS_MPP_S | MSTATUS_MPIE);
        Cpu.call(Symbol.address("enter_supervisor"), 0);
    }

    /** The kernel's address space, as {@code satp} has it. */
    public static long satp(Kernel kernel) {
        return SATP_SV39 | kernel.pages.root().value() >>> PAGE_SHIFT;
    }
}
