package vesper.stress.litmus.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * Finds a hart that never ends an iteration: one that spends a second of its own host thread's processor time within
 * one. A hart whose thread is waiting for a processor spends none.
 */
final class ProgressWatch {
    /** An iteration takes about a microsecond. */
    static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Rendezvous rendezvous;
    private final long[] progress;
    private final long[] since;

    /** For one batch of so many threads, which has not yet begun. */
    ProgressWatch(Rendezvous rendezvous, int threads) {
        this.rendezvous = rendezvous;
        progress = new long[threads];
        since = new long[threads];
        for (int hart = 0; hart < threads; hart++) {
            since[hart] = spent(hart);
        }
    }

    /** {@return a hart that has spent too long in its present iteration, or -1} */
    int stuck() {
        for (int hart = 0; hart < progress.length; hart++) {
            long now = rendezvous.progress(hart);
            long spent = spent(hart);
            if (now != progress[hart]) {
                progress[hart] = now;
                since[hart] = spent;
            } else if (spent - since[hart] > LIMIT_NANOS) {
                return hart;
            }
        }
        return -1;
    }

    /** Processor time of the hart's thread; wall time on a host that does not say. */
    private long spent(int hart) {
        boolean told = THREADS.isThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();
        return told ? THREADS.getThreadCpuTime(rendezvous.hostThread(hart)) : System.nanoTime();
    }
}
