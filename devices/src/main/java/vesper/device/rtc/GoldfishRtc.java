package vesper.device.rtc;

import java.time.Instant;
import java.time.InstantSource;
import vesper.bus.AccessFault;
import vesper.bus.InterruptLine;
import vesper.bus.MmioDevice;
import vesper.bus.Timer;

/** The clock; grows in the next commit. */
public final class GoldfishRtc implements MmioDevice {
    private final InstantSource clock;
    private final Timer.Alarm wake;

    /**
     * Makes a clock that tells the host's time.
     *
     * @param timer what wakes it for its alarm
     */
    public GoldfishRtc(InstantSource clock, Timer timer, InterruptLine line) {
        this.clock = clock;
        this.wake = timer.alarm(line);
    }

    @Override
    public long load(long offset, int width) throws AccessFault {
        Instant now = clock.instant();
        return now.getEpochSecond();
    }

    @Override
    public void store(long offset, long value, int width) throws AccessFault {
        wake.set(-1);
    }
}
