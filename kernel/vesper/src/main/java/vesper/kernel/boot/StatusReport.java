package vesper.kernel.boot;

import vesper.kernel.console.Console;
import vesper.kernel.dev.Clint;
import vesper.kernel.dev.Echo;
import vesper.kernel.mm.FrameAllocator;
import vesper.kernel.proc.ProcessTable;
import vesper.kernel.syscall.Syscalls;

/** How things are, on one line. For M-mode. */
public final class StatusReport implements Echo.Status {
    private final Console console;
    private final Clint clint;
    private final FrameAllocator frames;
    private final ProcessTable processes;
    private final Syscalls syscalls;

    // set once, by setTimebase
    private long timebase = 1;

    /** What it reports of. */
    public StatusReport(
            Console console, Clint clint, FrameAllocator frames, ProcessTable processes, Syscalls syscalls) {
        this.console = console;
        this.clint = clint;
        this.frames = frames;
        this.processes = processes;
        this.syscalls = syscalls;
    }

    /** The rate of {@code mtime}, a second. */
    public void setTimebase(long ticksASecond) {
        timebase = ticksASecond;
    }

    @Override
    public void print() {
        console.text("up ").number(clint.mtime() / timebase).text(" s, ");
        console.count(processes.count(), "process", "processes").text(", ");
        console.count(syscalls.pings(), "ping", "pings").text(", ");
        console.size(frames.free() * FrameAllocator.PAGE_SIZE).text(" free").line();
    }
}
