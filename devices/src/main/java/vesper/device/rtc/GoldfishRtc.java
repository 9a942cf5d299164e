package vesper.device.rtc;

import java.time.Instant;
import java.time.InstantSource;
import vesper.bus.AccessFault;
import vesper.bus.InterruptLine;
import vesper.bus.MmioDevice;
import vesper.bus.Timer;

/**
 * The goldfish real-time clock: nanoseconds since 1970, all registers 4 bytes wide; 8 bytes are two registers, the lower
 * first.
 *
 * <pre>
 *  0x00 TIME_LOW         loading it latches TIME_HIGH; storing either half sets it
 *  0x04 TIME_HIGH
 *  0x08 ALARM_LOW        storing it arms the alarm, so ALARM_HIGH comes first
 *  0x0c ALARM_HIGH
 *  0x10 IRQ_ENABLED      bit 0
 *  0x14 CLEAR_ALARM      any store disarms
 *  0x18 ALARM_STATUS     1 while armed
 *  0x1c CLEAR_INTERRUPT  any store takes the interrupt back
 * </pre>
 *
 * <p>The monitor guards the registers. {@code wake} calls {@link #expire} while it holds its own lock, so it is never
 * set under the monitor: see {@link #rearm}.
 */
public final class GoldfishRtc implements MmioDevice {
    /** Bytes that answer, as on QEMU. */
    public static final long SIZE = 0x24;

    private static final int TIME_LOW = 0x00;
    private static final int TIME_HIGH = 0x04;
    private static final int ALARM_LOW = 0x08;
    private static final int ALARM_HIGH = 0x0c;
    private static final int IRQ_ENABLED = 0x10;
    private static final int CLEAR_ALARM = 0x14;
    private static final int ALARM_STATUS = 0x18;
    private static final int CLEAR_INTERRUPT = 0x1c;

    private static final long NEVER = -1;
    private static final long NANOS_A_SECOND = 1_000_000_000;
    private static final long NANOS_A_TICK = NANOS_A_SECOND / Timer.FREQUENCY;
    private static final long LOW_HALF = 0xffff_ffffL;

    private final InstantSource clock;
    private final Timer timer;
    private final InterruptLine line;
    private final Timer.Alarm wake;

    // guarded by the monitor
    private long nanosAhead; // of the host's clock
    private long timeHigh;
    private long alarm; // in nanoseconds
    private boolean armed;
    private long wakeAt = NEVER; // in the timer's ticks, as long as armed
    private boolean pending;
    private boolean enabled;

    /**
     * Makes a clock that tells the host's time until it is set.
     *
     * @param timer what wakes it for its alarm; if the guest sets that, an alarm moves with it
     */
    public GoldfishRtc(InstantSource clock, Timer timer, InterruptLine line) {
        this.clock = clock;
        this.timer = timer;
        this.line = line;
        this.wake = timer.alarm(level -> {
            if (level) {
                expire();
            }
        });
    }

    @Override
    public long load(long offset, int width) throws AccessFault {
        checkAccess(offset, width);
        long low = read((int) offset) & LOW_HALF;
        return width == 4 ? low : low | ((read((int) offset + 4) & LOW_HALF) << 32);
    }

    private synchronized long read(int register) {
        return switch (register) {
            case TIME_LOW -> {
                long now = now();
                timeHigh = now >>> 32;
                yield now;
            }
            case TIME_HIGH -> timeHigh;
            case ALARM_LOW -> alarm;
            case ALARM_HIGH -> alarm >>> 32;
            case IRQ_ENABLED -> enabled ? 1 : 0;
            case ALARM_STATUS -> armed ? 1 : 0;
            default -> 0;
        };
    }

    @Override
    public void store(long offset, long value, int width) throws AccessFault {
        checkAccess(offset, width);
        write((int) offset, value);
        if (width == 8) {
            write((int) offset + 4, value >>> 32);
        }
        rearm();
    }

    private synchronized void write(int register, long value) {
        switch (register) {
            case TIME_LOW -> setTime(withLow(now(), value));
            case TIME_HIGH -> setTime(withHigh(now(), value));
            case ALARM_LOW -> {
                alarm = withLow(alarm, value);
                arm();
            }
            case ALARM_HIGH -> alarm = withHigh(alarm, value);
            case IRQ_ENABLED -> enabled = (value & 1) != 0;
            case CLEAR_ALARM -> disarm();
            case CLEAR_INTERRUPT -> pending = false;
            default -> {
                // ALARM_STATUS is read-only
            }
        }
        line.set(pending && enabled);
    }

    private static void checkAccess(long offset, int width) throws AccessFault {
        if (width < 4 || offset + width > SIZE) {
            throw AccessFault.INSTANCE;
        }
    }

    private static long withLow(long register, long half) {
        return (register & ~LOW_HALF) | (half & LOW_HALF);
    }

    private static long withHigh(long register, long half) {
        return (register & LOW_HALF) | (half << 32);
    }

    private long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * NANOS_A_SECOND + now.getNano() + nanosAhead;
    }

    private void setTime(long nanos) {
        nanosAhead += nanos - now();
    }

    private void arm() {
        long nanos = alarm - now();
        if (nanos <= 0) {
            disarm();
            pending = true;
        } else {
            armed = true;
            wakeAt = timer.ticks() + Math.ceilDiv(nanos, NANOS_A_TICK);
        }
    }

    private void disarm() {
        armed = false;
        wakeAt = NEVER;
    }

    /** Brings {@code wake} up to date. If two harts do so at once, the one that ends last leaves the last deadline. */
    private void rearm() {
        long wanted;
        do {
            wanted = wakeAt();
            wake.set(NEVER); // so that the next expiry is a rise, even if the last one still stands
            wake.set(wanted);
        } while (wanted != wakeAt());
    }

    private synchronized long wakeAt() {
        return wakeAt;
    }

    private synchronized void expire() {
        if (armed && timer.ticks() >= wakeAt) {
            disarm();
            pending = true;
            line.set(enabled);
        }
    }
}
