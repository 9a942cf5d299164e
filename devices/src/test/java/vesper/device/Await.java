package vesper.device;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/** Waits for what other threads do; the watchdog is far beyond any slow machine. */
public final class Await {
    private static final long WATCHDOG_NANOS = 60_000_000_000L;
    private static final long NAP_NANOS = 50_000;

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > WATCHDOG_NANOS) {
                Assertions.fail("never: " + what);
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
    }
}
