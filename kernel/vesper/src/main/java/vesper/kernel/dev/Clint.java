package vesper.kernel.dev;

import vesper.metal.Addr;

/** The core-local interruptor: the time, and each hart's timer. For M-mode. */
public final class Clint {
    private static final long MTIMECMP = 0x4000;
    private static final long MTIME = 0xbff8;

    private final Addr base;

    public Clint(long base) {
        this.base = new Addr(base);
    }

    /** Ticks since power on. */
    public long mtime() {
        return base.i64(MTIME);
    }

    /** The timer interrupt of {@code hartid} is pending from {@code time} on, and not before. */
    public void setMtimecmp(int hartid, long time) {
        base.set64(MTIMECMP + 8L * hartid, time);
    }

    /** Takes back an interrupt that another hart has sent. */
    public void clearMsip(int hartid) {
        base.set32(4L * hartid, 0);
    }
}
