package vesper.stress.mutant.guest;

import vesper.bus.InterruptLine;
import vesper.bus.Timer;

/** No time passes, and no alarm goes off. */
final class StoppedClock implements Timer {
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
                return -1;
            }
        };
    }
}
