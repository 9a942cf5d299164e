package vesper.stress.referee;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vesper.stress.Child;

/** Runs a workload to its end on one machine, passing over cases that hang or kill it. */
public final class Batch {
    private static final long POLL_MILLIS = 2;

    /** A machine that is killed more often is not worth waiting for. */
    private static final int MAX_KILLERS = 16;

    private final Machine machine;
    private final Workload workload;
    private final long patienceNanos;
    private final Set<Integer> hung = new TreeSet<>();
    private final Map<Integer, String> killers = new TreeMap<>();

    /** @param patienceNanos how long no case may finish before the next is taken to hang */
    public Batch(Machine machine, Workload workload, long patienceNanos) {
        this.machine = machine;
        this.workload = workload;
        this.patienceNanos = patienceNanos;
    }

    /** The cases that killed the machine, and what it said; they are among those that hung. */
    public Map<Integer, String> killers() {
        return killers;
    }

    /**
     * {@return the numbers of the cases that hung}
     *
     * @throws IOException if the machine can't be run, or ended of its own will
     */
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
                int last = next(); // it may have come further since it was asked
                if (last < workload.end()) {
                    bury(last);
                }
                return last;
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

    private void bury(int killer) throws IOException, InterruptedException {
        Child.awaitInterruption();
        String epitaph = machine.epitaph() + " at case " + killer;
        if (!machine.killed() || killers.size() >= MAX_KILLERS) {
            throw new IOException(epitaph);
        }
        killers.put(killer, epitaph);
    }

    private int next() {
        return (int) machine.load64(workload.progress());
    }
}
