package vesper.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** {@link DirectPages} against a plain map: it may forget, but never answers what was not put, or was flushed. */
class DirectPagesTest {
    private static final long PAGE = PhysicalMemory.PAGE_SIZE;
    private static final int FRAMES = 8;
    private static final long INSIDE = 0x128;
    private static final long GONE = -1;
    private static final long ELSEWHERE = DirectPages.ENTRIES; // pages of these numbers share an entry with page 0
    private static final List<Long> PAGES = List.of(
            0L, 1L, 2L, ELSEWHERE, ELSEWHERE + 1, 2 * ELSEWHERE, -1L, -ELSEWHERE, -ELSEWHERE - 1, 1L << 51, 1L << 27);

    private final PhysicalMemory ram = new PhysicalMemory(FRAMES * PAGE);
    private final DirectPages pages = new DirectPages(ram);
    private final List<Long> missed = new ArrayList<>();
    private final DirectPages.Misses misses = new DirectPages.Misses() {
        @Override
        public long loadMissed(long vaddr, int width) {
            missed.add(vaddr);
            return -1;
        }

        @Override
        public void storeMissed(long vaddr, long value, int width) {
            missed.add(vaddr);
        }
    };

    enum Kind {
        PUT,
        PUT_AGAIN,
        PUT_ONCE_MORE,
        FLUSH_PAGE,
        DROP_RAM_PAGE,
        FLUSH
    }

    /** {@code inside} is where in the page the access lies that leads to the step. */
    record Step(Kind kind, long page, long frame, long inside) {
        long vaddr() {
            return page * PAGE + inside;
        }

        long ramOffset() {
            return frame * PAGE + inside;
        }
    }

    /** Few pages, some of them at the same index of the table. */
    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.of(PAGES),
                        Arbitraries.longs().between(0, FRAMES - 1),
                        Arbitraries.longs().between(0, PAGE - 1))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Property
    void aHitIsWhatWasLastPutForThePage(@ForAll("steps") List<Step> steps) {
        DirectPages fresh = new DirectPages(ram);
        Map<Long, Long> frames = new HashMap<>();
        for (Step step : steps) {
            switch (step.kind) {
                case PUT, PUT_AGAIN, PUT_ONCE_MORE -> {
                    fresh.put(step.vaddr(), step.ramOffset());
                    frames.put(step.page, step.frame);
                    assertTrue(fresh.ramOffset(step.page * PAGE, 8) >= 0, "just put");
                }
                case FLUSH_PAGE -> {
                    fresh.flushPage(step.vaddr());
                    frames.remove(step.page);
                }
                case DROP_RAM_PAGE -> {
                    fresh.dropRamPage(step.ramOffset());
                    frames.values().removeIf(frame -> frame == step.frame);
                }
                case FLUSH -> {
                    fresh.flush();
                    frames.clear();
                }
            }
            check(fresh, frames);
        }
    }

    private static void check(DirectPages pages, Map<Long, Long> frames) {
        for (long page : PAGES) {
            long offset = pages.ramOffset(page * PAGE + INSIDE, 8);
            if (offset >= 0) {
                long frame = frames.getOrDefault(page, GONE);
                assertTrue(frame != GONE, "a translation that is gone");
                assertEquals(frame * PAGE + INSIDE, offset);
            }
        }
    }

    @Test
    void aFlushForgetsHoweverManyPagesWereThere() {
        for (int count = 1; count <= 2 * DirectPages.ENTRIES; count *= 2) {
            for (long page = 0; page < count; page++) {
                pages.put(page * PAGE, 0);
            }
            pages.flush();
            for (long page = 0; page < count; page++) {
                assertEquals(-1, pages.ramOffset(page * PAGE, 1));
            }
        }
    }

    @Test
    void anEntryThatWasDroppedAndFilledOverAndOverIsFlushed() {
        for (int i = 0; i < 3 * DirectPages.ENTRIES; i++) {
            pages.put(PAGE, 0);
            pages.flushPage(PAGE);
        }
        pages.put(PAGE, 0);
        pages.flush();
        assertEquals(-1, pages.ramOffset(PAGE, 1));
    }

    @Test
    void aHitLoadsAndStoresInThePageOfRam() {
        pages.put(5 * PAGE + 7, 3 * PAGE + 9);
        long[] table = pages.table();
        long at = 5 * PAGE + INSIDE;
        DirectPages.store64(table, at, 0x8877_6655_4433_22f1L, misses);
        DirectPages.store8(table, at + 9, 0xabc, misses);
        DirectPages.store16(table, at + 10, 0x12345, misses);
        DirectPages.store32(table, at + 12, -2, misses);
        assertEquals(0x8877_6655_4433_22f1L, ram.loadOpaque64(3 * PAGE + INSIDE));
        assertEquals(0xf1, DirectPages.load8(table, at, misses));
        assertEquals(0x22f1, DirectPages.load16(table, at, misses));
        assertEquals(0x8877_6655, DirectPages.load32(table, at + 4, misses));
        assertEquals(0xffff_fffe_2345_bc00L, DirectPages.load64(table, at + 8, misses));
        assertEquals(List.of(), missed);
    }

    @Test
    void theWholePageIsReachedAndNothingBesideIt() {
        pages.put(PAGE, FRAMES * PAGE - 1);
        long[] table = pages.table();
        DirectPages.load64(table, PAGE, misses);
        DirectPages.load64(table, 2 * PAGE - 8, misses);
        DirectPages.load8(table, 2 * PAGE - 1, misses);
        assertEquals(List.of(), missed);
        DirectPages.load8(table, PAGE - 1, misses);
        DirectPages.load64(table, 2 * PAGE, misses);
        assertEquals(List.of(PAGE - 1, 2 * PAGE), missed);
    }

    @Test
    void aMisalignedAccessMisses() {
        pages.put(0, 0);
        long[] table = pages.table();
        for (long at = 1; at < 8; at++) {
            missed.clear();
            assertEquals(-1, DirectPages.load64(table, at, misses));
            DirectPages.store64(table, at, -1, misses);
            assertEquals(List.of(at, at), missed);
        }
        missed.clear();
        DirectPages.load32(table, 2, misses);
        DirectPages.store32(table, 6, 0, misses);
        DirectPages.load16(table, 1, misses);
        DirectPages.store16(table, 3, 0, misses);
        assertEquals(List.of(2L, 6L, 1L, 3L), missed);
        assertEquals(-1, pages.ramOffset(4, 8));
        assertEquals(4, pages.ramOffset(4, 4));
    }

    @Test
    void noEntryLeadsOutOfRam() {
        for (long offset : new long[] {-1, FRAMES * PAGE, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThrows(IndexOutOfBoundsException.class, () -> pages.put(0, offset));
            assertEquals(-1, pages.ramOffset(0, 1));
        }
    }
}
