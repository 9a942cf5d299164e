package vesper.device.clint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vesper.bus.Timer;
import vesper.device.Await;
import vesper.device.TestLine;
import vesper.device.Threads;

class MachineTimerTest {
    private static final long NEVER = -1;
    private static final long AN_HOUR = 3600 * Timer.FREQUENCY;

    private final MachineTimer timer = new MachineTimer();
    private final TestLine line = new TestLine();
    private final Timer.Alarm alarm = timer.alarm(line);

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void anAlarmStartsAsNever() {
        assertEquals(NEVER, alarm.deadline());
        assertFalse(line.isHigh());
    }

    @Test
    void aPastDeadlineDrivesTheLineBeforeSetReturns() {
        alarm.set(0);
        assertTrue(line.isHigh());
        alarm.set(timer.ticks());
        assertTrue(line.isHigh());
    }

    @Test
    void movingTheDeadlineIntoTheFutureTakesTheLineBackBeforeSetReturns() {
        alarm.set(0);
        alarm.set(timer.ticks() + AN_HOUR);
        assertFalse(line.isHigh());
    }

    @Test
    void aDeadlineComesByItself() {
        alarm.set(timer.ticks() + Timer.FREQUENCY / 100);
        Await.until("the deadline", line::isHigh);
        assertTrue(timer.ticks() >= alarm.deadline());
    }

    @Test
    void anEarlierDeadlineOvertakesTheOneSleptFor() {
        TestLine later = new TestLine();
        timer.alarm(later).set(timer.ticks() + AN_HOUR);
        alarm.set(timer.ticks() + Timer.FREQUENCY / 100);
        Await.until("the earlier deadline", line::isHigh);
        assertFalse(later.isHigh());
    }

    @Test
    void deadlinesAreUnsigned() {
        alarm.set(Long.MIN_VALUE);
        assertFalse(line.isHigh());
        alarm.set(NEVER);
        assertFalse(line.isHigh());
        timer.setTicks(-AN_HOUR);
        alarm.set(5);
        assertTrue(line.isHigh());
        alarm.set(NEVER);
        assertFalse(line.isHigh());
    }

    @Test
    void settingTheTimeLooksAtTheAlarmsAgain() {
        alarm.set(2 * AN_HOUR);
        timer.setTicks(2 * AN_HOUR);
        assertTrue(line.isHigh());
        timer.setTicks(AN_HOUR);
        assertFalse(line.isHigh());
        timer.setTicks(2 * AN_HOUR - Timer.FREQUENCY / 100);
        Await.until("the deadline that came near", line::isHigh);
    }

    @Test
    void anExpiryThatRacesWithSetNeverLeavesAStaleLevel() throws Exception {
        int rounds = 20_000;
        Threads.together(2, index -> {
            TestLine own = new TestLine();
            Timer.Alarm racing = timer.alarm(own);
            Random random = new Random(index);
            for (int round = 0; round < rounds; round++) {
                racing.set(timer.ticks() + random.nextInt(300));
                if (random.nextInt(50) == 0) {
                    Await.until("the near deadline", own::isHigh);
                }
                racing.set(NEVER);
                assertFalse(own.isHigh(), "low once the deadline is never");
                racing.set(0);
                assertTrue(own.isHigh(), "high once the deadline is past");
            }
        });
    }

    @Test
    void noDeadlineIsSleptThrough() {
        // Each deadline is close enough that the thread is often on its way to sleep when it is set.
        for (int round = 0; round < 5_000; round++) {
            alarm.set(timer.ticks() + round % 200);
            Await.until("deadline " + round, line::isHigh);
            alarm.set(NEVER);
        }
    }

    @Test
    void theTimeNeverRunsBackwards() throws Exception {
        AtomicBoolean backwards = new AtomicBoolean();
        Threads.together(2, index -> {
            long last = timer.ticks();
            for (int i = 0; i < 100_000; i++) {
                long now = timer.ticks();
                if (now < last) {
                    backwards.set(true);
                }
                last = now;
            }
        });
        assertFalse(backwards.get());
    }
}
