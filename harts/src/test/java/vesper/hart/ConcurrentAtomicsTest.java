package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.*;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.LineVersions;
import vesper.isa.Assembler;
import vesper.isa.Ordering;
import vesper.isa.Register;

/**
 * Several harts on the same words. The counts are quick ones; {@code -Dvesper.amoadds=10000000} (for each of four
 * harts), {@code -Dvesper.stackOperations=25000000} (for each), {@code -Dvesper.handshakes=1000000} and
 * {@code -Dvesper.pairs=10000000} are the full ones.
 */
@ParameterizedClass(name = "oneThread={0}")
@ValueSource(booleans = {false, true})
class ConcurrentAtomicsTest {
    private static final int AMOADDS = Integer.getInteger("vesper.amoadds", 200_000);
    private static final int STACK_OPERATIONS = Integer.getInteger("vesper.stackOperations", 100_000);
    private static final int HANDSHAKES = Integer.getInteger("vesper.handshakes", 1_000);
    private static final int PAIRS = Integer.getInteger("vesper.pairs", 100_000);

    private static final int SLOW_SWAPS = 1_000;

    private static final long DATA = Guest.DATA;
    private static final long TURN = DATA + 0x1000;
    private static final long NODES = DATA + 0x2000;
    private static final int HARTS = 4;
    private static final int NODE_COUNT = 6;
    private static final long LINE = 64;

    private final boolean oneThread;
    private final int handshakes;

    ConcurrentAtomicsTest(boolean oneThread) {
        this.oneThread = oneThread;
        this.handshakes = oneThread ? HANDSHAKES / 10 : HANDSHAKES; // each takes two slices
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void amoaddsOfFourHartsSumExactly(boolean pageIsArmed) {
        Guest guest = new Guest(HARTS).oneThread(oneThread).finishingHarts(HARTS);
        guest.run(a -> {
            a.li(S2, DATA);
            a.li(S3, AMOADDS);
            a.li(S4, 1);
            if (pageIsArmed) {
                a.addi(S5, S2, 64);
                a.lr_d(S6, S5);
            }
            a.label("loop");
            a.amoadd_d(ZERO, S4, S2);
            a.addi(S5, S2, 8);
            a.amoadd_w(ZERO, S4, S5);
            a.addi(S3, S3, -1);
            a.bnez(S3, "loop");
        });
        assertEquals((long) HARTS * AMOADDS, guest.get(DATA));
        assertEquals((long) HARTS * AMOADDS, guest.get(DATA + 8));
    }

    @Test
    void lrScIncrementsOfFourHartsSumExactly() {
        Guest guest = new Guest(HARTS).oneThread(oneThread).finishingHarts(HARTS);
        guest.run(a -> {
            a.li(S2, DATA);
            a.li(S3, AMOADDS);
            a.label("loop");
            a.lr_d(S4, S2);
            a.addi(S4, S4, 1);
            a.sc_d(S5, S4, S2);
            a.bnez(S5, "loop");
            a.addi(S3, S3, -1);
            a.bnez(S3, "loop");
        });
        assertEquals((long) HARTS * AMOADDS, guest.get(DATA));
    }

    /**
     * Each hart pops a node, holds it for a moment, and pushes it back: with value compares a node that came back in
     * between would let a stale next pointer in. A node that two harts hold at once is counted in s9.
     */
    @Test
    void aLockFreeStackLosesNothing() {
        Guest guest = new Guest(HARTS).oneThread(oneThread).finishingHarts(HARTS);
        for (int i = 0; i < NODE_COUNT; i++) {
            guest.put(NODES + i * LINE, i + 1 < NODE_COUNT ? NODES + (i + 1) * LINE : 0);
        }
        guest.put(DATA, NODES);
        guest.run(a -> {
            a.li(S2, DATA);
            a.li(S3, STACK_OPERATIONS);
            a.addi(S8, A0, 1);
            a.label("pop");
            a.lr_d(S4, S2, Ordering.AQ);
            a.beqz(S4, "pop");
            a.ld(S5, 0, S4);
            a.sc_d(S6, S5, S2, Ordering.RL);
            a.bnez(S6, "pop");
            a.sd(S8, 8, S4);
            a.ld(S7, 8, S4);
            a.xor(S7, S7, S8);
            a.snez(S7, S7);
            a.add(S9, S9, S7);
            a.label("push");
            a.lr_d(S5, S2, Ordering.AQ);
            a.sd(S5, 0, S4);
            a.sc_d(S6, S4, S2, Ordering.RL);
            a.bnez(S6, "push");
            a.addi(S3, S3, -1);
            a.bnez(S3, "pop");
        });
        Set<Long> nodes = new HashSet<>();
        for (long node = guest.get(DATA); node != 0; node = guest.get(node)) {
            assertTrue(nodes.add(node), "the stack goes in a circle");
        }
        assertEquals(NODE_COUNT, nodes.size());
        for (int h = 0; h < HARTS; h++) {
            assertEquals(0, guest.hart(h).x(S9.number()), "nodes held twice");
        }
    }

    /** How hart 1 puts another value there and the old one back. */
    enum Writer {
        STORE {
            @Override
            void write(Assembler a, Register value) {
                a.sd(value, 0, S2);
            }
        },
        BYTES {
            @Override
            void write(Assembler a, Register value) {
                a.sb(value, 0, S2);
            }
        },
        MISALIGNED {
            @Override
            void write(Assembler a, Register value) {
                a.slli(S10, value, 8);
                a.sw(S10, -1, S2);
            }
        },
        AMO {
            @Override
            void write(Assembler a, Register value) {
                a.amoswap_d(ZERO, value, S2);
            }
        },
        COMPARE_AND_SWAP {
            @Override
            void write(Assembler a, Register value) {
                a.ld(S10, 0, S2);
                a.amocas_d(S10, value, S2);
            }
        },
        LR_SC {
            @Override
            void write(Assembler a, Register value) {
                a.label("1");
                a.lr_d(S10, S2);
                a.sc_d(S11, value, S2);
                a.bnez(S11, "1b");
            }
        };

        abstract void write(Assembler a, Register value);
    }

    @ParameterizedTest
    @EnumSource
    void aStoreConditionalFailsEachTimeAfterAnotherValueAndTheOldOne(Writer writer) {
        Guest guest = new Guest(2).oneThread(oneThread).finishingHarts(2);
        guest.put(DATA, 5);
        guest.run(a -> {
            a.li(S2, DATA);
            a.li(S3, TURN);
            a.li(S4, handshakes);
            a.li(S5, 1);
            a.li(S6, 2);
            a.li(S7, 5);
            a.li(S8, 6);
            a.bnez(A0, "other");
            a.label("reserve");
            a.lr_d(A1, S2);
            a.fence();
            a.sd(S5, 0, S3);
            a.label("mine");
            a.ld(A2, 0, S3);
            a.bne(A2, S6, "mine");
            a.ld(A3, 0, S2);
            a.sub(A4, A3, A1);
            a.add(A6, A6, A4); // not the old value: no A-B-A
            a.sc_d(A5, A1, S2);
            a.seqz(A5, A5);
            a.add(A7, A7, A5); // successes
            a.addi(S4, S4, -1);
            a.bnez(S4, "reserve");
            a.j("done");
            a.label("other");
            a.ld(A2, 0, S3);
            a.bne(A2, S5, "other");
            a.fence();
            writer.write(a, S8);
            writer.write(a, S7);
            a.fence();
            a.sd(S6, 0, S3);
            a.addi(S4, S4, -1);
            a.bnez(S4, "other");
            a.label("done");
        });
        assertEquals(0, guest.x(A6), "the old value was not back");
        assertEquals(0, guest.x(A7), "store-conditionals succeeded");
        assertEquals(handshakes, guest.hart(0).stats().scFailures());
    }

    /** Hart 1 stores all the time, straight to RAM at first; hart 0 reserves in one fresh page after the other. */
    @Test
    void armingAPageCatchesStoresThatAreUnderWay() {
        int pages = 512;
        long first = Guest.RAM + 0x40_0000;
        Guest guest = new Guest(2).oneThread(oneThread);
        guest.put(TURN, first);
        guest.run(a -> {
            a.li(S2, first);
            a.li(S3, TURN);
            a.li(S4, pages);
            a.li(S5, 0x1000);
            a.bnez(A0, "other");
            a.label("page");
            a.sd(S2, 0, S3);
            a.label("wait");
            a.ld(A1, 0, S2);
            a.beqz(A1, "wait");
            a.lr_d(A1, S2);
            a.label("written");
            a.ld(A2, 0, S2);
            a.beq(A2, A1, "written");
            a.sc_d(A3, ZERO, S2);
            a.seqz(A3, A3);
            a.add(A7, A7, A3);
            a.add(S2, S2, S5);
            a.addi(S4, S4, -1);
            a.bnez(S4, "page");
            a.j("done");
            a.label("other");
            a.ld(S2, 0, S3);
            for (int i = 0; i < 8; i++) {
                a.addi(S6, S6, 1);
                a.sd(S6, 0, S2);
            }
            a.j("other");
            a.label("done");
        });
        assertEquals(0, guest.x(A7), "store-conditionals succeeded");
        assertEquals(pages, guest.hart(0).stats().scFailures());
    }

    /** Hart 0 counts a pair up; what hart 1 sees of it is never half new, in either order of reading. */
    @Test
    void aPairSwappedAtOnceIsNeverSeenTorn() {
        Guest guest = new Guest(2).oneThread(oneThread).finishingHarts(2);
        guest.run(a -> {
            a.li(S2, DATA);
            a.li(S3, PAIRS);
            a.bnez(A0, "other");
            a.label("count");
            a.addi(A2, A4, 1);
            a.addi(A3, A5, 1);
            a.mv(A6, A4);
            a.mv(A7, A5);
            a.amocas_q(A4, A2, S2);
            a.bne(A4, A6, "count");
            a.mv(A4, A2);
            a.mv(A5, A3);
            a.addi(S3, S3, -1);
            a.bnez(S3, "count");
            a.j("done");
            a.label("other");
            a.li(S4, -1);
            a.ld(S5, 0, S2);
            a.fence("r", "r");
            a.ld(S6, 8, S2);
            a.sltu(S7, S6, S5);
            a.add(S9, S9, S7);
            a.ld(S6, 8, S2);
            a.fence("r", "r");
            a.ld(S5, 0, S2);
            a.sltu(S7, S5, S6);
            a.add(S10, S10, S7);
            a.mv(A4, S4);
            a.mv(A5, S4);
            a.amocas_q(A4, A4, S2);
            a.xor(S7, A4, A5);
            a.snez(S7, S7);
            a.add(S11, S11, S7);
            a.bltu(S5, S3, "other");
            a.label("done");
        });
        Hart reader = guest.hart(1);
        assertEquals(PAIRS, guest.get(DATA));
        assertEquals(PAIRS, guest.get(DATA + 8));
        assertEquals(0, reader.x(S9.number()), "low half new, high half old");
        assertEquals(0, reader.x(S10.number()), "high half new, low half old");
        assertEquals(0, reader.x(S11.number()), "a swap saw halves of two");
    }

    /** As above, with the host as a slow swapper: a hart's direct loads of the page must be gone after a first swap. */
    @Test
    void loadsOfAPageInWhichAPairWasSwappedWaitForTheSwapper() {
        Guest guest = new Guest(2).oneThread(oneThread);
        guest.program(a -> {
            a.li(S2, DATA);
            a.li(S3, TURN);
            a.li(S4, SLOW_SWAPS);
            a.bnez(A0, "other");
            Prelude.awaitNonZero(a, S3);
            a.amocas_q(A4, A2, S2);
            Prelude.mark(a);
            a.label("sleep");
            a.wfi();
            a.j("sleep");
            a.label("other"); // loads straight from RAM, until hart 0 swaps
            a.ld(S5, 0, S2);
            a.fence("r", "r");
            a.ld(S6, 8, S2);
            a.sltu(S7, S6, S5);
            a.add(S9, S9, S7);
            a.sd(S3, 0, S3);
            a.sd(S6, 8, S3);
            a.bltu(S6, S4, "other");
        });
        guest.start();
        guest.awaitValue(Guest.MARKS, 1);
        long offset = DATA - Guest.RAM;
        LineVersions versions = guest.bus().armedPages().arm(offset);
        for (int i = 1; i <= SLOW_SWAPS; i++) {
            long version = versions.lock(LineVersions.lineOf(offset));
            guest.put(DATA, i);
            for (int spin = 0; spin < 100; spin++) {
                Thread.onSpinWait();
            }
            guest.put(DATA + 8, i);
            versions.unlockRelease(LineVersions.lineOf(offset), version);
            guest.awaitValue(TURN + 8, i); // hart 1 is awake
        }
        guest.await();
        assertEquals(0, guest.hart(1).x(S9.number()), "low half new, high half old");
    }
}
