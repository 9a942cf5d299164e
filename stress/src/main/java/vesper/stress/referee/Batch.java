package vesper.stress.referee;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Runs a workload to its end on one machine, passing over cases that hang it. */
public final class Batch {
    private static final long POLL_MILLIS = 2;

    private final Machine machine;
    private final Workload workload;
    private final long patienceNanos;
    private final Set<Integer> hung = new TreeSet<>();

    /** @param patienceNanos how long no case may finish before the next is taken to hang */
    public Batch(Machine machine, Workload workload, long patienceNanos) {
        this.machine = machine;
        this.workload = workload;
        this.patienceNanos = patienceNanos;
    }

    /** {@return the numbers of the cases that hung} */
    public Set<Integer> run() throws IOException, InterruptedException {
        int next = workload.first();
        while (next < workload.end()) {
            machine.start(workload, next);
            int stuck = await();
            machine.stop();
            if (stuck < workload.end()) {
                hung.add(stuck);
            }
            next = stuck + 1;
        }
        return hung;
    }

    /** Until the end, or until nothing has moved for too long; {@return the first case not finished} */
    private int await() throws InterruptedException, IOException {
        int next = next();
        long moved = System.nanoTime();
        while (next < workload.end() && System.nanoTime() - moved < patienceNanos) {
            if (!machine.alive()) {
                throw new IOException(machine.epitaph() + " at case " + next);
            }
            Thread.sleep(POLL_MILLIS);
            int now = next();
            if (now != next) {
                moved = System.nanoTime();
                next = now;
            }
        }
        return next;
    }

    private int next() {
        return (int) machine.load64(workload.progress());
    }
}
