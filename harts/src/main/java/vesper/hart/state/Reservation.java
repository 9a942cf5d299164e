package vesper.hart.state;

import org.jspecify.annotations.Nullable;
import vesper.bus.LineVersions;

/** What the last LR reserved: bytes of one line, at one version of it. Owned by the hart thread. */
public final class Reservation {
    private @Nullable LineVersions versions;
    private long ramOffset;
    private int width;
    private long version;

    public void set(LineVersions versions, long ramOffset, int width, long version) {
        this.versions = versions;
        this.ramOffset = ramOffset;
        this.width = width;
        this.version = version;
    }

    public void clear() {
        versions = null;
    }

    /** Locks the line if these bytes are reserved and nobody wrote the line since; the reservation is gone after. */
    public boolean tryLock(long offset, int bytes) {
        LineVersions held = versions;
        versions = null;
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
