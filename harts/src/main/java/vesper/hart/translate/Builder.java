package vesper.hart.translate;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The thread that builds regions, and for a while after each one has the harts leave theirs every millisecond. HotSpot
 * compiles a method that runs on and on from the middle of its loop; the method as a whole, which is the better code, it
 * compiles when that is called again and again. The thread ends when it has had nothing to do for a second.
 */
final class Builder {
    private static final int MAX_WAITING = 256;
    private static final long TICK_MILLIS = 1;
    private static final int TICKS = 1000;

    private final ScheduledThreadPoolExecutor executor;
    private final Runnable nudge;
    private final AtomicInteger waiting = new AtomicInteger();

    // owned by the thread
    private int ticksLeft;

    /** @param nudge has every hart leave its region at the next poll */
    Builder(Runnable nudge) {
        this.nudge = nudge;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "translator");
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    /** Any thread: has this done soon; {@return false if too much is waiting already} */
    boolean submit(Runnable work) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return false;
        }
        executor.execute(() -> {
            waiting.decrementAndGet();
            work.run();
            keepTicking();
        });
        return true;
    }

    private void keepTicking() {
        if (ticksLeft == 0) {
            scheduleTick();
        }
        ticksLeft = TICKS;
    }

    private void tick() {
        nudge.run();
        TrapLesson.step();
        ticksLeft--;
        if (ticksLeft > 0) {
            scheduleTick();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it, and it throws nothing
    private void scheduleTick() {
        executor.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
}
