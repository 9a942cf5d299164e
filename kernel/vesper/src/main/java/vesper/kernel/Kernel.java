package vesper.kernel;

import vesper.kernel.boot.DeviceTree;
import vesper.kernel.boot.MemoryMap;
import vesper.kernel.boot.StatusReport;
import vesper.kernel.console.Console;
import vesper.kernel.dev.Clint;
import vesper.kernel.dev.Echo;
import vesper.kernel.dev.Uart;
import vesper.kernel.dev.virtio.VirtioSlots;
import vesper.kernel.fs.Minix3;
import vesper.kernel.hart.Hart;
import vesper.kernel.irq.Plic;
import vesper.kernel.mm.FrameAllocator;
import vesper.kernel.paging.PageTable;
import vesper.kernel.panic.Backtrace;
import vesper.kernel.panic.Panic;
import vesper.kernel.proc.ProcessTable;
import vesper.kernel.proc.Scheduler;
import vesper.kernel.syscall.Syscalls;
import vesper.kernel.trap.ExternalInterrupts;
import vesper.kernel.trap.Traps;

/**
 * All parts, put together: built on the JVM when the image is made, and laid into it as they are. Every part is handed
 * what it needs, so that a test can build it alone; this is the only place that knows all of them.
 */
public final class Kernel {
    /** The one that boots. */
    public static final Kernel KERNEL = new Kernel();

    private static final int BOOT_HART = 0;

    public final DeviceTree deviceTree = new DeviceTree();
    public final Hart hart = new Hart(BOOT_HART);

    public final Uart uart = new Uart(MemoryMap.UART);
    public final Console console = new Console(uart);
    public final Backtrace backtrace = new Backtrace(console);
    public final Panic panic = new Panic(console, backtrace, MemoryMap.FINISHER);
    public final Clint clint = new Clint(MemoryMap.CLINT);
    public final Plic plic = new Plic(MemoryMap.PLIC, BOOT_HART);

    public final FrameAllocator frames = new FrameAllocator();
    public final PageTable pages = new PageTable(frames);
    public final VirtioSlots virtio =
            new VirtioSlots(MemoryMap.VIRTIO, MemoryMap.VIRTIO_STRIDE, MemoryMap.VIRTIO_SLOTS, frames, console);
    public final Minix3 fs = new Minix3(frames);

    public final ProcessTable processes = new ProcessTable(frames);
    public final Scheduler scheduler = new Scheduler(processes);
    public final Syscalls syscalls = new Syscalls(console, scheduler, fs, frames);

    public final StatusReport status = new StatusReport(console, clint, frames, processes, syscalls);
    public final Echo echo = new Echo(uart, console, status);
    public final ExternalInterrupts external = new ExternalInterrupts(console, plic, MemoryMap.UART_IRQ, echo, virtio);
    public final Traps traps = new Traps(console, panic, clint, external, scheduler, syscalls);
}
