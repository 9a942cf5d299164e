package vesper.hart.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A region is entered while HotSpot has it compiled, and what was there before it until then. */
class WarmthTest {
    private static final long INSTRUCTIONS = 100;
    private static final long FAST = 2 * INSTRUCTIONS;
    private static final long SLOW = 100 * INSTRUCTIONS;

    private final Warmth warmth = new Warmth(false);

    @Test
    void aNewRegionIsColdUntilATrialIsFast() {
        assertFalse(warmth.isWarm());
        warmth.tried(SLOW, INSTRUCTIONS);
        assertFalse(warmth.isWarm());
        warmth.tried(FAST, INSTRUCTIONS);
        assertTrue(warmth.isWarm());
    }

    @Test
    void aWarmRegionThatWasSlowOnceStaysWarm() {
        warmth.tried(FAST, INSTRUCTIONS);
        for (int i = 0; i < 10; i++) {
            warmth.ran(SLOW, INSTRUCTIONS);
            warmth.ran(FAST, INSTRUCTIONS);
        }
        assertTrue(warmth.isWarm());
    }

    @Test
    void aWarmRegionThatIsSlowTwiceInARowIsColdUntilATrialIsFast() {
        warmth.tried(FAST, INSTRUCTIONS);
        warmth.ran(SLOW, INSTRUCTIONS);
        warmth.ran(SLOW, INSTRUCTIONS);
        assertFalse(warmth.isWarm());
        warmth.tried(FAST, INSTRUCTIONS);
        assertTrue(warmth.isWarm());
        warmth.ran(SLOW, INSTRUCTIONS);
        assertTrue(warmth.isWarm());
    }

    @Test
    void aRegionThatIsAlwaysEnteredStaysWarm() {
        Warmth always = new Warmth(true);
        always.ran(SLOW, INSTRUCTIONS);
        always.ran(SLOW, INSTRUCTIONS);
        assertTrue(always.isWarm());
    }

    @Test
    void anEntryKeepsTheWarmOneThatWasThereBefore() {
        RegionEntry first = entry(true);
        RegionEntry second = entry(false).after(first);
        assertSame(first, second.older());
    }

    @Test
    void anEntryKeepsNothingThatWasCold() {
        assertNull(entry(true).after(entry(false)).older());
        assertNull(entry(true).after(RegionEntry.PENDING).older());
        assertNull(entry(true).after(null).older());
    }

    @Test
    void anEntryKeepsOneBeforeItAndNoMore() {
        RegionEntry third = entry(true).after(entry(true).after(entry(true)));
        RegionEntry older = third.older();
        assertNotNull(older);
        assertNull(older.older());
        assertEquals(third.number(), third.withoutOlder().number());
        assertNull(third.withoutOlder().older());
    }

    private static RegionEntry entry(boolean warm) {
        Region region = new Region() {
            @Override
            long run(RegionHart hart, int entry, long base) {
                return 0;
            }
        };
        RegionCode code = new RegionCode(
                new CodePage[0],
                new CodeRun[0],
                new vesper.hart.region.RegionClass(
                        new byte[0], 0, new int[0], new int[0], new int[0], new int[0], false),
                1);
        region.describe(code, new Warmth(warm));
        return new RegionEntry(region, 7, 0, false, null);
    }
}
