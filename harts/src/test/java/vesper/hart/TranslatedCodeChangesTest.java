package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Translation;
import vesper.hart.translate.Regions;
import vesper.isa.Assembler;

/** Translated code that is rewritten does, after {@code fence.i}, what was written. */
class TranslatedCodeChangesTest {
    private static final int ADDI_S3_S3 = 0x13 | 19 << 7 | 19 << 15;
    private static final long CODE = Guest.RAM + 0x8_0000L;
    private static final int RET = 0x8067;

    /** Puts {@code addi s3, s3, <s4>} at the address in s2. */
    private static void patch(Assembler a) {
        a.slli(T0, S4, 20);
        a.li(T1, ADDI_S3_S3);
        a.or(T0, T0, T1);
        a.sw(T0, 0, S2);
    }

    @Test
    void aLoopWhoseBodyIsPatchedEachTimeDoesWhatItWasPatchedTo() {
        Guest guest = EachEngine.same(a -> {
            a.la(S2, "patched");
            a.li(S4, 1);
            a.li(S5, 100);
            a.label("1");
            patch(a);
            a.fence_i();
            a.label("patched");
            a.addi(S3, S3, 0);
            a.addi(S4, S4, 1);
            a.bne(S4, S5, "1b");
        });
        assertEquals(99 * 100 / 2, guest.x(S3));
    }

    /** Often enough between two patches for the callee to be a part of its caller's region. */
    @Test
    void aCalleeThatIsPatchedNowAndThenDoesWhatItWasPatchedTo() {
        Guest guest = EachEngine.same(a -> {
            a.la(S2, "callee");
            a.li(S4, 1);
            a.label("1");
            patch(a);
            a.fence_i();
            a.li(S6, 3000);
            a.label("2");
            a.jal("callee");
            a.addi(S6, S6, -1);
            a.bnez(S6, "2b");
            a.addi(S4, S4, 1);
            a.li(T0, 5);
            a.bne(S4, T0, "1b");
            a.j("over");
            a.label("callee");
            a.addi(S3, S3, 0);
            a.ret();
            a.label("over");
        });
        assertEquals(3000 * (1 + 2 + 3 + 4), guest.x(S3));
    }

    /** A function in pieces: at a page's end, behind it, and far ahead; each piece is patched in its turn. */
    @Test
    void aChangeInAnyPieceOfAFunctionIsSeen() {
        Guest guest = EachEngine.same(TranslatedCodeChangesTest::pieces, a -> {
            a.li(S7, CODE + 0xff8);
            a.li(S4, 10);
            a.li(S8, 3);
            long[] places = {CODE + 0xff8, CODE + 0x1000, CODE + 0x1100, CODE + 0x1004};
            for (long place : places) {
                a.li(S2, place);
                patch(a);
                a.fence_i();
                a.li(S6, 4);
                a.label("1");
                a.jalr(S7);
                a.addi(S6, S6, -1);
                a.bnez(S6, "1b");
                a.slli(S3, S3, 1);
                a.addi(S4, S4, 7);
            }
        });
        assertTrue(guest.x(S3) > 0);
    }

    private static Guest pieces(Guest guest) {
        int[] near = {ADDI_S3_S3 | 1 << 20, ADDI_S3_S3 | 2 << 20, ADDI_S3_S3 | 3 << 20, ADDI_S3_S3 | 4 << 20};
        for (int i = 0; i < near.length; i++) {
            guest.putWord(CODE + 0xff8 + 4L * i, near[i]);
        }
        guest.putWord(CODE + 0x1008, jump(0x1100 - 0x1008));
        guest.putWord(CODE + 0x1100, ADDI_S3_S3 | 5 << 20);
        guest.putWord(CODE + 0x1104, RET);
        return guest;
    }

    /** {@code j} over less than 2 KiB. */
    private static int jump(int distance) {
        return 0x6f | (distance & 0x7fe) << 20;
    }

    @Test
    void dataOnTheCodesPageChangesNothing() {
        Guest guest = EachEngine.same(a -> {
            a.la(S2, "counter");
            a.li(S6, 5000);
            a.label("1");
            a.ld(T0, 0, S2);
            a.addi(T0, T0, 1);
            a.sd(T0, 0, S2);
            a.andi(T1, S6, 63);
            a.bnez(T1, "2f");
            a.fence_i();
            a.label("2");
            a.addi(S6, S6, -1);
            a.bnez(S6, "1b");
            a.ld(S3, 0, S2);
            a.j("over");
            a.align(3);
            a.label("counter");
            a.dword(0);
            a.label("over");
        });
        assertEquals(5000, guest.x(S3));
    }

    /** A hart that looks up now and then may go on at a new place, which would be a region more. */
    private static Guest leftAlone(Guest guest) {
        guest.group().keepOldCode();
        return guest;
    }

    /** As a compiler in the guest makes it: each routine stands where none stood, and there are more than are kept. */
    private static Guest makeRoutines(int routines) {
        return EachEngine.run(Translation.AT_ONCE, TranslatedCodeChangesTest::leftAlone, a -> {
            a.li(S2, CODE);
            a.li(S4, 1);
            a.li(S5, RET);
            a.li(S6, routines);
            a.label("1");
            a.andi(S4, S6, 0x7ff);
            patch(a);
            a.sw(S5, 4, S2);
            a.fence_i();
            a.jalr(S2);
            a.addi(S2, S2, 8);
            a.addi(S6, S6, -1);
            a.bnez(S6, "1b");
        });
    }

    @Test
    void endlessNewCodeRunsAndIsNotAllKept() {
        final int routines = Regions.MAX_REGIONS + 500;
        Guest guest = makeRoutines(routines);
        long sum = 0;
        for (int i = 1; i <= routines; i++) {
            sum += (i & 0x7ff) << 20 >> 20;
        }
        assertEquals(sum, guest.x(S3));
        assertTrue(guest.group().regions().generation() > 0);
    }

    @Test
    void codeInUseIsKeptWhenMuchNewCodeIsDropped() {
        Guest once = makeRoutines(100);
        long around = once.group().translationStats().regions() - 100;
        final int routines = 3 * Regions.MAX_REGIONS;
        Guest guest = makeRoutines(routines);
        assertTrue(guest.group().regions().generation() >= 2);
        assertEquals(around + routines, guest.group().translationStats().regions());
    }

    /**
     * Hart 0 rewrites the function and raises a flag; hart 1, once it has seen the flag and done {@code fence.i}, must
     * run the new one, and at any time one of the two. s4 is the round, s3 what the function adds up.
     */
    @ParameterizedTest
    @EnumSource(Translation.class)
    void anotherHartsNewCodeIsSeenAfterItsFlagAndFenceI(Translation translation) {
        final int rounds = 60;
        long flag = Guest.DATA;
        long answer = Guest.DATA + 0x80;
        long wrong = Guest.DATA + 0x100;
        Guest guest = new Guest(2).accelerated(Acceleration.of(translation));
        guest.run(a -> {
            a.la(S2, "shared");
            a.li(S7, flag);
            a.li(S8, answer);
            a.li(S9, wrong);
            a.li(S4, 1);
            a.li(S5, rounds);
            a.bnez(A0, "reader");
            a.label("writer");
            patch(a);
            a.fence("w", "w");
            a.sd(S4, 0, S7);
            a.label("1");
            a.ld(T0, 0, S8);
            a.bne(T0, S4, "1b");
            a.addi(S4, S4, 1);
            a.ble(S4, S5, "writer");
            Prelude.exit(a);
            a.label("reader");
            a.label("1");
            a.li(S3, 0);
            a.jal("shared"); // of the last round or of this one
            a.addi(T0, S4, -1);
            a.beq(S3, T0, "2f");
            a.beq(S3, S4, "2f");
            a.sd(S3, 0, S9);
            a.label("2");
            a.ld(T0, 0, S7);
            a.bne(T0, S4, "1b");
            a.fence("r", "r");
            a.fence_i();
            a.li(S3, 0);
            a.jal("shared");
            a.beq(S3, S4, "2f");
            a.sd(S4, 8, S9);
            a.label("2");
            a.sd(S4, 0, S8);
            a.addi(S4, S4, 1);
            a.j("reader");
            a.align(3);
            a.label("shared");
            a.addi(S3, S3, 0);
            a.ret();
        });
        assertEquals(0, guest.get(wrong), "neither old nor new");
        assertEquals(0, guest.get(wrong + 8), "old after fence.i, in round");
        assertEquals(rounds, guest.get(answer));
    }
}
