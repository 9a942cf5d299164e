package vesper.hart.memory;

import org.jspecify.annotations.Nullable;
import vesper.bus.LineVersions;
import vesper.bus.PhysicalMemory;
import vesper.hart.state.Reservation;

/**
 * A fault for a machine that is to have one: SC compares values, as other machines do. Whatever was written since the
 * LR, the reservation is renewed if memory holds the value that the LR saw.
 */
final class ReservationByValue {
    /** What the last LR of a hart saw. */
    private static final class Seen {
        private @Nullable PhysicalMemory ram;
        private @Nullable LineVersions versions;
        private long offset;
        private int width;
        private long value;
    }

    private static final ThreadLocal<Seen> SEEN = ThreadLocal.withInitial(Seen::new);

    private ReservationByValue() {}

    static int loadAcquire32(PhysicalMemory ram, long offset) {
        int value = ram.loadAcquire32(offset);
        remember(ram, value);
        return value;
    }

    static long loadAcquire64(PhysicalMemory ram, long offset) {
        long value = ram.loadAcquire64(offset);
        remember(ram, value);
        return value;
    }

    private static void remember(PhysicalMemory ram, long value) {
        Seen seen = SEEN.get();
        seen.ram = ram;
        seen.value = value;
    }

    static void set(Reservation reservation, LineVersions versions, long offset, int width, long version) {
        Seen seen = SEEN.get();
        seen.versions = versions;
        seen.offset = offset;
        seen.width = width;
        reservation.set(versions, offset, width, version);
    }

    static boolean tryLock(Reservation reservation, long offset, int width) {
        Seen seen = SEEN.get();
        PhysicalMemory ram = seen.ram;
        LineVersions versions = seen.versions;
        if (ram != null && versions != null && load(ram, seen.offset, seen.width) == seen.value) {
            long version = versions.awaitAcquire(LineVersions.lineOf(seen.offset));
            reservation.set(versions, seen.offset, seen.width, version);
        }
        seen.versions = null;
        return reservation.tryLock(offset, width);
    }

    private static long load(PhysicalMemory ram, long offset, int width) {
        return width == 4 ? ram.loadAcquire32(offset) : ram.loadAcquire64(offset);
    }
}
