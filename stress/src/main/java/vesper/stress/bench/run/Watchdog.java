package vesper.stress.bench.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Kills a process that takes too long. */
final class Watchdog {
    private Watchdog() {}

    /** {@return a thread that ends with the process, or when it is interrupted} */
    static Thread over(Process process, Duration patience) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                // nobody minds any more how long it takes
            }
        });
    }
}
