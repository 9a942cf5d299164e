package vesper.stress.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import vesper.isa.Assembler;
import vesper.isa.Register;
import vesper.machine.BadInput;
import vesper.stress.bench.guest.Frame;
import vesper.stress.bench.guest.Group;
import vesper.stress.bench.guest.Guest;
import vesper.stress.bench.guest.Guests;
import vesper.stress.bench.guest.Mode;

/**
 * No guest stores to a page that holds code, which QEMU would take for new code each time, unless its row says that it
 * measures that. The machine's PMP watches: under it such a store is a trap, and so is code outside the pages of code.
 */
class CodePagesTest {
    static final List<Guest> ALL = Guests.ALL;

    private static final int ROUNDS = 3;
    private static final int LAPS = 2;

    private static final String STORE_ACCESS_FAULT = " 0000000000000007 ";
    private static final String INSTRUCTION_ACCESS_FAULT = " 0000000000000001 ";

    private static List<Long> guarded(Guest guest, Mode mode, int harts)
            throws RunFailure, BadInput, InterruptedException {
        return InMachine.run(Frame.guarded(guest, mode, harts, ROUNDS, LAPS), harts)
                .checksums();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void aGuestThatSaysNothingStoresToNoPageOfCode(Guest guest) throws Exception {
        for (Mode mode : Mode.values()) {
            for (int harts = 1; harts <= 2; harts++) {
                if (guest.sharesCodePage()) {
                    int count = harts;
                    RunFailure failure = assertThrows(RunFailure.class, () -> guarded(guest, mode, count));
                    // two harts' traps may be told at once, letter by letter
                    String said = String.valueOf(failure.getMessage());
                    assertTrue(said.startsWith("ended with status 1 after 0 laps, saying \"t"), said);
                } else {
                    assertEquals(LAPS, guarded(guest, mode, harts).size());
                }
            }
        }
    }

    /** What is planted: it stores what is there already, which no comparison of memory would find. */
    @ParameterizedTest
    @EnumSource
    void aStoreOfTheSameValueBesideTheCodeIsFound(Mode mode) throws Exception {
        Guest planted = new Guest("planted", Group.CODE, "stores to its own page", 1, (a, any, harts) -> {
            functions(a);
            a.la(Register.T0, "lap");
            a.ld(Register.T1, -8, Register.T0);
            a.sd(Register.T1, -8, Register.T0);
            a.ret();
        });
        runs(planted, mode);
        RunFailure failure = assertThrows(RunFailure.class, () -> guarded(planted, mode, 1));
        assertTrue(String.valueOf(failure.getMessage()).contains(STORE_ACCESS_FAULT), failure::getMessage);
    }

    /** As it was: the frame's own loop lay in {@code .data}, in front of what harts share. */
    @ParameterizedTest
    @EnumSource
    void codeAmongDataIsFound(Mode mode) throws Exception {
        Guest planted = new Guest("planted", Group.CODE, "lies among its data", 1, (a, any, harts) -> {
            a.section(".data");
            a.align(2);
            functions(a);
            a.ret();
            a.section(".text");
        });
        runs(planted, mode);
        RunFailure failure = assertThrows(RunFailure.class, () -> guarded(planted, mode, 1));
        assertTrue(String.valueOf(failure.getMessage()).contains(INSTRUCTION_ACCESS_FAULT), failure::getMessage);
    }

    /** Unless something watches. */
    private static void runs(Guest guest, Mode mode) throws RunFailure, BadInput, InterruptedException {
        assertEquals(
                LAPS,
                InMachine.run(Frame.program(guest, mode, 1, ROUNDS, LAPS), 1)
                        .laps()
                        .size());
    }

    private static void functions(Assembler a) {
        a.label("fill");
        a.ret();
        a.align(3);
        a.dword(0L);
        a.label("lap");
    }

    @Test
    void newCodeAndASharedPageAreWhatTheseMeasure() {
        assertEquals(
                List.of("new-code", "shared-page"),
                ALL.stream()
                        .filter(Guest::sharesCodePage)
                        .map(Guest::name)
                        .sorted()
                        .toList());
    }
}
