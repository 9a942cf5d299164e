package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Csrs.*;
import static vesper.isa.FRegister.*;
import static vesper.isa.Register.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Privilege;
import vesper.hart.state.Translation;
import vesper.isa.Register;

/** Jumps, calls, long and odd code, and counters in translated code. */
class TranslatedControlTest {
    @Test
    void writesToX0AreDropped() {
        Guest guest = EachEngine.same(a -> {
            a.li(S2, Guest.DATA);
            a.li(S3, 7);
            a.fcvt_d_w(FS2, S3);
            a.li(S11, 50);
            a.label("1");
            a.add(ZERO, S3, S3);
            a.ld(ZERO, 0, S2);
            a.lui(ZERO, 5);
            a.auipc(ZERO, 5);
            a.mul(ZERO, S3, S3);
            a.amoadd_d(ZERO, S3, S2);
            a.lr_d(ZERO, S2);
            a.sc_d(ZERO, S3, S2);
            a.fmv_x_d(ZERO, FS2);
            a.feq_d(ZERO, FS2, FS2);
            a.fcvt_w_d(ZERO, FS2);
            a.fclass_d(ZERO, FS2);
            a.sh1add(ZERO, S3, S3);
            a.la(T0, "2f");
            a.jalr(ZERO, 0, T0);
            a.label("2");
            a.add(S4, S4, ZERO);
            a.addi(S11, S11, -1);
            a.bnez(S11, "1b");
        });
        assertEquals(0, guest.x(S4));
    }

    @Test
    void aJumpThroughTheRegisterThatItLinksTakesTheOldTarget() {
        Guest guest = EachEngine.same(a -> {
            a.li(S11, 40);
            a.label("1");
            a.la(RA, "2f");
            a.jalr(RA, 0, RA);
            a.addi(S3, S3, 1000);
            a.label("2");
            a.addi(S3, S3, 1);
            a.la(S4, "3f");
            a.addi(S4, S4, 1);
            a.jalr(S4, 0, S4); // bit 0 is cleared
            a.label("3");
            a.addi(S11, S11, -1);
            a.bnez(S11, "1b");
        });
        assertEquals(40, guest.x(S3));
    }

    @Test
    void recursionReturnsToEachOfItsCallers() {
        Guest guest = EachEngine.same(a -> {
            a.li(SP, Guest.DATA + 0x4000);
            a.li(A0, 15);
            a.call("fib");
            a.mv(S3, A0);
            a.j("over");
            a.label("fib");
            a.li(T0, 2);
            a.blt(A0, T0, "leaf");
            a.addi(SP, SP, -24);
            a.sd(RA, 0, SP);
            a.sd(A0, 8, SP);
            a.addi(A0, A0, -1);
            a.call("fib");
            a.sd(A0, 16, SP);
            a.ld(A0, 8, SP);
            a.addi(A0, A0, -2);
            a.call("fib");
            a.ld(T0, 16, SP);
            a.add(A0, A0, T0);
            a.ld(RA, 0, SP);
            a.addi(SP, SP, 24);
            a.label("leaf");
            a.ret();
            a.label("over");
        });
        assertEquals(610, guest.x(S3));
    }

    /** More targets than a region keeps. */
    @Test
    void aSwitchOfHundredCasesGoesToEach() {
        final int cases = 100;
        Guest guest = EachEngine.same(a -> {
            a.li(S11, 30 * cases);
            a.li(S4, 0);
            a.li(S5, cases);
            a.label("again");
            a.addi(S4, S4, 37);
            a.remu(S4, S4, S5);
            a.la(T0, "table");
            a.slli(T1, S4, 3);
            a.add(T0, T0, T1);
            a.jr(T0);
            a.label("table");
            for (int i = 0; i < cases; i++) {
                a.addi(S3, S3, i);
                a.j("next");
            }
            a.label("next");
            a.addi(S11, S11, -1);
            a.bnez(S11, "again");
        });
        assertEquals(30L * cases * (cases - 1) / 2, guest.x(S3));
    }

    /** The immediate of an {@code addi} is a {@code c.addi}, run by jumping two bytes into it; both are in one loop. */
    @Test
    void aJumpIntoTheMiddleOfAnInstructionRunsWhatStandsThere() {
        Guest guest = EachEngine.same(a -> {
            a.li(S11, 60);
            a.label("1");
            a.andi(T0, S11, 1);
            a.bnez(T0, "inside");
            a.half(0x0513); // the first half of addi a0, a0, 0x98
            a.label("inside");
            a.half(0x0985); // the second, and c.addi s3, 1
            a.addi(S4, S4, 1);
            a.addi(S11, S11, -1);
            a.bnez(S11, "1b");
        });
        assertEquals(30, guest.x(S3));
        assertEquals(60, guest.x(S4));
    }

    @Test
    void codeLongerThanARegionRunsToItsEnd() {
        Guest guest = EachEngine.same(a -> {
            a.li(S11, 3);
            a.label("1");
            for (int i = 0; i < 3000; i++) {
                a.addi(Register.of(18 + i % 8), Register.of(18 + (i + 3) % 8), i % 100);
                if (i % 7 == 0) {
                    a.xor(S3, S3, Register.of(18 + i % 8));
                }
            }
            a.addi(S11, S11, -1);
            a.beqz(S11, "over");
            a.j("1b");
            a.label("over");
        });
        assertTrue(guest.x(S3) != 0);
    }

    @Test
    void countersReadAfterTranslatedCodeAreExact() {
        Guest guest = EachEngine.same(a -> {
            a.li(S11, 0);
            a.li(S10, 500);
            a.label("1");
            a.csrr(S2, MINSTRET);
            a.mv(T0, S11); // as many rounds as the outer loop has had, of three instructions
            a.label("2");
            a.beqz(T0, "3f");
            a.addi(T0, T0, -1);
            a.j("2b");
            a.label("3");
            a.csrr(S4, MINSTRET);
            a.sub(S4, S4, S2);
            a.slli(T1, S11, 1);
            a.add(T1, T1, S11);
            a.addi(T1, T1, 3); // csrr, mv and the last beqz
            a.sub(S4, S4, T1);
            a.snez(S4, S4);
            a.add(S3, S3, S4);
            a.addi(S11, S11, 1);
            a.bne(S11, S10, "1b");
        });
        assertEquals(0, guest.x(S3), "rounds in which minstret was not exact");
    }

    /** The loop's second entry, with FS off, traps at its first floating-point instruction, and sets nothing. */
    @Test
    void aHotLoopWithFloatingPointTrapsOnceFsIsOff() {
        Guest guest = EachEngine.same(a -> {
            a.li(S2, 3);
            a.fcvt_d_l(FS2, S2);
            a.li(S4, Mstatus.FS);
            for (int i = 0; i < 3; i++) {
                a.li(S11, i == 1 ? 5 : 2000);
                a.jal("loop");
                if (i == 0) {
                    a.csrc(MSTATUS, S4);
                } else {
                    a.csrs(MSTATUS, S4);
                }
            }
            a.j("over");
            a.label("loop");
            a.addi(S3, S3, 1);
            a.fadd_d(FS3, FS3, FS2);
            a.addi(S11, S11, -1);
            a.bnez(S11, "loop");
            a.ret();
            a.label("over");
        });
        assertEquals(5, Snapshots.of(guest).size());
        assertEquals(4005, guest.x(S3));
        assertEquals(Double.doubleToRawLongBits(12000), guest.hart(0).f(FS3.number()));
    }

    @Test
    void fsBecomesDirtyWhenTranslatedCodeWritesAnFRegisterAndNotBefore() {
        Guest guest = EachEngine.same(a -> {
            a.li(S4, Mstatus.FS);
            a.li(S5, 1L << 13);
            a.li(S2, Guest.DATA);
            a.li(S11, 200);
            a.label("1");
            a.csrc(MSTATUS, S4);
            a.csrs(MSTATUS, S5); // initial
            a.fsd(FS2, 0, S2);
            a.csrr(T0, MSTATUS);
            a.and(T0, T0, S4);
            a.add(S3, S3, T0);
            a.fld(FS3, 0, S2);
            a.csrr(T0, MSTATUS);
            a.and(T0, T0, S4);
            a.add(S6, S6, T0);
            a.addi(S11, S11, -1);
            a.bnez(S11, "1b");
        });
        assertEquals(200 * Mstatus.FS, guest.x(S6));
        assertEquals(200L << 13, guest.x(S3));
    }

    /** Each hart calls the function in a mode of its own: 0 in M, 1 in S, 2 in U; all find the region of the first. */
    @ParameterizedTest
    @EnumSource(Translation.class)
    void hartsInDifferentModesShareCode(Translation translation) {
        Guest guest = new Guest(3).accelerated(Acceleration.of(translation)).finishingHarts(3);
        guest.run(a -> {
            Prelude.openPmp(a);
            a.mv(S10, A0);
            a.beqz(S10, "go");
            a.li(T0, 1);
            a.beq(S10, T0, "supervisor");
            Prelude.enter(a, Privilege.U);
            a.j("go");
            a.label("supervisor");
            Prelude.enter(a, Privilege.S);
            a.label("go");
            a.li(S2, Guest.DATA);
            a.li(S11, 20_000);
            a.label("1");
            a.jal("shared");
            a.addi(S11, S11, -1);
            a.bnez(S11, "1b");
            a.slli(T0, S10, 3);
            a.add(S2, S2, T0);
            a.sd(S3, 64, S2);
            a.li(T6, Guest.TOHOST);
            a.sd(T6, 0, T6);
            a.label("2");
            a.j("2b");
            a.label("shared");
            a.addi(S3, S3, 2);
            a.amoadd_d(S4, S3, S2);
            a.ret();
        });
        for (int h = 0; h < 3; h++) {
            assertEquals(40_000, guest.get(Guest.DATA + 64 + 8L * h));
        }
        assertEquals(3L * 20_000 * 20_001, guest.get(Guest.DATA));
    }
}
