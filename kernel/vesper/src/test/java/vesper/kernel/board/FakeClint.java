package vesper.kernel.board;

import vesper.metal.host.HostDevice;

/** A CLINT whose time a test sets. */
public final class FakeClint implements HostDevice {
    private static final long MTIMECMP = 0x4000;
    private static final long MTIME = 0xbff8;

    private long time;
    private long deadline;

    public void setTime(long ticks) {
        time = ticks;
    }

    /** {@code mtimecmp} of hart 0. */
    public long deadline() {
        return deadline;
    }

    @Override
    public long load(long offset, int width) {
        return offset == MTIME ? time : 0;
    }

    @Override
    public void store(long offset, long value, int width) {
        if (offset == MTIMECMP) {
            deadline = value;
        }
    }
}
