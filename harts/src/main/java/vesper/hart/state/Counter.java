package vesper.hart.state;

/** {@code mcycle} or {@code minstret}: a count of the hart's, writable and stoppable (section 3.1.12). */
final class Counter {
    // owned by the hart thread
    private long offset;
    private long held;
    private boolean inhibited;

    void reset() {
        offset = 0;
        held = 0;
        inhibited = false;
    }

    /** {@code count} is what the hart has counted since power on. */
    long read(long count) {
        return inhibited ? held : count + offset;
    }

    /** A CSR write stands in for its own instruction's increment, hence the one less. */
    void write(long count, long value) {
        held = value;
        offset = value - count - 1;
    }

    void inhibit(long count, boolean on) {
        if (on && !inhibited) {
            held = read(count);
        } else if (!on && inhibited) {
            offset = held - count - 1;
        }
        inhibited = on;
    }
}
