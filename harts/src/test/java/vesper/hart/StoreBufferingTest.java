package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.*;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.Ordering;

/**
 * Store buffering: each of two harts writes a word of its own and then loads the other's. Where preserved program order
 * puts the load after the store, not both may see the old value; with nothing between the two, both do now and then, which
 * shows that the test can fail. When an SC's data was a plain store, {@code -Dvesper.sbRounds=1000000} showed 204 in
 * 500,000 for {@code sc.aqrl}, and 17 in 1,000,000 for the load that depends on a load of the SC's word.
 */
class StoreBufferingTest {
    private static final int ROUNDS = Integer.getInteger("vesper.sbRounds", 25_000);
    private static final int WEAKENED_TRIES = 100;
    private static final long PAGE = 0x1000;
    private static final long MINE = Guest.DATA;
    private static final long BARRIER = MINE + 2 * PAGE;
    private static final long SEEN = MINE + 3 * PAGE;
    private static final long BOTH_OLD = MINE + 4 * PAGE;

    /** Rule 5: an acquire annotation on the SC. */
    @Test
    void aLoadAfterAnAcquireScComesAfterIt() {
        assertNeverBothOld(a -> {
            a.lr_d(T2, S1);
            a.sc_d(T3, T1, S1, Ordering.AQ, Ordering.RL);
            a.ld(T4, 0, S2);
        });
    }

    /** Rule 7: a release SC, then an acquire LR. */
    @Test
    void anAcquireLrAfterAReleaseScComesAfterIt() {
        assertNeverBothOld(a -> {
            a.lr_d(T2, S1);
            a.sc_d(T3, T1, S1, Ordering.RL);
            a.lr_d(T4, S2, Ordering.AQ);
        });
    }

    /** Rules 3 and 9: the load of the SC's word comes after the SC, and the last load depends on it by address. */
    @Test
    void aLoadThatReturnsAnScsValueComesAfterIt() {
        assertNeverBothOld(a -> {
            a.lr_d(T2, S1);
            a.sc_d(T3, T1, S1);
            a.ld(T5, 0, S1);
            a.xor(T6, T5, T5);
            a.add(T6, T6, S2);
            a.ld(T4, 0, T6);
        });
    }

    /** Rule 4. */
    @Test
    void aLoadAfterAFenceComesAfterTheStoreBeforeIt() {
        assertNeverBothOld(a -> {
            a.sd(T1, 0, S1);
            a.fence();
            a.ld(T4, 0, S2);
        });
    }

    /** Rule 7: both instructions of Zalasr are annotated RCsc. */
    @Test
    void aLoadAcquireAfterAStoreReleaseComesAfterIt() {
        assertNeverBothOld(a -> {
            a.sd_rl(T1, S1);
            a.ld_aq(T4, S2);
        });
    }

    /** Rule 7 again: to the hart an armed page is another way. */
    @Test
    void aLoadAcquireAfterAStoreReleaseToAnArmedPageComesAfterIt() {
        assertNeverBothOld(a -> {
            a.lr_d(T2, S1);
            a.sd_rl(T1, S1);
            a.ld_aq(T4, S2);
        });
    }

    /** Rule 5: an acquire annotation on the store. */
    @Test
    void aLoadAfterAnAcquiringStoreReleaseComesAfterIt() {
        assertNeverBothOld(a -> {
            a.sw_rl(T1, S1, Ordering.AQ);
            a.lw(T4, 0, S2);
        });
    }

    /** Rule 6: a release annotation on the load. */
    @Test
    void aReleasingLoadAcquireComesAfterTheStoreBeforeIt() {
        assertNeverBothOld(a -> {
            a.sb(T1, 0, S1);
            a.lb_aq(T4, S2, Ordering.RL);
        });
    }

    /** Rule 7, either end being the base's. */
    @Test
    void releasesAndAcquiresOfBothExtensionsAreOneKind() {
        assertNeverBothOld(a -> {
            a.sd_rl(T1, S1);
            reserve(a, Ordering.AQ);
        });
        assertNeverBothOld(a -> {
            a.amoswap_d(ZERO, T1, S1, Ordering.RL);
            a.ld_aq(T4, S2);
        });
    }

    /** Rule 6: a release annotation on the load. */
    @Test
    void aReleaseLrComesAfterTheStoreBeforeIt() {
        assertNeverBothOld(a -> {
            a.sd(T1, 0, S1);
            reserve(a, Ordering.RL);
        });
    }

    @Test
    void withNothingBetweenALoadMayPassTheStore() {
        long seen = 0;
        for (int i = 0; i < WEAKENED_TRIES && seen == 0; i++) {
            seen = bothOld(a -> {
                a.sd(T1, 0, S1);
                a.ld(T4, 0, S2);
            });
        }
        assertTrue(seen > 0, "the harts never raced");
    }

    /**
     * The load is an LR on hart 0. On hart 1 it has a fence: two LRs would arm both pages, and a store to an armed page
     * takes its line, which no LR passes.
     */
    private static void reserve(Assembler a, Ordering ordering) {
        a.bnez(S0, "other");
        a.lr_d(T4, S2, ordering);
        a.j("loaded");
        a.label("other");
        a.fence();
        a.ld(T4, 0, S2);
        a.label("loaded");
    }

    private static void assertNeverBothOld(Consumer<Assembler> shape) {
        assertEquals(0, bothOld(shape));
    }

    private static long bothOld(Consumer<Assembler> shape) {
        Guest guest = new Guest(2).finishingHarts(2);
        guest.run(a -> {
            start(a);
            shape.accept(a);
            finishRound(a);
        });
        return guest.get(BOTH_OLD);
    }

    /** s1 is the hart's own word and s2 the other's, s3 the rounds left, s4 how often the barrier was passed. */
    private static void start(Assembler a) {
        a.li(S1, MINE);
        a.li(S2, MINE + PAGE);
        a.csrr(S0, Csrs.MHARTID);
        a.beqz(S0, "go");
        a.li(S1, MINE + PAGE);
        a.li(S2, MINE);
        a.label("go");
        a.li(S3, ROUNDS);
        a.li(S4, 0);
        a.li(S5, BARRIER);
        a.li(S6, SEEN);
        a.slli(T0, S0, 8);
        a.add(S7, S6, T0);
        a.li(S8, BOTH_OLD);
        a.li(T1, 1);
        a.label("round");
        barrier(a, "begin");
    }

    private static void finishRound(Assembler a) {
        a.sd(T4, 0, S7);
        barrier(a, "end");
        a.bnez(S0, "next");
        a.ld(T0, 0, S6);
        a.ld(T2, 256, S6);
        a.or(T0, T0, T2);
        a.bnez(T0, "clear");
        a.ld(T0, 0, S8);
        a.addi(T0, T0, 1);
        a.sd(T0, 0, S8);
        a.label("clear");
        a.sd(ZERO, 0, S1);
        a.sd(ZERO, 0, S2);
        a.fence();
        a.label("next");
        barrier(a, "cleared");
        a.addi(S3, S3, -1);
        a.bnez(S3, "round");
    }

    private static void barrier(Assembler a, String name) {
        a.addi(S4, S4, 2);
        a.amoadd_d(ZERO, T1, S5, Ordering.AQ, Ordering.RL);
        a.label(name);
        a.ld(T6, 0, S5);
        a.blt(T6, S4, name);
        a.fence();
    }
}
