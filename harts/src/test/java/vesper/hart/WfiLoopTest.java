package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How long a hart rests that looks in vain again and again. */
class WfiLoopTest {
    private final WfiLoop loop = new WfiLoop();

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            loop.isLooping(0, 0);
        }
    }

    @Test
    void eachLookInVainDoublesTheRestUpToTheLongest() {
        look(WfiLoop.LOOKS);
        for (long expected = WfiLoop.FIRST_REST_NANOS; expected < WfiLoop.MAX_REST_NANOS; expected *= 2) {
            assertTrue(loop.isLooping(0, 0));
            assertEquals(expected, loop.restNanos());
        }
        assertTrue(loop.isLooping(0, 0));
        assertEquals(WfiLoop.MAX_REST_NANOS, loop.restNanos());
    }

    @Test
    void theLongestRestStaysHoweverOftenTheHartLooks() {
        look(1_000_000);
        assertEquals(WfiLoop.MAX_REST_NANOS, loop.restNanos());
    }

    @Test
    void workBetweenTwoLooksBeginsAnew() {
        look(WfiLoop.LOOKS + 10);
        assertFalse(loop.isLooping(WfiLoop.NEAR, 0));
        for (int i = 1; i < WfiLoop.LOOKS; i++) {
            assertFalse(loop.isLooping(WfiLoop.NEAR, 0));
        }
        assertFalse(loop.isLooping(WfiLoop.NEAR, 0));
        assertTrue(loop.isLooping(WfiLoop.NEAR, 0));
        assertEquals(WfiLoop.FIRST_REST_NANOS, loop.restNanos());
    }

    @Test
    void anInterruptThatMovedBetweenTwoLooksBeginsAnew() {
        look(WfiLoop.LOOKS + 10);
        for (int moves = 1; moves < 1000; moves++) {
            assertFalse(loop.isLooping(0, moves));
        }
    }
}
