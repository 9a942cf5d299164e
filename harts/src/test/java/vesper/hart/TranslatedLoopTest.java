package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.FRegister.*;
import static vesper.isa.Register.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import vesper.hart.state.Cause;
import vesper.hart.state.Privilege;
import vesper.hart.state.Satp;
import vesper.isa.Assembler;
import vesper.isa.Rounding;

/** Short loops are written several times in a row: each number of turns, and each way out, is still exact. */
class TranslatedLoopTest {
    private static final int MOST_TURNS = 11;
    private static final long VA = 0x4000_0000L;
    private static final long PAGE = 0x1000;

    private static void data(Guest guest) {
        for (long at = 0; at < 2 * PAGE; at += 8) {
            guest.put(Guest.DATA + at, at * 0x9e37_79b9_7f4a_7c15L);
        }
    }

    private static Guest withData(Guest guest) {
        data(guest);
        return guest;
    }

    /** From here on s2 goes; s4 counts the turns down. */
    private static void begin(Assembler a, long at, int turns) {
        a.li(S2, at);
        a.li(S4, turns);
    }

    /** Loads, adds up, stores the sum behind it, and goes on by the stride. */
    private static void copy(Assembler a, int stride) {
        a.label("1");
        a.ld(S5, 0, S2);
        a.add(S3, S3, S5);
        a.sd(S3, 8, S2);
        a.addi(S2, S2, stride);
        a.addi(S4, S4, -1);
        a.bnez(S4, "1b");
        a.xor(S6, S6, S2);
    }

    @Test
    void eachNumberOfTurnsOverAPagesEndIsExact() {
        EachEngine.same(TranslatedLoopTest::withData, a -> {
            for (int turns = 1; turns <= MOST_TURNS; turns++) {
                for (int stride : new int[] {8, -8, 24, 0, 512}) {
                    begin(a, Guest.DATA + PAGE - 32, turns);
                    copy(a, stride);
                }
            }
        });
    }

    @Test
    void accessesThatAreMisalignedOrOverAPagesEndAreExact() {
        EachEngine.same(TranslatedLoopTest::withData, a -> {
            for (int distance = 1; distance < 48; distance += 3) {
                begin(a, Guest.DATA + PAGE - distance, MOST_TURNS);
                copy(a, 4);
            }
        });
    }

    /** A byte that is looked for, at each distance: the loop is left in the middle of a turn. */
    @Test
    void aLoopIsLeftInTheMiddleOfEachTurn() {
        Guest guest = EachEngine.same(
                machine -> {
                    machine.put(Guest.DATA + 0x500, 1L << 32);
                    return machine;
                },
                a -> {
                    for (int distance = 0; distance < MOST_TURNS; distance++) {
                        a.li(S2, Guest.DATA + 0x504 - distance);
                        a.label("1");
                        a.lbu(S4, 0, S2);
                        a.bnez(S4, "2f");
                        a.addi(S2, S2, 1);
                        a.addi(S3, S3, 1);
                        a.bnez(S2, "1b");
                        a.label("2");
                        a.xor(S6, S6, S2);
                    }
                });
        assertEquals(MOST_TURNS * (MOST_TURNS - 1) / 2, guest.x(S3));
    }

    @Test
    void aFaultInEachTurnShowsTheStateBeforeItsInstruction() {
        for (int turns = 1; turns < 6; turns++) {
            int last = turns;
            Guest guest = EachEngine.same(
                    machine -> {
                        data(machine);
                        PageTables.sv39(machine)
                                .map(Guest.RAM, Guest.RAM, 2, PageTables.ALL)
                                .map(VA, Guest.DATA, 0, PageTables.ALL);
                        return machine;
                    },
                    a -> {
                        Prelude.openPmp(a);
                        Prelude.write(a, SATP, (long) Satp.MODE_SV39 << 60 | Guest.TABLES >>> 12);
                        Prelude.enter(a, Privilege.S);
                        for (int i = 0; i < 2; i++) {
                            begin(a, VA + PAGE - 8L * last, last + 3);
                            copy(a, 8);
                        }
                        a.ecall();
                    });
            List<Snapshots.Snapshot> traps = Snapshots.of(guest);
            assertEquals(2 * (1 + 3 * 2) + 1, traps.size());
            assertEquals(Cause.STORE_PAGE_FAULT, traps.getFirst().cause());
            assertEquals(VA + PAGE, traps.getFirst().tval());
        }
    }

    @Test
    void aLoopOfFloatingPointIsExact() {
        EachEngine.same(TranslatedLoopTest::withData, a -> {
            for (int turns = 1; turns < MOST_TURNS; turns++) {
                begin(a, Guest.DATA + PAGE - 40, turns);
                a.label("1");
                a.fld(FS2, 0, S2);
                a.fmadd_d(FS3, FS2, FS3, FS2, Rounding.RNE);
                a.fsd(FS3, 8, S2);
                a.addi(S2, S2, 8);
                a.addi(S4, S4, -1);
                a.bnez(S4, "1b");
            }
        });
    }
}
