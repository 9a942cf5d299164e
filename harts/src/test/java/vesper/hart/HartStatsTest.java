package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Register.*;

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vesper.isa.Assembler;

class HartStatsTest {
    private static final int PAGES = 20;

    /** Loads and stores each have entries of their own. */
    @Test
    void theFirstLoadAndTheFirstStoreOfAPageMissTheTlb() {
        assertEquals(missesOf(a -> {}) + 2 * PAGES, missesOf(HartStatsTest::touchPagesTwice));
    }

    private static long missesOf(Consumer<Assembler> body) {
        return new Guest().run(body).hart(0).stats().tlbMisses();
    }

    private static void touchPagesTwice(Assembler a) {
        for (int time = 0; time < 2; time++) {
            for (int page = 0; page < PAGES; page++) {
                a.li(S2, Guest.DATA + page * 4096L);
                a.ld(S3, 8, S2);
                a.sd(S3, 16, S2);
            }
        }
    }

    @Test
    void translatedInstructionsAreSomeOfAll() {
        Guest guest = new Guest();
        HartStats stats = guest.hart(0).stats;
        guest.hart(0).instret = 100;
        stats.translated = 60;
        assertEquals(60, guest.hart(0).stats().translatedInstructions());
        assertEquals(40, guest.hart(0).stats().interpretedInstructions());
    }

    @Test
    void exitsAreCountedByTheirCause() {
        HartStats stats = new HartStats();
        for (RegionExit exit : RegionExit.values()) {
            stats.exits[exit.code] += 10L + exit.code;
        }
        for (RegionExit exit : RegionExit.values()) {
            assertEquals(10 + exit.code, stats.exits(exit));
        }
        assertEquals(
                RegionExit.COUNT, Arrays.stream(RegionExit.values()).distinct().count());
    }

    @Test
    void theTranslatorsWorkIsSummed() {
        TranslationStats stats = new TranslationStats();
        stats.built(100, 7);
        stats.built(50, 5);
        assertEquals(2, stats.regions());
        assertEquals(150, stats.bytecodes());
        assertEquals(12, stats.nanos());
    }
}
