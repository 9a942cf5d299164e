package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.*;

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vesper.hart.state.Acceleration;
import vesper.hart.state.HartStats;
import vesper.hart.state.RegionExit;
import vesper.hart.state.Translation;
import vesper.hart.state.TranslationStats;
import vesper.isa.Assembler;

class HartStatsTest {
    private static final int PAGES = 20;
    private static final long ROUNDS = 100;
    private static final long ACCESSES_A_ROUND = 3;

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

    @ParameterizedTest
    @EnumSource(
            value = Translation.class,
            names = {"NEVER", "AT_ONCE", "AT_RANDOM"})
    void whatDoesNotMissTheTlbHitsIt(Translation translation) {
        HartStats without = counted(translation, a -> {});
        HartStats with = counted(translation, HartStatsTest::loop);
        assertEquals(ROUNDS * ACCESSES_A_ROUND, with.accesses - without.accesses);
        assertTrue(with.tlbHits() - without.tlbHits() > ROUNDS * ACCESSES_A_ROUND / 2, with.tlbHits() + " hits");
    }

    @Test
    void hitsAreCountedOnlyWhenThatIsAskedFor() {
        assertEquals(0, new Guest().run(HartStatsTest::loop).hart(0).stats().tlbHits());
    }

    private static HartStats counted(Translation translation, Consumer<Assembler> body) {
        Guest guest = new Guest().accelerated(Acceleration.of(translation));
        guest.group().countAccesses();
        return guest.run(body).hart(0).stats();
    }

    private static void loop(Assembler a) {
        a.li(S2, Guest.DATA);
        a.li(S3, ROUNDS);
        a.label("round");
        a.ld(S4, 8, S2);
        a.sb(S4, 17, S2);
        a.andi(S5, S3, 1);
        a.beqz(S5, "even");
        a.amoadd_w(S6, S3, S2);
        a.j("next");
        a.label("even");
        a.lhu(S6, 30, S2);
        a.label("next");
        a.fence();
        a.addi(S3, S3, -1);
        a.bnez(S3, "round");
    }

    @Test
    void translatedInstructionsAreSomeOfAll() {
        Guest guest = new Guest();
        HartStats stats = guest.hart(0).state().stats;
        guest.hart(0).state().instret = 100;
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
