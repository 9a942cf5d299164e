package vesper.stress.litmus.run;

import java.util.List;
import vesper.bus.PhysicalMemory;
import vesper.stress.Randomness;

/** Writes what each thread finds in its records. For the host, while no hart runs. */
final class Records {
    /** There is room for so many records of each thread, and an end mark. */
    static final int MOST = 4096;

    /**
     * Bounds of the skew, by iteration. It has to outdo what lies between the harts' ways out of the barrier, some hundred
     * nanoseconds where one of them leaves its region for {@link Rendezvous}; what is more is lost.
     */
    private static final int[] SKEWS = {64, 32, 256, 128, 64, 16};

    /**
     * Each so many-th iteration is paused, if pauses are made at all: where two harts of three run at a time, the third
     * hardly ever gets between two of their instructions without.
     */
    private static final int PAUSE_EACH = 8;

    private final PhysicalMemory ram;
    private final CellSet cells;
    private final List<ThreadPlan> plans;
    private final Randomness random;

    Records(PhysicalMemory ram, CellSet cells, List<ThreadPlan> plans, Randomness random) {
        this.ram = ram;
        this.cells = cells;
        this.plans = plans;
        this.random = random;
    }

    /** Writes the records of a batch of {@code count} iterations. */
    void write(int count) {
        for (ThreadPlan plan : plans) {
            int thread = plan.code().number();
            List<ThreadPlan.Pointer> loaded = plan.loaded();
            long record = GuestMap.records(thread) - GuestMap.RAM;
            for (int i = 0; i < count; i++) {
                write(plan, record, i);
                ram.storeOpaque64(record + ThreadPlan.WARM, warm(loaded, record, i));
                record += plan.stride();
            }
            ram.storeOpaque64(record + ThreadPlan.NUMBER, 0);
            ram.storeOpaque64(GuestMap.progress(thread) - GuestMap.RAM, 0);
        }
    }

    private void write(ThreadPlan plan, long record, int iteration) {
        ram.storeOpaque64(record + ThreadPlan.NUMBER, iteration + 1);
        ram.storeOpaque64(record + ThreadPlan.PAUSED, iteration % PAUSE_EACH == 0 ? 1 : 0);
        ram.storeOpaque64(record + ThreadPlan.SKEW, random.below(SKEWS[iteration % SKEWS.length]));
        List<ThreadPlan.Pointer> pointers = plan.pointers();
        for (int i = 0; i < pointers.size(); i++) {
            ram.storeOpaque64(
                    record + plan.pointerOffset(i), cells.number(pointers.get(i).target(), iteration));
        }
    }

    /**
     * The address that a thread loads from before the barrier, so that its processor shares the line: a store there waits
     * for the other processors then, and a load does not. At least half the time it is one that the thread loads in the test: by
     * the time that a line comes from afar, the store before such a load is out.
     */
    private long warm(List<ThreadPlan.Pointer> loaded, long record, int iteration) {
        if (!loaded.isEmpty() && random.below(2) == 0) {
            return cells.number(loaded.get(random.below(loaded.size())).target(), iteration);
        }
        int any = random.below(cells.locations() + 1);
        return any == cells.locations() ? GuestMap.RAM + record : cells.of(any).address(iteration);
    }
}
