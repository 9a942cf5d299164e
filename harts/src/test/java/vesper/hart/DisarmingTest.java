package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static vesper.isa.Register.*;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.LineVersions;
import vesper.isa.Assembler;

/** A page in which nobody makes reservations any more is no longer armed, and stores to it are fast again. */
@ParameterizedClass(name = "oneThread={0}")
@ValueSource(booleans = {false, true})
class DisarmingTest {
    private static final long DATA = Guest.DATA;
    private static final int MANY = 10_000;
    private static final int HARTS = 4;

    private final boolean oneThread;

    DisarmingTest(boolean oneThread) {
        this.oneThread = oneThread;
    }

    /** t0 stores to the doubleword at s2 + 128; takes s4. */
    private static void store(Assembler a, int times) {
        a.li(S4, times);
        a.label("1");
        a.sd(S4, 128, S2);
        a.addi(S4, S4, -1);
        a.bnez(S4, "1b");
    }

    private static void addOne(Assembler a) {
        a.label("1");
        a.lr_d(T0, S2);
        a.addi(T0, T0, 1);
        a.sc_d(T1, T0, S2);
        a.bnez(T1, "1b");
    }

    private static @Nullable LineVersions versions(Guest guest) {
        return guest.bus().armedPages().versionsAt(DATA - Guest.RAM);
    }

    @Test
    void aPageThatIsOnlyStoredToIsDisarmed() {
        Guest guest = new Guest().oneThread(oneThread);
        guest.run(a -> {
            a.li(S2, DATA);
            addOne(a);
            store(a, MANY);
        });
        assertNull(versions(guest));
        assertEquals(1, guest.get(DATA));
        assertEquals(1, guest.get(DATA + 128));
    }

    @Test
    void aPageInWhichAHartReservesStaysArmed() {
        Guest guest = new Guest().oneThread(oneThread);
        guest.run(a -> {
            a.li(S2, DATA);
            a.li(S3, 100);
            a.label("round");
            addOne(a);
            store(a, MANY / 100);
            a.addi(S3, S3, -1);
            a.bnez(S3, "round");
        });
        assertNotNull(versions(guest));
        assertEquals(100, guest.get(DATA));
    }

    /** Allowed, as every failure of SC is that does not last (unprivileged, section 13.3). */
    @Test
    void aReservationFromBeforeIsLostAndTheNextOneHolds() {
        Guest guest = new Guest().oneThread(oneThread);
        guest.run(a -> {
            a.li(S2, DATA);
            a.li(S6, 7);
            a.lr_d(T0, S2);
            store(a, MANY);
            a.sc_d(S5, S6, S2);
            a.lr_d(T0, S2);
            a.sc_d(S7, S6, S2);
        });
        assertEquals(1, guest.x(S5));
        assertEquals(0, guest.x(S7));
        assertEquals(7, guest.get(DATA));
    }

    /** Each counts, and then stores until the page may be disarmed while others still count. */
    @Test
    void fourHartsCountExactlyWhileThePageIsDisarmedAndArmedAgain() {
        final int rounds = 20;
        Guest guest = new Guest(HARTS).oneThread(oneThread).finishingHarts(HARTS);
        guest.run(a -> {
            a.li(S2, DATA);
            a.li(S3, rounds);
            a.label("round");
            a.li(S5, 100);
            a.label("count");
            addOne(a);
            a.addi(S5, S5, -1);
            a.bnez(S5, "count");
            store(a, MANY / 4);
            a.addi(S3, S3, -1);
            a.bnez(S3, "round");
        });
        assertEquals(HARTS * rounds * 100, guest.get(DATA));
    }
}
