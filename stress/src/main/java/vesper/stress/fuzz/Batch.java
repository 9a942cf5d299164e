package vesper.stress.fuzz;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Runs an image to its end on one machine, passing over cases that hang it. */
final class Batch {
    private static final long POLL_MILLIS = 2;

    private final Machine machine;
    private final Image image;
    private final long patienceNanos;
    private final Set<Integer> hung = new TreeSet<>();

    /** @param patienceNanos how long no case may finish before the next is taken to hang */
    Batch(Machine machine, Image image, long patienceNanos) {
        this.machine = machine;
        this.image = image;
        this.patienceNanos = patienceNanos;
    }

    /** {@return the numbers of the cases, by index, that hung} */
    Set<Integer> run() throws IOException, InterruptedException {
        int next = image.first();
        while (next < image.end()) {
            machine.start(image, next);
            int stuck = await();
            machine.stop();
            if (stuck < image.end()) {
                hung.add(stuck);
            }
            next = stuck + 1;
        }
        return hung;
    }

    /** Until the end, or until nothing has moved for too long; {@return the first case not finished} */
    private int await() throws InterruptedException, IOException {
        int next = machine.next();
        long moved = System.nanoTime();
        while (next < image.end() && System.nanoTime() - moved < patienceNanos) {
            if (!machine.alive()) {
                throw new IOException(machine.epitaph() + " at case " + next);
            }
            Thread.sleep(POLL_MILLIS);
            int now = machine.next();
            if (now != next) {
                moved = System.nanoTime();
                next = now;
            }
        }
        return next;
    }
}
