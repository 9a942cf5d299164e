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

/** Entering traps and coming back (privileged manual, sections 3.1.6, 3.1.8 and 3.3.2). */
class TrapTest {
    private static final long ILLEGAL = Cause.ILLEGAL_INSTRUCTION;
    private static final long STACK = Mstatus.MIE | Mstatus.MPIE | Mstatus.MPP;

    private final Guest guest = new Guest();

    private List<Long> causesIn(int privilege, long status, Consumer<Assembler> instructions) {
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.set(a, MSTATUS, status);
            Prelude.enter(a, privilege);
            instructions.accept(a);
            a.ecall();
        });
        return guest.causes();
    }

    @Test
    void aTrapStacksPrivilegeAndInterruptEnable() {
        guest.run(a -> {
            a.csrsi(MSTATUS, (int) Mstatus.MIE);
            a.ebreak();
            a.csrr(S2, MSTATUS);
        });
        assertEquals(Mstatus.MPIE | Mstatus.MPP, guest.trap().mstatus() & STACK);
        assertEquals(Mstatus.MIE | Mstatus.MPIE, guest.x(S2) & STACK);
    }

    @Test
    void mretToALowerModeClearsMprvAndLeavesUserInMpp() {
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.set(a, MSTATUS, Mstatus.MPRV);
            Prelude.enter(a, Privilege.S);
            a.ebreak();
            a.ecall();
        });
        assertEquals(0, guest.trap().mstatus() & Mstatus.MPRV);
        assertEquals(Privilege.S, guest.trap().mpp());
    }

    @Test
    void mretToMachineModeKeepsMprv() {
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.set(a, MSTATUS, Mstatus.MPRV);
            Prelude.enter(a, Privilege.M);
            a.csrr(S2, MSTATUS);
            Prelude.clear(a, MSTATUS, Mstatus.MPRV);
        });
        assertEquals(Mstatus.MPRV, guest.x(S2) & (Mstatus.MPRV | Mstatus.MPP));
    }

    @Test
    void sretGoesToSppAndClearsMprv() {
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.set(a, MSTATUS, Mstatus.MPRV | Mstatus.SPP | Mstatus.SPIE);
            a.la(T6, "target");
            a.csrw(SEPC, T6);
            a.sret();
            a.label("target");
            a.ebreak();
            a.csrr(S2, SSTATUS);
            a.ecall();
        });
        assertEquals(Privilege.S, guest.trap().mpp());
        assertEquals(0, guest.trap().mstatus() & Mstatus.MPRV);
        assertEquals(Mstatus.SIE | Mstatus.SPIE, guest.x(S2) & (Mstatus.SIE | Mstatus.SPIE | Mstatus.SPP));
    }

    @Test
    void mretIsIllegalBelowMachineMode() {
        assertEquals(List.of(ILLEGAL), causesIn(Privilege.S, 0, Assembler::mret));
    }

    @Test
    void sretIsIllegalInUserMode() {
        assertEquals(List.of(ILLEGAL), causesIn(Privilege.U, 0, Assembler::sret));
    }

    @Test
    void sretIsIllegalUnderTsr() {
        assertEquals(List.of(ILLEGAL), causesIn(Privilege.S, Mstatus.TSR, Assembler::sret));
    }

    @Test
    void wfiIsIllegalInSupervisorModeUnderTw() {
        assertEquals(List.of(ILLEGAL), causesIn(Privilege.S, Mstatus.TW, Assembler::wfi));
    }

    @Test
    void wfiIsIllegalInUserMode() {
        assertEquals(List.of(ILLEGAL), causesIn(Privilege.U, 0, Assembler::wfi));
    }

    @Test
    void sfenceVmaIsIllegalUnderTvm() {
        assertEquals(List.of(ILLEGAL), causesIn(Privilege.S, Mstatus.TVM, Assembler::sfence_vma));
    }

    @Test
    void sfenceVmaIsIllegalInUserMode() {
        assertEquals(List.of(ILLEGAL), causesIn(Privilege.U, 0, Assembler::sfence_vma));
    }

    @Test
    void ecallSaysWhereItComesFrom() {
        guest.run(a -> {
            Prelude.openPmp(a);
            a.ecall();
            a.la(T6, "supervisor_handler");
            a.csrw(STVEC, T6);
            Prelude.write(a, MEDELEG, 1 << Cause.ENVIRONMENT_CALL_FROM_U);
            Prelude.enter(a, Privilege.U);
            a.label("call");
            a.ecall();
            a.align(2);
            a.label("supervisor_handler");
            a.csrr(S2, SCAUSE);
            a.csrr(S3, SEPC);
            a.csrr(S4, STVAL);
            a.ecall();
            a.csrr(S5, MCAUSE);
        });
        assertEquals(List.of((long) Cause.ENVIRONMENT_CALL_FROM_M), guest.causes());
        assertEquals(Cause.ENVIRONMENT_CALL_FROM_U, guest.x(S2));
        assertEquals(guest.symbol("call"), guest.x(S3));
        assertEquals(0, guest.x(S4));
        assertEquals(Cause.ENVIRONMENT_CALL_FROM_S, guest.x(S5));
    }

    @Test
    void anExceptionInMachineModeIsNeverDelegated() {
        guest.run(a -> {
            Prelude.write(a, MEDELEG, -1);
            a.ebreak();
        });
        assertEquals(Cause.BREAKPOINT, guest.trap().cause());
        assertEquals(Privilege.M, guest.trap().mpp());
    }

    @Test
    void aDelegatedExceptionLeavesMachineCsrsAlone() {
        guest.run(a -> {
            Prelude.openPmp(a);
            a.la(T6, "supervisor_handler");
            a.csrw(STVEC, T6);
            Prelude.write(a, MEDELEG, 1 << Cause.LOAD_ACCESS_FAULT);
            Prelude.write(a, MCAUSE, 99);
            Prelude.write(a, MTVAL, 98);
            Prelude.enter(a, Privilege.U);
            a.li(A1, 0x1234_5000L);
            a.label("load");
            a.ld(A2, 0, A1);
            a.align(2);
            a.label("supervisor_handler");
            a.csrr(S2, SCAUSE);
            a.csrr(S3, SEPC);
            a.csrr(S4, STVAL);
        });
        assertEquals(99, guest.hart(0).state().csrs.mcause);
        assertEquals(98, guest.hart(0).state().csrs.mtval);
        assertEquals(Cause.LOAD_ACCESS_FAULT, guest.x(S2));
        assertEquals(guest.symbol("load"), guest.x(S3));
        assertEquals(0x1234_5000L, guest.x(S4));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0xffff_ffff, 0x0000_007b, 0x3020_0073 | 1 << 15})
    void anUndefinedInstructionReportsItself(int word) {
        guest.run(a -> {
            a.label("bad");
            a.word(word & 0xffff_ffffL);
        });
        assertEquals(ILLEGAL, guest.traps().getFirst().cause());
        assertEquals(guest.symbol("bad"), guest.traps().getFirst().epc());
        long expected = (word & 3) == 3 ? word & 0xffff_ffffL : word & 0xffff;
        assertEquals(expected, guest.traps().getFirst().tval());
    }

    @Test
    void aTrapInTheMiddleOfABlockKeepsWhatCameBeforeAndNothingOfIt() {
        guest.run(a -> {
            a.li(S2, 1);
            a.li(S3, 5);
            a.addi(S2, S2, 1);
            a.label("bad");
            a.ld(S3, 0, ZERO);
            a.addi(S2, S2, 1);
        });
        assertEquals(3, guest.x(S2));
        assertEquals(5, guest.x(S3));
        assertEquals(guest.symbol("bad"), guest.trap().epc());
    }

    @Test
    void mepcMayBeTwoByteAligned() {
        guest.run(a -> {
            a.la(T6, "target");
            a.csrw(MEPC, T6);
            Prelude.set(a, MSTATUS, Mstatus.MPP);
            a.mret();
            a.half(0x0001);
            a.label("target");
            a.li(S2, 7);
            a.half(0x0001);
        });
        assertEquals(7, guest.x(S2));
    }
}
