package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.hart.state.Cause;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Privilege;

/** All combinations of R, W, X and U in a PTE with privilege, SUM and MXR (privileged manual, section 10.3.1). */
class PermissionTest {
    private static final long VA = 0x4000_0000L;
    private static final int COMBINATIONS = 16;
    private static final int RET = 0x8067;

    private final Guest guest = new Guest();
    private final PageTables tables = PageTables.sv39(guest);

    /** One page for each combination of the four flags. */
    private static long flags(int combination) {
        return (long) combination << 1 | PageTables.V | PageTables.A | PageTables.D;
    }

    private static boolean has(int combination, int flag) {
        return (combination << 1 & flag) != 0;
    }

    private static boolean isLeaf(int combination) {
        boolean readable = has(combination, PageTables.R);
        return readable || (has(combination, PageTables.X) && !has(combination, PageTables.W));
    }

    private static boolean mayTouch(int combination, int privilege, boolean sum) {
        return has(combination, PageTables.U) ? privilege == Privilege.U || sum : privilege == Privilege.S;
    }

    private void mapAll() {
        for (int i = 0; i < COMBINATIONS; i++) {
            tables.map(VA + i * 0x1000L, Guest.DATA + i * 0x1000L, 0, flags(i));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, false",
        "0, true, false",
        "0, false, true",
        "0, true, true",
        "1, false, false",
        "1, true, false",
        "1, false, true",
        "1, true, true"
    })
    void loadsAndStoresAreAllowedAsTheManualSays(int privilege, boolean sum, boolean mxr) {
        mapAll();
        long status = Mstatus.MPRV
                | (long) privilege << Mstatus.MPP_SHIFT
                | (sum ? Mstatus.SUM : 0)
                | (mxr ? Mstatus.MXR : 0);
        List<String> expected = new ArrayList<>();
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, tables.satp(0));
            for (int i = 0; i < COMBINATIONS; i++) {
                a.li(S2, VA + i * 0x1000L);
                Prelude.set(a, MSTATUS, status);
                a.lw(S3, 0, S2);
                Prelude.set(a, MSTATUS, status);
                a.sw(S3, 4, S2);
                Prelude.clear(a, MSTATUS, Mstatus.MPRV);
                boolean touch = isLeaf(i) && mayTouch(i, privilege, sum);
                if (!touch || !(has(i, PageTables.R) || (mxr && has(i, PageTables.X)))) {
                    expected.add(Cause.LOAD_PAGE_FAULT + " " + i);
                }
                if (!touch || !has(i, PageTables.W)) {
                    expected.add(Cause.STORE_PAGE_FAULT + " " + i);
                }
            }
        });
        assertEquals(expected, faults());
    }

    @ParameterizedTest
    @ValueSource(ints = {Privilege.U, Privilege.S})
    void fetchesAreAllowedAsTheManualSays(int privilege) {
        mapAll();
        tables.identity(Guest.RAM, 16, PageTables.ALL | (privilege == Privilege.U ? PageTables.U : 0));
        List<String> expected = new ArrayList<>();
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, tables.satp(0));
            Prelude.set(a, MSTATUS, Mstatus.SUM | Mstatus.MXR); // which are not for fetches
            Prelude.enter(a, privilege);
            for (int i = 0; i < COMBINATIONS; i++) {
                guest.putWord(Guest.DATA + i * 0x1000L, RET);
                a.li(S2, VA + i * 0x1000L);
                a.jalr(S2);
                if (!isLeaf(i) || !has(i, PageTables.X) || !mayTouch(i, privilege, false)) {
                    expected.add(Cause.INSTRUCTION_PAGE_FAULT + " " + i);
                }
            }
            a.ecall();
        });
        assertEquals(expected, faults());
    }

    private List<String> faults() {
        return guest.traps().stream()
                .map(trap -> trap.cause() + " " + ((trap.tval() - VA) >>> 12))
                .toList();
    }
}
