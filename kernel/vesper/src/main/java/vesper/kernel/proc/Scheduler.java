package vesper.kernel.proc;

import org.jspecify.annotations.Nullable;
import vesper.kernel.hart.Context;
import vesper.kernel.hart.Hart;
import vesper.metal.Addr;

/**
 * Who runs next on a hart: round robin, a second each, and {@code skmain} at its {@code wfi} when nobody is ready. Its
 * methods are for the trap handler of the hart, whose {@link Hart#context} they change, when what was interrupted holds
 * no lock: they take locks, and on this hart nobody would release that one.
 */
public final class Scheduler {
    private final ProcessTable table;
    private final RunQueue ready = new RunQueue();
    private final RunQueue resting = new RunQueue(); // of the one hart that schedules so far, until the next tick

    public Scheduler(ProcessTable table) {
        this.table = table;
    }

    /**
     * Makes a process and lets it wait for its turn; also for {@code skmain}.
     *
     * @return it, or nothing if the table or the memory is full
     */
    public @Nullable Proc spawnKernel(String name, Addr entry, long argument, long satp) {
        Proc process = table.spawnKernel(name, entry, argument, satp, Hart.current());
        if (process != null) {
            ready.add(process);
        }
        return process;
    }

    /** The timer has ticked: who rests is ready again. */
    public void wakeResting() {
        for (Proc process = resting.take(); process != null; process = resting.take()) {
            process.setState(ProcessState.READY);
            ready.add(process);
        }
    }

    /** Takes the hart from whom it runs, who is ready again at once, and gives it to who has waited longest. */
    public void preempt(Hart hart) {
        if (hart.context() instanceof Proc process) {
            process.setState(ProcessState.READY);
            ready.add(process);
        }
        schedule(hart);
    }

    /** Takes the hart from {@code process}, which runs on it, until the next tick. */
    public void rest(Hart hart, Proc process) {
        process.setState(ProcessState.RESTING);
        resting.add(process);
        schedule(hart);
    }

    /** Ends {@code process}, which runs on the hart. */
    public void end(Hart hart, Proc process) {
        table.end(process);
        schedule(hart);
    }

    private void schedule(Hart hart) {
        Proc next = ready.take();
        Context context = hart.idle();
        if (next != null) {
            next.setState(ProcessState.RUNNING);
            context = next;
        }
        hart.setContext(context);
    }
}
