package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TickerTest {
    private final Semaphore ticks = new Semaphore(0);

    /** Each request may meet the clock awake, about to sleep or asleep. */
    @Test
    void everyRequestIsFollowedByATick() throws InterruptedException {
        try (Ticker clock = new Ticker("ticks", 1_000_000, ticks::release)) {
            for (int i = 0; i < 200; i++) {
                ticks.drainPermits();
                clock.keepTicking();
                ticks.acquire();
            }
        }
    }

    @Test
    void aClockThatNobodyAskedNeverTicks() {
        new Ticker("ticks", 1_000_000, ticks::release).close();
        assertEquals(0, ticks.availablePermits());
    }
}
