package vesper.hart;

import java.util.function.LongConsumer;

/** One doubleword of RAM whose stores are reported: {@code tohost}. Its page never gets a direct way to store. */
final class StoreWatch {
    static final StoreWatch NONE = new StoreWatch(-1, value -> {});

    private final long ramOffset;
    private final LongConsumer onNonZero;

    StoreWatch(long ramOffset, LongConsumer onNonZero) {
        this.ramOffset = ramOffset;
        this.onNonZero = onNonZero;
    }

    /** Whether the doubleword lies in the page that holds this offset. */
    boolean covers(long offset) {
        return offset >>> Mmu.PAGE_SHIFT == ramOffset >>> Mmu.PAGE_SHIFT;
    }

    /** Tells of a store that has been done; any hart thread. */
    void stored(long offset, long value, int width) {
        if (offset == ramOffset && width >= 4) {
            long stored = width == 4 ? value & 0xffff_ffffL : value;
            if (stored != 0) {
                onNonZero.accept(stored);
            }
        }
    }
}
