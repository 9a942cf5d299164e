package vesper.hart.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vesper.bus.PhysicalMemory;

/** A flush forgets everything, however many there are. */
class FetchContextTest {
    private static final int TABLE = 8192; // bytes of code after which two addresses share a place
    private static final int FLUSHES = 20_000; // more than twice what the salts last for

    private int forgotten;
    private final FetchContext context =
            new FetchContext(new PhysicalMemory(PhysicalMemory.PAGE_SIZE), () -> forgotten++);
    private final Block block = new Block(new long[1], new short[2], 0, new short[1], 0, 0);

    @Test
    void aBlockIsFoundAtItsOwnAddressOnly() {
        context.remember(0x8000_0000L, block);
        assertSame(block, context.jump(0x8000_0000L));
        assertNull(context.jump(0x8000_0000L + TABLE));
        assertNull(context.jump(0));
    }

    @Test
    void nothingIsFoundInANewTable() {
        for (long pc = 0; pc < TABLE; pc += 2) {
            assertNull(context.jump(pc));
        }
    }

    @Test
    void whatWasRememberedBeforeAFlushIsNeverFoundAgain() {
        for (long pc = -TABLE; pc < 2 * TABLE; pc += 2) {
            context.remember(pc, block);
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int flush = 0; flush < FLUSHES; flush++) {
            context.flush();
            for (int i = 0; i < 50; i++) {
                assertNull(context.jump(2L * random.nextInt(-TABLE, 2 * TABLE)));
            }
        }
    }

    @Test
    void whatIsRememberedAfterAFlushIsFoundUntilTheNext() {
        SplittableRandom random = new SplittableRandom(2);
        for (int flush = 0; flush < FLUSHES; flush++) {
            long pc = 2 * random.nextLong(1L << 40);
            assertNull(context.jump(pc));
            context.remember(pc, block);
            assertSame(block, context.jump(pc));
            context.flush();
            assertNull(context.jump(pc));
        }
    }

    @Test
    void aFlushIsOneForItsLookasideToo() {
        assertEquals(0, forgotten);
        context.flush();
        assertEquals(1, forgotten);
        context.flushPage(0x8000_0000L);
        assertEquals(1, forgotten);
        context.translated(0x8000_0000L, 0, 0);
        context.flushPage(0x8000_0000L);
        assertEquals(2, forgotten);
    }
}
