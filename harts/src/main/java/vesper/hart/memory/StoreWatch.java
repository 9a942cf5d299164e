package vesper.hart.memory;

import java.util.function.LongConsumer;
import vesper.bus.PhysicalMemory;

/** One doubleword of RAM whose stores are reported: {@code tohost}. Its page never gets a direct way to store. */
public final class StoreWatch {
    private static final int SIZE = 8;
    private static final long NOWHERE = -SIZE;

    private final PhysicalMemory ram;
    private final long ramOffset;
    private final LongConsumer onNonZero;

    private StoreWatch(PhysicalMemory ram, long ramOffset, LongConsumer onNonZero) {
        this.ram = ram;
        this.ramOffset = ramOffset;
        this.onNonZero = onNonZero;
    }

    public static StoreWatch none(PhysicalMemory ram) {
        return new StoreWatch(ram, NOWHERE, value -> {});
    }

    /** {@code ramOffset} is a multiple of 8. */
    public static StoreWatch of(PhysicalMemory ram, long ramOffset, LongConsumer onNonZero) {
        return new StoreWatch(ram, ramOffset, onNonZero);
    }

    /** Whether the doubleword lies in the page that holds this offset. */
    boolean covers(long offset) {
        return offset >>> PhysicalMemory.PAGE_SHIFT == ramOffset >>> PhysicalMemory.PAGE_SHIFT;
    }

    /** Tells of a store, AMO or SC that has been done at an aligned offset; any hart thread. */
    void written(long offset) {
        written(offset, 1);
    }

    /** Tells of a store of so many bytes that has been done, aligned or not; any hart thread. */
    void written(long offset, int bytes) {
        if (offset < ramOffset + SIZE && offset + bytes > ramOffset) {
            long value = ram.loadOpaque64(ramOffset);
            if (value != 0) {
                onNonZero.accept(value);
            }
        }
    }
}
