package vesper.kernel.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** The spin lock compiled, between harts. {@code -Dvesper.increments=10000000} counts further. */
class LockedCountTest {
    private static final String EXACT = "with the lock " + LockedCount.INCREMENTS + "\nwithout it some are lost\n";

    private final Guest guest = new Guest(Image.LOCKED_COUNT, LockedCount.HARTS, 128, null);

    @Test
    void fourHartsLoseNoLockedIncrement() throws Exception {
        assertEquals(new Guest.Run(EXACT, 0), new Ours().run(guest, "\0"));
    }

    @Test
    void fourHartsLoseNoneOnQemuEither() throws Exception {
        assumeTrue(Qemu.isThere());
        assertEquals(new Guest.Run(EXACT, 0), new Qemu().run(guest, "\0"));
    }
}
