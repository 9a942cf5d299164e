package vesper.kernel.syscall;

import vesper.kernel.abi.SystemCallNumber;
import vesper.kernel.console.Console;
import vesper.kernel.fs.FsError;
import vesper.kernel.fs.Minix3;
import vesper.kernel.hart.Hart;
import vesper.kernel.mm.FrameAllocator;
import vesper.kernel.proc.Proc;
import vesper.kernel.proc.Scheduler;
import vesper.kernel.trap.TrapFrame;
import vesper.metal.Addr;

/**
 * The system calls, by their {@link SystemCallNumber}. The result goes to {@code a0}, negative if it is an
 * {@link Errno}.
 */
public final class Syscalls {
    private final Console console;
    private final Scheduler scheduler;
    private final Minix3 fs;
    private final FrameAllocator frames;

    // owned by the trap handler
    private long pings;

    public Syscalls(Console console, Scheduler scheduler, Minix3 fs, FrameAllocator frames) {
        this.console = console;
        this.scheduler = scheduler;
        this.fs = fs;
        this.frames = frames;
    }

    /** How often any process has pinged. */
    public long pings() {
        return pings;
    }

    /** Does what {@code caller}, which runs on the hart, asks for. */
    public void handle(Hart hart, Proc caller) {
        TrapFrame frame = new TrapFrame(caller.frame());
        long number = frame.reg(TrapFrame.A7);
        switch ((int) Math.min(Math.max(number, -1), Integer.MAX_VALUE)) {
            case SystemCallNumber.PING -> ping(hart, caller, frame);
            case SystemCallNumber.READ -> frame.setReg(TrapFrame.A0, read(frame));
            case SystemCallNumber.EXIT -> exit(hart, caller, frame.reg(TrapFrame.A0));
            default -> frame.setReg(TrapFrame.A0, unknown(caller, number));
        }
    }

    private long unknown(Proc caller, long number) {
        console.freshLine();
        console.text("unknown system call ").number(number);
        name(caller).line();
        return Errno.ENOSYS;
    }

    private Console name(Proc process) {
        return console.text(" by ")
                .text(process.name())
                .text(" (pid ")
                .number(process.pid())
                .text(")");
    }

    private void ping(Hart hart, Proc caller, TrapFrame frame) {
        frame.setReg(TrapFrame.A0, 0);
        pings++;
        if (caller.countPing() == 1) {
            console.freshLine();
            console.text("first ping");
            name(caller).text("; Ctrl-T tells how many").line();
        }
        scheduler.rest(hart, caller);
    }

    private long read(TrapFrame frame) {
        Addr buffer = new Addr(frame.reg(TrapFrame.A1));
        long length = frame.reg(TrapFrame.A2);
        long offset = frame.reg(TrapFrame.A3);
        if (length < 0 || offset < 0) {
            return Errno.EINVAL;
        }
        if (!inHeap(buffer, length)) {
            return Errno.EFAULT;
        }
        long result = fs.read(frame.reg(TrapFrame.A0), buffer, length, offset);
        return result < 0 ? Errno.of(FsError.of(result)) : result;
    }

    private boolean inHeap(Addr buffer, long length) {
        long at = buffer.minus(frames.base());
        long size = frames.count() * FrameAllocator.PAGE_SIZE;
        return at >= 0 && at <= size && length <= size - at;
    }

    private void exit(Hart hart, Proc caller, long status) {
        console.freshLine();
        console.text("exit with status ").number(status);
        name(caller).line();
        scheduler.end(hart, caller);
    }
}
