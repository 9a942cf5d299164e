package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a hart rests that looks in vain again and again. */
class WfiLoopTest {
    private final WfiLoop loop = new WfiLoop();
    private final long[] x = new long[32];

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            loop.isLooping(0, 0, x);
        }
    }

    @Test
    void eachLookInVainDoublesTheRestUpToTheLongest() {
        look(WfiLoop.LOOKS);
        for (long expected = WfiLoop.FIRST_REST_NANOS; expected < WfiLoop.MAX_REST_NANOS; expected *= 2) {
            assertTrue(loop.isLooping(0, 0, x));
            assertEquals(expected, loop.restNanos());
        }
        assertTrue(loop.isLooping(0, 0, x));
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
        assertFalse(loop.isLooping(WfiLoop.NEAR, 0, x));
        for (int i = 1; i < WfiLoop.LOOKS; i++) {
            assertFalse(loop.isLooping(WfiLoop.NEAR, 0, x));
        }
        assertFalse(loop.isLooping(WfiLoop.NEAR, 0, x));
        assertTrue(loop.isLooping(WfiLoop.NEAR, 0, x));
        assertEquals(WfiLoop.FIRST_REST_NANOS, loop.restNanos());
    }

    @Test
    void anInterruptThatMovedBetweenTwoLooksBeginsAnew() {
        look(WfiLoop.LOOKS + 10);
        for (int moves = 1; moves < 1000; moves++) {
            assertFalse(loop.isLooping(0, moves, x));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 31})
    void aRegisterThatChangedBetweenTwoLooksBeginsAnew(int register) {
        look(WfiLoop.LOOKS + 10);
        for (int i = 1; i < 1000; i++) {
            x[register]++;
            assertFalse(loop.isLooping(0, 0, x));
        }
    }

    @Test
    void whoGetsOnNowAndThenIsNotLooping() {
        for (int i = 0; i < 100; i++) {
            look(WfiLoop.LOOKS - 1);
            x[9]++;
            assertFalse(loop.isLooping(0, 0, x));
        }
    }
}
