package vesper.kernel.selftest;

import org.jspecify.annotations.Nullable;
import vesper.kernel.hart.Context;
import vesper.kernel.hart.Hart;
import vesper.kernel.mm.FrameAllocator;
import vesper.kernel.proc.Proc;
import vesper.kernel.proc.ProcessTable;
import vesper.kernel.proc.Scheduler;
import vesper.metal.Addr;

/**
 * Processes run in the order in which they became ready, pids rise, a 17th process is refused, who rests doesn't run
 * before a tick and who rested first is ready first, who ended never runs again, and ends give all memory back.
 */
public final class SchedulerCheck extends Check {
    private static final int STEPS = 300;
    private static final int NONE = 0;

    private final FrameAllocator frames = new FrameAllocator();
    private final ProcessTable table = new ProcessTable(frames);
    private final Scheduler scheduler = new Scheduler(table);

    // the model: pids, in the order in which they will run; and of those that rest, in that in which they began to
    private final int[] ready = new int[ProcessTable.SLOTS];
    private final int[] resting = new int[ProcessTable.SLOTS];
    private int readyCount;
    private int restingCount;
    private int live;
    private int lastPid;

    public SchedulerCheck() {
        super("scheduler", 40);
    }

    /** Runs with the hart's own idle context, which it leaves as it was. */
    @Override
    protected String attempt(Addr memory) {
        frames.begin(memory, memory.plus(memoryNeeded()));
        Hart hart = Hart.current();
        long before = frames.free();
        for (int step = 0; step < STEPS; step++) {
            String result = step(hart);
            if (failed(result)) {
                return result;
            }
        }
        return endAll(hart, before);
    }

    private String step(Hart hart) {
        Proc running = running(hart);
        return switch (random.below(5)) {
            case 0 -> spawn();
            case 1 -> tick(hart, running);
            case 2 -> running == null ? HOLDS : rest(hart, running);
            case 3 -> running == null ? spawn() : preempt(hart, running);
            default -> running == null || !random.oneIn(3) ? HOLDS : end(hart, running);
        };
    }

    private static @Nullable Proc running(Hart hart) {
        Context context = hart.context();
        return context instanceof Proc process ? process : null;
    }

    private String spawn() {
        Proc process = scheduler.spawnKernel("check", new Addr(0x8000_0000L), 0, 0);
        if (live == ProcessTable.SLOTS) {
            return process == null ? HOLDS : "a 17th process is refused";
        }
        if (process == null) {
            return "there is room for a process";
        }
        boolean rises = process.pid() > lastPid;
        lastPid = process.pid();
        live++;
        add(lastPid);
        return rises ? HOLDS : "pids rise";
    }

    private String tick(Hart hart, @Nullable Proc running) {
        scheduler.wakeResting();
        for (int i = 0; i < restingCount; i++) {
            add(resting[i]);
        }
        restingCount = 0;
        scheduler.preempt(hart);
        if (running != null) {
            add(running.pid());
        }
        return expect(hart);
    }

    private String preempt(Hart hart, Proc running) {
        scheduler.preempt(hart);
        add(running.pid());
        return expect(hart);
    }

    private String rest(Hart hart, Proc running) {
        resting[restingCount] = running.pid();
        restingCount++;
        scheduler.rest(hart, running);
        return expect(hart);
    }

    private String end(Hart hart, Proc running) {
        scheduler.end(hart, running);
        live--;
        return table.count() == live ? expect(hart) : "the table counts its processes";
    }

    private void add(int pid) {
        ready[readyCount] = pid;
        readyCount++;
    }

    /** The hart must run the first of those that are ready. */
    private String expect(Hart hart) {
        int first = NONE;
        if (readyCount > 0) {
            first = ready[0];
            readyCount--;
            for (int i = 0; i < readyCount; i++) {
                ready[i] = ready[i + 1];
            }
        }
        Proc running = running(hart);
        int pid = running == null ? NONE : running.pid();
        return pid == first ? HOLDS : "who has waited longest runs";
    }

    private String endAll(Hart hart, long before) {
        String result = tick(hart, running(hart));
        for (Proc running = running(hart); running != null && !failed(result); running = running(hart)) {
            result = end(hart, running);
        }
        if (failed(result)) {
            return result;
        }
        return live == 0 && frames.free() == before ? HOLDS : "ends give all memory back";
    }
}
