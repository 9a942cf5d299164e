package vesper.bus;

/** A clock that stands still, and alarms that never go off: for cases, tests and guests that are about something else. */
public final class StoppedClock implements Timer {
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
