package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.hart.state.Cause;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Privilege;
import vesper.isa.Assembler;

/** Protection as guests meet it. */
class PmpTest {
    private static final int R = 1;
    private static final int W = 2;
    private static final int X = 4;
    private static final int TOR = 1 << 3;
    private static final int NA4 = 2 << 3;
    private static final int NAPOT = 3 << 3;
    private static final int L = 0x80;
    private static final long DATA = Guest.DATA;
    private static final long LOAD_FAULT = Cause.LOAD_ACCESS_FAULT;
    private static final long STORE_FAULT = Cause.STORE_ACCESS_FAULT;

    private final Guest guest = new Guest();

    private static long page(long paddr) {
        return paddr >>> 2 | 0x1ff;
    }

    /** Entries from 0 on; the last of all opens everything. */
    private static void protect(Assembler a, long[] addresses, int... cfgs) {
        long cfg = 0;
        for (int i = 0; i < cfgs.length; i++) {
            Prelude.write(a, PMPADDR0 + i, addresses[i]);
            cfg |= (long) cfgs[i] << (8 * i);
        }
        Prelude.write(a, PMPADDR0 + cfgs.length, -1);
        cfg |= (long) (NAPOT | R | W | X) << (8 * cfgs.length);
        Prelude.write(a, PMPCFG0, cfg);
    }

    @ParameterizedTest
    @ValueSource(ints = {Privilege.U, Privilege.S})
    void belowMachineModeNothingIsAllowedWithoutAnEntry(int privilege) {
        guest.run(a -> {
            a.la(T6, "mine");
            a.csrw(MTVEC, T6);
            Prelude.enter(a, privilege);
            a.label("lower");
            a.li(S4, 1);
            a.align(2);
            a.label("mine");
            a.csrr(S2, MCAUSE);
            a.csrr(S3, MTVAL);
        });
        assertEquals(Cause.INSTRUCTION_ACCESS_FAULT, guest.x(S2));
        assertEquals(guest.symbol("lower"), guest.x(S3));
        assertEquals(0, guest.x(S4));
    }

    @Test
    void machineModeIsBoundByLockedEntriesOnly() {
        guest.run(a -> {
            protect(a, new long[] {page(DATA), page(DATA + 0x1000)}, NAPOT, NAPOT | L | R);
            a.li(S2, DATA);
            a.sd(S2, 0, S2);
            a.ld(S3, 0, S2);
            a.li(S2, DATA + 0x1000);
            a.ld(S3, 0, S2);
            a.sd(S2, 0, S2);
        });
        assertEquals(STORE_FAULT, guest.trap().cause());
        assertEquals(DATA + 0x1000, guest.trap().tval());
    }

    @Test
    void rightsAreCheckedByKindOfAccess() {
        guest.run(a -> {
            protect(a, new long[] {page(DATA), page(DATA + 0x1000)}, NAPOT | R, NAPOT | X);
            Prelude.enter(a, Privilege.S);
            a.li(S2, DATA);
            a.ld(S3, 0, S2);
            a.sd(S3, 0, S2);
            a.jalr(S2);
            a.li(S2, DATA + 0x1000);
            a.ld(S3, 0, S2);
            a.ecall();
        });
        assertEquals(List.of(STORE_FAULT, (long) Cause.INSTRUCTION_ACCESS_FAULT, LOAD_FAULT), guest.causes());
    }

    /** Section 3.7.1.3: an access that an entry matches in part fails whatever the rights. */
    @ParameterizedTest
    @ValueSource(ints = {Privilege.S, Privilege.M})
    void anAccessThatAnEntryMatchesInPartFails(int privilege) {
        guest.run(a -> {
            protect(a, new long[] {DATA >>> 2}, NA4 | R | W | X);
            Prelude.enter(a, privilege);
            a.li(S2, DATA);
            a.lw(S3, 0, S2);
            a.lw(S3, 4, S2);
            a.ld(S3, 0, S2);
            a.sd(S3, 0, S2);
            if (privilege != Privilege.M) {
                a.ecall();
            }
        });
        assertEquals(List.of(LOAD_FAULT, STORE_FAULT), guest.causes());
    }

    @Test
    void neighboursInOnePageKeepTheirOwnRights() {
        guest.run(a -> {
            protect(a, new long[] {(DATA + 8) >>> 2, (DATA + 16) >>> 2}, NAPOT, TOR | R);
            Prelude.enter(a, Privilege.S);
            a.li(S2, DATA);
            for (int again = 0; again < 2; again++) {
                a.ld(S3, 0, S2);
                a.ld(S3, 8, S2);
                a.ld(S3, 24, S2);
            }
            a.sd(S2, 24, S2);
            a.ld(S3, 8, S2);
            a.ecall();
        });
        assertEquals(List.of(LOAD_FAULT, LOAD_FAULT, LOAD_FAULT), guest.causes());
    }

    @Test
    void torReachesFromTheAddressBelowUpToButWithoutItsOwn() {
        guest.run(a -> {
            protect(a, new long[] {DATA >>> 2, (DATA + 0x10) >>> 2}, 0, TOR);
            Prelude.enter(a, Privilege.S);
            a.li(S2, DATA);
            a.ld(S3, -8, S2);
            a.ld(S3, 0, S2);
            a.ld(S3, 8, S2);
            a.ld(S3, 16, S2);
            a.ecall();
        });
        assertEquals(List.of(LOAD_FAULT, LOAD_FAULT), guest.causes());
        assertEquals(DATA, guest.traps().getFirst().tval());
    }

    @Test
    void aChangeIsSeenByTheNextAccess() {
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, PMPADDR0 + 1, page(DATA));
            Prelude.set(a, MSTATUS, Mstatus.MPRV);
            a.li(S2, DATA);
            a.ld(S3, 0, S2);
            a.sd(S3, 0, S2);
            Prelude.write(a, PMPCFG0, NAPOT | R);
            a.ld(S3, 0, S2);
            a.sd(S3, 0, S2);
            Prelude.clear(a, MSTATUS, Mstatus.MPRV);
        });
        assertEquals(STORE_FAULT, guest.trap().cause());
    }

    @Test
    void mprvChecksAsTheModeInMpp() {
        guest.run(a -> {
            protect(a, new long[] {page(DATA)}, NAPOT | W | R);
            Prelude.write(a, PMPCFG0, NAPOT | R);
            a.li(S2, DATA);
            a.sd(S2, 0, S2);
            Prelude.set(a, MSTATUS, Mstatus.MPRV);
            a.sd(S2, 0, S2);
            Prelude.clear(a, MSTATUS, Mstatus.MPRV);
            a.sd(S2, 0, S2);
        });
        assertEquals(STORE_FAULT, guest.trap().cause());
    }

    @Test
    void codeBesideAForbiddenWordRunsUpToIt() {
        guest.putWord(DATA, 0x0000_0013);
        guest.putWord(DATA + 4, 0x0000_8067);
        guest.run(a -> {
            protect(a, new long[] {(DATA + 4) >>> 2}, NA4 | R);
            Prelude.enter(a, Privilege.S);
            a.li(S2, DATA);
            a.jalr(S2);
            a.ecall();
        });
        assertEquals(Cause.INSTRUCTION_ACCESS_FAULT, guest.trap().cause());
        assertEquals(DATA + 4, guest.trap().tval());
    }

    @Test
    void aMisalignedAccessIntoAForbiddenPageFails() {
        guest.run(a -> {
            protect(a, new long[] {page(DATA + 0x1000)}, NAPOT);
            Prelude.enter(a, Privilege.S);
            a.li(S2, DATA + 0xffc);
            a.ld(S3, 0, S2);
            a.sd(S2, 0, S2);
            a.ecall();
        });
        assertEquals(List.of(LOAD_FAULT, STORE_FAULT), guest.causes());
        assertEquals(0, guest.get(DATA + 0xff8));
    }
}
