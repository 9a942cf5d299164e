package vesper.hart.state;

import org.jspecify.annotations.Nullable;
import vesper.bus.LineVersions;

/**
 * What the last LR reserved: bytes of one line, at one version of it, or a register of a device, at the value it had.
 * Owned by the hart thread.
 */
public final class Reservation {
    private static final long NO_DEVICE = -1;

    private @Nullable LineVersions versions;
    private long ramOffset;
    private int width;
    private long version;

    private long device = NO_DEVICE; // physical address
    private long deviceValue;

    public void set(LineVersions versions, long ramOffset, int width, long version) {
        this.device = NO_DEVICE;
        this.versions = versions;
        this.ramOffset = ramOffset;
        this.width = width;
        this.version = version;
    }

    /** A register of {@code width} bytes at a physical address that has no RAM. */
    public void setDevice(long paddr, int width, long value) {
        this.versions = null;
        this.device = paddr;
        this.width = width;
        this.deviceValue = value;
    }

    public void clear() {
        versions = null;
        device = NO_DEVICE;
    }

    public boolean holdsDevice(long paddr, int bytes) {
        return device == paddr && width == bytes;
    }

    /** What the LR of a register saw. */
    public long deviceValue() {
        return deviceValue;
    }

    /** Locks the line if these bytes are reserved and nobody wrote the line since; the reservation is gone after. */
    public boolean tryLock(long offset, int bytes) {
        LineVersions held = versions;
        clear();
        return held != null
                && offset >= ramOffset
                && offset + bytes <= ramOffset + width
                && held.tryLock(LineVersions.lineOf(offset), version);
    }

    /** Gives back the line that {@link #tryLock} took. */
    public void unlock(LineVersions held, long offset) {
        held.unlockRelease(LineVersions.lineOf(offset), version);
    }

    /** The hart's own store moved a line from this version: a reservation that held it follows. */
    public void follow(LineVersions written, int line, long before) {
        if (written == versions && line == LineVersions.lineOf(ramOffset) && before == version) {
            version = before + 2;
        }
    }
}
