package vesper.device;

import vesper.bus.InterruptLine;
import vesper.bus.Timer;

/** A timer with one alarm, whose clock moves when the test says so. Its line changes only when its level does. */
public final class HandTimer implements Timer {
    private InterruptLine wire = level -> {};
    private long now;
    private long deadline = -1;
    private boolean level;

    @Override
    public long ticks() {
        return now;
    }

    @Override
    public void setTicks(long ticks) {
        now = ticks;
        drive();
    }

    public void pass(long ticks) {
        setTicks(now + ticks);
    }

    private void drive() {
        boolean due = Long.compareUnsigned(now, deadline) >= 0;
        if (due != level) {
            level = due;
            wire.set(due);
        }
    }

    @Override
    public Alarm alarm(InterruptLine to) {
        wire = to;
        return new Alarm() {
            @Override
            public void set(long newDeadline) {
                deadline = newDeadline;
                drive();
            }

            @Override
            public long deadline() {
                return deadline;
            }
        };
    }
}
