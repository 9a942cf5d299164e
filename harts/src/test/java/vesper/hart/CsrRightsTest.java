package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.hart.state.Cause;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Privilege;
import vesper.isa.Assembler;

/** Who may touch which CSR (privileged manual, section 2.1). */
class CsrRightsTest {
    private static final List<Long> ILLEGAL = List.of((long) Cause.ILLEGAL_INSTRUCTION);
    private static final List<Long> NOTHING = List.of();
    private static final long MENVCFG_STCE = 1L << 63;
    private static final long TM = 2;

    private final Guest guest = new Guest();

    private List<Long> causesIn(int privilege, Consumer<Assembler> access) {
        return causesIn(privilege, a -> {}, access);
    }

    private List<Long> causesIn(int privilege, Consumer<Assembler> before, Consumer<Assembler> access) {
        guest.run(a -> {
            Prelude.openPmp(a);
            before.accept(a);
            if (privilege != Privilege.M) {
                Prelude.enter(a, privilege);
            }
            access.accept(a);
            if (privilege != Privilege.M) {
                a.ecall();
            }
        });
        return guest.causes();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7c0, 0x3a1, 0x3c0, 0xcc0, 0xb01, 0x200, 0x600, 0x5a0})
    void whatDoesNotExistIsIllegal(int csr) {
        assertEquals(ILLEGAL, causesIn(Privilege.M, a -> a.csrr(S2, csr)));
    }

    @ParameterizedTest
    @ValueSource(ints = {MVENDORID, MARCHID, MIMPID, MHARTID, MCONFIGPTR, CYCLE, TIME, INSTRET, HPMCOUNTER3 + 28})
    void aReadOnlyCsrIsReadButNotWritten(int csr) {
        Consumer<Assembler> reads = a -> {
            a.csrr(S2, csr);
            a.csrrsi(S2, csr, 0);
            a.csrrci(S2, csr, 0);
        };
        assertEquals(NOTHING, causesIn(Privilege.M, reads));
    }

    @Test
    void everyFormOfWriteToAReadOnlyCsrIsIllegal() {
        Consumer<Assembler> writes = a -> {
            a.csrrw(ZERO, MHARTID, ZERO);
            a.csrrs(S2, MHARTID, A0);
            a.csrrc(S2, MHARTID, A0);
            a.csrrwi(S2, MHARTID, 0);
            a.csrrsi(S2, MHARTID, 1);
            a.csrrci(S2, MHARTID, 1);
        };
        assertEquals(6, causesIn(Privilege.M, writes).size());
        assertEquals(
                List.of((long) Cause.ILLEGAL_INSTRUCTION),
                guest.causes().stream().distinct().toList());
    }

    @Test
    void anIllegalAccessChangesNothingAndReportsTheInstruction() {
        Consumer<Assembler> access = a -> {
            a.li(S2, 77);
            a.label("bad");
            a.csrrw(S2, MHARTID, S2);
        };
        assertEquals(ILLEGAL, causesIn(Privilege.M, access));
        assertEquals(77, guest.x(S2));
        assertEquals(guest.symbol("bad"), guest.trap().epc());
        assertEquals(guest.word(guest.symbol("bad")), guest.trap().tval());
    }

    @ParameterizedTest
    @ValueSource(ints = {MSTATUS, MIE, MTVEC, MEPC, MIP, PMPCFG0, PMPADDR0, MHARTID, MENVCFG, TSELECT, MCYCLE})
    void supervisorReachesNoMachineCsr(int csr) {
        assertEquals(ILLEGAL, causesIn(Privilege.S, a -> a.csrr(S2, csr)));
    }

    @ParameterizedTest
    @ValueSource(ints = {SSTATUS, SIE, STVEC, SEPC, SATP, STIMECMP, SSCRATCH, SENVCFG, SCOUNTEREN})
    void userReachesNoSupervisorCsr(int csr) {
        assertEquals(ILLEGAL, causesIn(Privilege.U, a -> a.csrr(S2, csr)));
    }

    @ParameterizedTest
    @ValueSource(ints = {SSTATUS, SIE, STVEC, SEPC, SATP, SSCRATCH, SENVCFG, SCOUNTEREN, SIP, SCAUSE, STVAL})
    void supervisorReachesItsOwn(int csr) {
        assertEquals(NOTHING, causesIn(Privilege.S, a -> a.csrr(S2, csr)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 31})
    void supervisorReadsACounterWhereMcounterenSaysSo(int counter) {
        assertEquals(ILLEGAL, causesIn(Privilege.S, a -> a.csrr(S2, CYCLE + counter)));
        Guest other = new Guest();
        other.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, MCOUNTEREN, 1L << counter);
            Prelude.enter(a, Privilege.S);
            a.csrr(S2, CYCLE + counter);
            a.ecall();
        });
        assertEquals(NOTHING, other.causes());
    }

    @Test
    void userNeedsScounterenBesides() {
        assertEquals(ILLEGAL, causesIn(Privilege.U, a -> Prelude.write(a, MCOUNTEREN, 1), a -> a.csrr(S2, CYCLE)));
    }

    @Test
    void userNeedsMcounterenBesides() {
        assertEquals(ILLEGAL, causesIn(Privilege.U, a -> Prelude.write(a, SCOUNTEREN, 1), a -> a.csrr(S2, CYCLE)));
    }

    @Test
    void userReadsACounterWhereBothSaySo() {
        Consumer<Assembler> before = a -> {
            Prelude.write(a, MCOUNTEREN, 1);
            Prelude.write(a, SCOUNTEREN, 1);
        };
        assertEquals(NOTHING, causesIn(Privilege.U, before, a -> a.csrr(S2, CYCLE)));
    }

    @Test
    void stimecmpNeedsStce() {
        assertEquals(ILLEGAL, causesIn(Privilege.S, a -> Prelude.write(a, MCOUNTEREN, TM), a -> a.csrr(S2, STIMECMP)));
    }

    @Test
    void stimecmpNeedsTm() {
        assertEquals(
                ILLEGAL,
                causesIn(Privilege.S, a -> Prelude.write(a, MENVCFG, MENVCFG_STCE), a -> a.csrr(S2, STIMECMP)));
    }

    @Test
    void stimecmpIsSupervisorsUnderStceAndTm() {
        Consumer<Assembler> before = a -> {
            Prelude.write(a, MENVCFG, MENVCFG_STCE);
            Prelude.write(a, MCOUNTEREN, TM);
        };
        assertEquals(NOTHING, causesIn(Privilege.S, before, a -> a.csrr(S2, STIMECMP)));
    }

    @Test
    void satpTrapsUnderTvmInSupervisorModeOnly() {
        Consumer<Assembler> before = a -> {
            Prelude.set(a, MSTATUS, Mstatus.TVM);
            a.csrr(S2, SATP);
        };
        assertEquals(ILLEGAL, causesIn(Privilege.S, before, a -> a.csrr(S2, SATP)));
    }

    @ParameterizedTest
    @ValueSource(ints = {FFLAGS, FRM, FCSR})
    void floatingPointCsrsAreIllegalWhileFsIsOff(int csr) {
        assertEquals(ILLEGAL, causesIn(Privilege.M, a -> a.csrr(S2, csr)));
        Guest other = new Guest();
        other.run(a -> {
            Prelude.set(a, MSTATUS, 1L << 13);
            a.csrr(S2, csr);
        });
        assertEquals(NOTHING, other.causes());
    }
}
