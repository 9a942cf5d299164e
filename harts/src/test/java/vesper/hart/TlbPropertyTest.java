package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** {@link Tlb} against a plain map: it may forget, but never answers what was not put, or was flushed. */
class TlbPropertyTest {
    private static final long PAGE = 0x1000;
    private static final long GONE = -1;
    private static final List<Long> PAGES = List.of(0L, 1L, 2L, 512L, 513L, 1024L, -1L, -512L, -513L, 1L << 51);

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

    /** Few pages, some of them at the same index of the TLB. */
    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.of(PAGES),
                        Arbitraries.longs().between(0, 7),
                        Arbitraries.longs().between(0, PAGE - 1))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Property
    void aHitIsWhatWasLastPutForThePage(@ForAll("steps") List<Step> steps) {
        Tlb tlb = new Tlb();
        Map<Long, Long> frames = new HashMap<>();
        for (Step step : steps) {
            switch (step.kind) {
                case PUT, PUT_AGAIN, PUT_ONCE_MORE -> {
                    tlb.put(step.vaddr(), step.ramOffset());
                    frames.put(step.page, step.frame);
                    assertTrue(hits(tlb, step.page, 0), "just put");
                }
                case FLUSH_PAGE -> {
                    tlb.flushPage(step.vaddr());
                    frames.remove(step.page);
                }
                case DROP_RAM_PAGE -> {
                    tlb.dropRamPage(step.ramOffset());
                    frames.values().removeIf(frame -> frame == step.frame);
                }
                case FLUSH -> {
                    tlb.flush();
                    frames.clear();
                }
            }
            check(tlb, frames);
        }
    }

    private static void check(Tlb tlb, Map<Long, Long> frames) {
        for (long page : PAGES) {
            long vaddr = page * PAGE + 0x128;
            if (hits(tlb, page, 0)) {
                long frame = frames.getOrDefault(page, GONE);
                assertTrue(frame != GONE, "a translation that is gone");
                assertEquals(frame * PAGE + 0x128, vaddr + tlb.entries[Tlb.index(vaddr) + 1]);
            }
            assertTrue(!hits(tlb, page, 1), "a misaligned access must miss");
        }
    }

    /** As a doubleword access looks it up. */
    private static boolean hits(Tlb tlb, long page, long inside) {
        long vaddr = page * PAGE + inside;
        return tlb.entries[Tlb.index(vaddr)] == (vaddr & (Tlb.PAGE | 7));
    }
}
