package vesper.stress.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Results and context lie where cases seldom get. */
class LayoutTest {
    private static final long CONTEXT_SIZE = 0x1000;
    private static final long RESULTS_END = Outcome.address(Layout.CAPACITY);

    @Test
    void noPointerToAWindowWithOneBitInvertedLeadsToResults() {
        pointers().forEach(pointer -> {
            for (int bit = 0; bit < Long.SIZE; bit++) {
                assertOutside(pointer ^ (1L << bit));
            }
        });
    }

    @Test
    void noPointerToAWindowOffByAPowerOfTwoLeadsToResults() {
        pointers().forEach(pointer -> {
            for (int bit = 0; bit < Long.SIZE; bit++) {
                assertOutside(pointer + (1L << bit));
                assertOutside(pointer - (1L << bit));
            }
        });
    }

    @Test
    void noPointerToTheTwoPagesThatLostBitsLeadsToResults() {
        long bits = Layout.WINDOW | (Layout.WINDOW_SIZE - 1);
        for (long some = bits; some != 0; some = (some - 1) & bits) {
            assertOutside(some);
        }
    }

    private static LongStream pointers() {
        return LongStream.concat(
                LongStream.range(Layout.WINDOW, Layout.WINDOW + Layout.WINDOW_SIZE),
                LongStream.range(Layout.TAIL, Layout.RAM_END));
    }

    private static void assertOutside(long address) {
        boolean context = address >= Layout.CONTEXT && address < Layout.CONTEXT + CONTEXT_SIZE;
        boolean results = address >= Layout.RESULTS && address < RESULTS_END;
        assertFalse(context || results, () -> "leads to 0x" + Long.toHexString(address));
    }
}
