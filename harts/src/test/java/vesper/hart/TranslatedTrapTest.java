package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.FRegister.*;
import static vesper.isa.Register.*;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.hart.state.Access;
import vesper.hart.state.Privilege;
import vesper.hart.state.Satp;
import vesper.isa.Assembler;
import vesper.isa.Rounding;

/** A trap in translated code leaves the registers, pc, tval and counts of its instruction. */
class TranslatedTrapTest {
    private static final long NOWHERE = 0x3000_0000L;
    private static final long VA = 0x4000_0000L;
    private static final int ROUNDS = 3;

    /** Each changes some register, so that no two points of the program look the same. */
    private static final List<Consumer<Assembler>> BODY = List.of(
            a -> a.addi(S3, S3, 1),
            a -> a.add(S4, S3, S4),
            a -> a.sd(S4, 8, S2),
            a -> a.ld(S5, 8, S2),
            a -> a.mul(S6, S5, S3),
            a -> a.beq(S3, ZERO, "skipped"),
            a -> a.sw(S6, 16, S2),
            a -> a.jal("leaf"),
            a -> a.lbu(S7, 17, S2),
            a -> a.amoadd_d(S9, S3, S2),
            a -> a.sub(S10, S9, S7));

    private static final List<Consumer<Assembler>> FAULTS = List.of(
            a -> a.ld(S4, 0, S8),
            a -> a.lb(S4, 7, S8),
            a -> a.sd(S4, 0, S8),
            a -> a.fld(FS4, 0, S8),
            a -> a.fsw(FS4, 4, S8),
            a -> a.amoswap_w(S4, S3, S8),
            a -> a.lr_d(S4, S8),
            a -> a.sc_w(S4, S3, S8));

    private static void program(Assembler a, int at, Consumer<Assembler> fault) {
        a.li(S2, Guest.DATA);
        a.li(S8, NOWHERE);
        a.li(S11, ROUNDS);
        a.label("round");
        for (int i = 0; i < BODY.size(); i++) {
            if (i == at) {
                fault.accept(a);
            }
            BODY.get(i).accept(a);
        }
        a.label("skipped");
        a.addi(S11, S11, -1);
        a.bnez(S11, "round");
        a.j("over");
        a.label("leaf");
        a.xori(S3, S3, 0x55);
        a.ret();
        a.label("over");
    }

    @Test
    void aFaultAtAnyPlaceOfALoopShowsTheStateBeforeItsInstruction() {
        for (Consumer<Assembler> fault : FAULTS) {
            for (int at = 0; at < BODY.size(); at++) {
                int place = at;
                Guest guest = EachEngine.same(a -> program(a, place, fault));
                assertEquals(ROUNDS, Snapshots.of(guest).size());
            }
        }
    }

    private interface Access {
        void write(Assembler a, int offset);
    }

    private static final List<Access> CROSSING = List.of(
            (a, at) -> a.lh(S3, at, S2),
            (a, at) -> a.lwu(S3, at, S2),
            (a, at) -> a.ld(S3, at, S2),
            (a, at) -> a.sh(S4, at, S2),
            (a, at) -> a.sw(S4, at, S2),
            (a, at) -> a.sd(S4, at, S2),
            (a, at) -> a.flw(FS3, at, S2),
            (a, at) -> a.fld(FS3, at, S2),
            (a, at) -> a.fsw(FS4, at, S2),
            (a, at) -> a.fsd(FS4, at, S2));

    /** The page before is there; the access begins one byte before its end. */
    @ParameterizedTest
    @ValueSource(ints = {0, PageTables.ALL & ~PageTables.W & ~PageTables.R})
    void anAccessWhoseSecondPageFaultsReportsThatPageAndDoesNothing(int secondPage) {
        for (Access access : CROSSING) {
            Guest guest = EachEngine.same(machine -> twoPages(machine, secondPage), a -> {
                supervisor(a);
                a.li(S2, VA + 0x1000);
                a.li(S4, 0x1122_3344_5566_7788L);
                a.fmv_d_x(FS4, S4);
                a.li(S11, 2);
                a.label("1");
                a.ld(S5, -8, S2);
                access.write(a, -1);
                a.ld(S6, -8, S2);
                a.addi(S11, S11, -1);
                a.bnez(S11, "1b");
                a.ecall();
            });
            List<Snapshots.Snapshot> traps = Snapshots.of(guest);
            assertEquals(3, traps.size());
            assertEquals(VA + 0x1000, traps.getFirst().tval());
            assertEquals(guest.get(Guest.DATA + 0xff8), traps.get(1).x().get(S6.number()));
        }
    }

    private static Guest twoPages(Guest guest, int secondPage) {
        PageTables.sv39(guest)
                .map(Guest.RAM, Guest.RAM, 2, PageTables.ALL)
                .map(VA, Guest.DATA, 0, PageTables.ALL)
                .map(VA + 0x1000, Guest.DATA + 0x1000, 0, secondPage);
        guest.put(Guest.DATA + 0xff8, 0x0807_0605_0403_0201L);
        return guest;
    }

    private static void supervisor(Assembler a) {
        Prelude.openPmp(a);
        Prelude.write(a, SATP, (long) Satp.MODE_SV39 << 60 | Guest.TABLES >>> 12);
        Prelude.enter(a, Privilege.S);
    }

    @Test
    void aPageThatGoesAwayFaultsInTheMiddleOfALoop() {
        Guest guest = EachEngine.same(machine -> twoPages(machine, PageTables.ALL), a -> {
            supervisor(a);
            a.li(S2, VA + 0x1000);
            a.li(S5, Guest.TABLES + 0x2008);
            a.li(S11, 20);
            a.li(S10, 11);
            a.label("1");
            a.addi(S3, S3, 3);
            a.sd(S3, 0, S2);
            a.ld(S4, 0, S2);
            a.bne(S11, S10, "2f");
            a.ld(S6, 0, S5);
            a.sd(ZERO, 0, S5);
            a.sfence_vma();
            a.label("2");
            a.addi(S11, S11, -1);
            a.bnez(S11, "1b");
            a.ecall();
        });
        assertEquals(21, Snapshots.of(guest).size());
        assertEquals(10 * 3, guest.get(Guest.DATA + 0x1000));
    }

    @Test
    void rareRoundingModesAndFlagsAreThoseOfEachInstruction() {
        EachEngine.same(a -> {
            a.li(S2, 1);
            a.li(S3, 3);
            a.fcvt_d_l(FS2, S2, Rounding.RNE);
            a.fcvt_d_l(FS3, S3, Rounding.RNE);
            a.li(S11, 8);
            a.label("1");
            a.addi(S4, S11, -1);
            a.csrw(FRM, S4); // 7 to 0: the first three are reserved
            a.fdiv_d(FS4, FS2, FS3, Rounding.DYN);
            a.fsd(FS4, 0, SP);
            a.csrr(S5, FCSR);
            a.add(S6, S6, S5);
            a.csrw(FFLAGS, ZERO);
            a.addi(S11, S11, -1);
            a.bnez(S11, "1b");
        });
    }
}
