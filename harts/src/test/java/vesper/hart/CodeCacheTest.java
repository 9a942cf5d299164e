package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import vesper.hart.fetch.Block;
import vesper.hart.fetch.CodeCache;
import vesper.hart.memory.Mmu;
import vesper.hart.state.HartState;

class CodeCacheTest {
    private static final int NOP = 0x13;
    private static final int RET = 0x8067;
    private static final long CODE = Guest.DATA;

    private final Guest guest = new Guest();
    private final HartState state = guest.hart(0).state();
    private int forgotten;
    private final CodeCache cache = new CodeCache(
            state, guest.bus(), new Mmu(state, guest.bus()), () -> Integer.MAX_VALUE, () -> () -> forgotten++);

    CodeCacheTest() {
        guest.program(a -> {});
        for (int i = 0; i < 16; i++) {
            guest.putWord(CODE + 4L * i, i == 15 ? RET : NOP);
        }
    }

    @Test
    void whatWasDecodedIsFoundAgain() {
        assertSame(cache.lookup(CODE), cache.lookup(CODE));
    }

    @Test
    void unchangedCodeSurvivesFenceI() {
        Block block = cache.lookup(CODE);
        cache.fence();
        assertSame(block, cache.lookup(CODE));
    }

    @Test
    void changedCodeIsDecodedAgainAfterFenceI() {
        Block block = cache.lookup(CODE);
        guest.putWord(CODE + 20, NOP | 1 << 7);
        assertSame(block, cache.lookup(CODE));
        cache.fence();
        assertNotSame(block, cache.lookup(CODE));
    }

    @Test
    void aChangeBehindTheBlocksEndIsNoChangeOfIt() {
        Block block = cache.lookup(CODE);
        guest.putWord(CODE + 64, NOP);
        cache.fence();
        assertSame(block, cache.lookup(CODE));
    }

    @Test
    void endlessNewCodeStaysWithinBounds() {
        int greatest = 0;
        boolean letGo = false;
        for (int i = 0; i < 2 * CodeCache.MAX_SLOTS / 16; i++) {
            guest.putWord(CODE, NOP | i << 20);
            cache.fence();
            cache.lookup(CODE);
            letGo |= cache.slotCount() < greatest;
            greatest = Math.max(greatest, cache.slotCount());
        }
        assertTrue(letGo);
        assertTrue(greatest <= CodeCache.MAX_SLOTS, "slots " + greatest);
    }

    @Test
    void endlessNewPagesStayWithinBounds() {
        for (int i = 0; i < 100_000; i++) {
            long page = Guest.RAM + 0x40_0000 + (long) (i % 512) * 0x1000;
            guest.putWord(page, RET);
            cache.lookup(page);
            assertTrue(cache.slotCount() <= CodeCache.MAX_SLOTS);
            cache.fence();
        }
    }

    @Test
    void aReportsWordIsZeroWhereNothingCanBeFetched() {
        assertEquals(0, cache.wordAt(0x10));
        assertEquals(NOP, cache.wordAt(CODE));
    }

    @Test
    void aFenceIsOneForTheLookasideToo() {
        cache.fence();
        assertEquals(1, forgotten);
        cache.flush();
        assertEquals(2, forgotten);
    }
}
