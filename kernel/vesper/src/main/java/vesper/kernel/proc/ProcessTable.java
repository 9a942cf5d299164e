package vesper.kernel.proc;

import org.jspecify.annotations.Nullable;
import vesper.kernel.hart.Hart;
import vesper.kernel.lock.LockOrder;
import vesper.kernel.lock.SpinLock;
import vesper.kernel.mm.FrameAllocator;
import vesper.kernel.trap.TrapFrame;
import vesper.metal.Addr;
import vesper.metal.Symbol;

/** All processes there are: 16 at most. */
public final class ProcessTable {
    public static final int SLOTS = 16;
    public static final long STACK_SIZE = 8192;

    private static final long STACK_PAGES = STACK_SIZE / FrameAllocator.PAGE_SIZE;

    private final SpinLock lock = new SpinLock(LockOrder.PROCESSES);
    private final Proc[] slots = new Proc[SLOTS];
    private final FrameAllocator frames;

    // under the lock
    private int lastPid;

    // written under the lock, read without: what was true a moment ago will do for who counts
    private int count;

    public ProcessTable(FrameAllocator frames) {
        this.frames = frames;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Proc();
        }
    }

    public int count() {
        return count;
    }

    /**
     * Makes a process that runs {@code entry} in S-mode, in the kernel's address space. When {@code entry} returns, the
     * process exits.
     *
     * @param hart whose run queue it will be put into
     * @return it, not yet in a run queue; nothing if there is no free slot or no memory
     */
    public @Nullable Proc spawnKernel(String name, Addr entry, long argument, long satp, Hart hart) {
        lock.acquire();
        Proc process = freeSlot();
        if (process != null) {
            process = begin(process, name, entry, argument, satp, hart);
        }
        lock.release();
        return process;
    }

    private @Nullable Proc freeSlot() {
        for (int i = 0; i < SLOTS; i++) {
            if (slots[i].state() == ProcessState.FREE) {
                return slots[i];
            }
        }
        return null;
    }

    private @Nullable Proc begin(Proc process, String name, Addr entry, long argument, long satp, Hart hart) {
        Addr stack = frames.allocate(STACK_PAGES);
        if (stack.value() == 0) {
            return null;
        }
        Addr page = frames.zallocate(1);
        if (page.value() == 0) {
            frames.deallocate(stack);
            return null;
        }
        TrapFrame frame = new TrapFrame(page);
        frame.setReg(TrapFrame.RA, Symbol.address("process_exit").value());
        frame.setReg(TrapFrame.SP, stack.plus(STACK_SIZE).value());
        frame.setReg(TrapFrame.GP, Symbol.address("__global_pointer$").value());
        frame.setReg(TrapFrame.TP, hart.pointer());
        frame.setReg(TrapFrame.A0, argument);
        frame.setSatp(satp);
        frame.setTrapStack(new TrapFrame(hart.idle().frame()).trapStack());
        frame.setHartid(hart.hartid());
        frame.setLocal(hart.pointer());
        lastPid++;
        count++;
        process.begin(name, page, entry);
        process.begin(lastPid, stack);
        return process;
    }

    /** Ends a process that is in no run queue, and gives its memory back. It is never resumed. */
    public void end(Proc process) {
        lock.acquire();
        frames.deallocate(process.stack());
        frames.deallocate(process.frame());
        process.setState(ProcessState.FREE);
        count--;
        lock.release();
    }
}
