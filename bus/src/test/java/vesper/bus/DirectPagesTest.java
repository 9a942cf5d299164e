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
    void aMisalignedAccessHitsWithinAPage() {
        pages.put(0, PAGE);
        long[] table = pages.table();
        for (long at = 1; at < 8; at++) {
            DirectPages.store64(table, at, 0x0102_0304_0506_0708L * at, misses);
            assertEquals(0x0102_0304_0506_0708L * at, DirectPages.load64(table, at, misses));
            assertEquals((int) (8 * at) & 0xff, ram.loadOpaque8(PAGE + at));
        }
        DirectPages.store32(table, PAGE - 5, -1, misses);
        assertEquals(0xffff, DirectPages.load16(table, PAGE - 3, misses));
        assertEquals(0xff_ffff_ff00L, DirectPages.load64(table, PAGE - 6 - 3, misses) >>> 24);
        assertEquals(List.of(), missed);
    }

    /** Whether or not the next page is there, and leads to the next page of RAM. */
    @Test
    void anAccessOverAPagesEndMisses() {
        pages.put(-PAGE, 0);
        pages.put(0, PAGE);
        pages.put(PAGE, 2 * PAGE);
        long[] table = pages.table();
        List<Long> expected = new ArrayList<>();
        for (long end : new long[] {0, PAGE, 2 * PAGE}) {
            for (int over = 1; over < 8; over++) {
                DirectPages.load64(table, end - 8 + over, misses);
                DirectPages.store64(table, end - 8 + over, -1, misses);
                expected.addAll(List.of(end - 8 + over, end - 8 + over));
            }
            DirectPages.load32(table, end - 1, misses);
            DirectPages.store32(table, end - 3, 0, misses);
            DirectPages.load16(table, end - 1, misses);
            DirectPages.store16(table, end - 1, 0, misses);
            expected.addAll(List.of(end - 1, end - 3, end - 1, end - 1));
        }
        assertEquals(expected, missed);
    }

    @Test
    void anOffsetForAtomicsIsGivenToAlignedOnesOnly() {
        pages.put(0, 0);
        assertEquals(-1, pages.ramOffset(4, 8));
        assertEquals(4, pages.ramOffset(4, 4));
    }

    @Test
    void oneLookServesAllBytesOfAPageAndNoMore() {
        pages.put(PAGE, 3 * PAGE);
        pages.put(2 * PAGE, 5 * PAGE);
        long[] table = pages.table();
        long way = DirectAccess.way(table, PAGE, (int) PAGE);
        assertEquals(way, DirectAccess.way(table, 2 * PAGE - 1024, 1024));
        assertEquals(way, DirectAccess.way(table, PAGE + 3, 13));
        assertThrows(DirectAccess.NoWay.class, () -> DirectAccess.way(table, 2 * PAGE - 1023, 1024));
        assertThrows(DirectAccess.NoWay.class, () -> DirectAccess.way(table, PAGE - 1, 16));
        assertThrows(DirectAccess.NoWay.class, () -> DirectAccess.way(table, 0, 16));
    }

    @Test
    void noEntryLeadsOutOfRam() {
        for (long offset : new long[] {-1, FRAMES * PAGE, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThrows(IndexOutOfBoundsException.class, () -> pages.put(0, offset));
            assertEquals(-1, pages.ramOffset(0, 1));
        }
    }
}
