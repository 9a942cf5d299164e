package vesper.bus;

/** The machine's one clock, {@code mtime}: 10 MHz, 64 bits, never running backwards unless a guest writes it. */
public interface Timer {
    /** Ticks a second. */
    long FREQUENCY = 10_000_000;

    /** The time now, in ticks; any thread. */
    long ticks();

    /** Sets the time now, as a store to {@code mtime} does; every alarm is looked at again; any thread. */
    void setTicks(long ticks);

    /**
     * Makes an alarm that drives {@code line} high while {@code ticks() >= deadline} (unsigned) and low otherwise. It
     * starts with the deadline -1, which is as good as never.
     */
    Alarm alarm(InterruptLine line);

    /** A comparator against the time. */
    interface Alarm {
        /** Moves the deadline (absolute, in ticks). A deadline already past drives the line high before returning. */
        void set(long deadline);

        /** The deadline last set. */
        long deadline();
    }
}
