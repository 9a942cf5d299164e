package vesper.device.clint;

import vesper.bus.AccessFault;
import vesper.bus.InterruptLine;
import vesper.bus.MmioDevice;
import vesper.bus.Timer;

/**
 * The core-local interruptor in SiFive's layout.
 *
 * <pre>
 *  0x0000 + 4h   msip[h]      bit 0 drives hart h's software interrupt; 4 bytes wide
 *  0x4000 + 8h   mtimecmp[h]  deadline of hart h's timer interrupt; 8 bytes, or its 4-byte halves
 *  0xbff8        mtime        the time; 8 bytes, or its 4-byte halves
 * </pre>
 *
 * Registers of harts that don't exist read 0 and ignore stores.
 */
public final class Clint implements MmioDevice {
    /** Bytes in the window. */
    public static final long SIZE = 0x10000;

    private static final int MTIMECMP = 0x4000;
    private static final int MTIME = 0xbff8;
    private static final long LOW_HALF = 0xffff_ffffL;

    private final Timer timer;
    private final Msip[] msip;
    private final Timer.Alarm[] mtimecmp;

    /**
     * Makes the device for {@code msip.length} harts.
     *
     * @param msip hart h's software interrupt line
     * @param mtip hart h's timer interrupt line, driven by an alarm of {@code timer}
     */
    public Clint(Timer timer, InterruptLine[] msip, InterruptLine[] mtip) {
        if (msip.length != mtip.length || msip.length > (MTIME - MTIMECMP) / 8) {
            throw new IllegalArgumentException(msip.length + " msip and " + mtip.length + " mtip lines");
        }
        this.timer = timer;
        this.msip = new Msip[msip.length];
        this.mtimecmp = new Timer.Alarm[mtip.length];
        for (int hart = 0; hart < msip.length; hart++) {
            this.msip[hart] = new Msip(msip[hart]);
            this.mtimecmp[hart] = timer.alarm(mtip[hart]);
        }
    }

    @Override
    public long load(long offset, int width) throws AccessFault {
        if (offset < MTIMECMP) {
            checkWidth(width == 4);
            int hart = (int) offset / 4;
            return hart < msip.length && msip[hart].level ? 1 : 0;
        }
        checkWidth(width == 4 || width == 8);
        if (offset >= MTIME) {
            return offset < MTIME + 8 ? part(timer.ticks(), offset, width) : 0;
        }
        int hart = (int) (offset - MTIMECMP) / 8;
        return hart < mtimecmp.length ? part(mtimecmp[hart].deadline(), offset, width) : 0;
    }

    @Override
    public void store(long offset, long value, int width) throws AccessFault {
        if (offset < MTIMECMP) {
            checkWidth(width == 4);
            int hart = (int) offset / 4;
            if (hart < msip.length) {
                msip[hart].set((value & 1) != 0);
            }
            return;
        }
        checkWidth(width == 4 || width == 8);
        if (offset >= MTIME) {
            if (offset < MTIME + 8) {
                timer.setTicks(merge(timer.ticks(), offset, value, width));
            }
            return;
        }
        int hart = (int) (offset - MTIMECMP) / 8;
        if (hart < mtimecmp.length) {
            Timer.Alarm alarm = mtimecmp[hart];
            alarm.set(merge(alarm.deadline(), offset, value, width));
        }
    }

    private static void checkWidth(boolean answered) throws AccessFault {
        if (!answered) {
            throw AccessFault.INSTANCE;
        }
    }

    private static long part(long register, long offset, int width) {
        if (width == 8) {
            return register;
        }
        return (offset & 4) == 0 ? register & LOW_HALF : register >>> 32;
    }

    private static long merge(long register, long offset, long value, int width) {
        if (width == 8) {
            return value;
        }
        return (offset & 4) == 0 ? (register & ~LOW_HALF) | (value & LOW_HALF) : (register & LOW_HALF) | (value << 32);
    }

    /** One hart's {@code msip}: the monitor keeps register and line in step when harts store at the same time. */
    private static final class Msip {
        private final InterruptLine line;

        // written under the monitor, read volatile
        private volatile boolean level;

        Msip(InterruptLine line) {
            this.line = line;
        }

        synchronized void set(boolean level) {
            if (this.level != level) {
                this.level = level;
                line.set(level);
            }
        }
    }
}
