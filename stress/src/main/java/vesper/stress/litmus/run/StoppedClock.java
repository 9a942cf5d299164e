package vesper.stress.litmus.run;

import vesper.bus.InterruptLine;
import vesper.bus.Timer;

/** The time of a machine whose guests never ask. */
final class StoppedClock implements Timer {
    private static final long NEVER = -1;

    @Override
    public long ticks() {
        return 0;
    }

    @Override
    public void setTicks(long ticks) {}

    @Override
    public Alarm alarm(InterruptLine line) {
        return new Alarm() {
            @Override
            public void set(long deadline) {}

            @Override
            public long deadline() {
                return NEVER;
            }
        };
    }
}
