package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vesper.hart.state.Cause;
import vesper.hart.state.Interrupt;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Privilege;
import vesper.isa.Assembler;

/** Which interrupt is taken when, and where it goes (privileged manual, section 3.1.9). */
class InterruptTest {
    private static final long FLAG = Long.MIN_VALUE;
    private static final long ALL = 0xaaa;
    private static final long SUPERVISOR = 0x222;

    private final Guest guest = new Guest();

    private static long interrupt(Interrupt interrupt) {
        return FLAG | interrupt.bit();
    }

    private static void enableAll(Assembler a) {
        Prelude.write(a, MIE, ALL);
        Prelude.set(a, MSTATUS, Mstatus.MIE);
    }

    private void raiseAllLines() {
        for (Interrupt each : Interrupt.values()) {
            guest.hart(0).line(each).set(true);
        }
    }

    /** The handler disables each in mie once it has logged it. */
    @Test
    void simultaneousInterruptsAreTakenInTheManualsOrder() {
        guest.program(a -> {
            Prelude.write(a, MIP, SUPERVISOR);
            enableAll(a);
        });
        raiseAllLines();
        guest.run();
        assertEquals(
                List.of(
                        interrupt(Interrupt.MEIP),
                        interrupt(Interrupt.MSIP),
                        interrupt(Interrupt.MTIP),
                        interrupt(Interrupt.SEIP),
                        interrupt(Interrupt.SSIP),
                        interrupt(Interrupt.STIP)),
                guest.causes());
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptIsTakenBeforeTheInstructionAfterItWasEnabled(Interrupt interrupt) {
        guest.program(a -> {
            Prelude.write(a, MIP, SUPERVISOR);
            Prelude.write(a, MIE, interrupt.mask());
            a.csrsi(MSTATUS, (int) Mstatus.MIE);
            a.label("next");
        });
        raiseAllLines();
        guest.run();
        assertEquals(interrupt(interrupt), guest.trap().cause());
        assertEquals(guest.symbol("next"), guest.trap().epc());
        assertEquals(0, guest.trap().tval());
    }

    /** With SSIP pending, enabled, and masked by what {@code closed} leaves shut; the last of {@code opening} opens. */
    private void takenAfterTheLastOf(Consumer<Assembler> closed, Consumer<Assembler> opening) {
        guest.run(a -> {
            closed.accept(a);
            opening.accept(a);
            a.label("next");
            a.nop();
        });
        assertEquals(interrupt(Interrupt.SSIP), guest.trap().cause());
        assertEquals(guest.symbol("next"), guest.trap().epc());
    }

    @Test
    void aPendingInterruptIsTakenOnceMieEnablesIt() {
        takenAfterTheLastOf(
                a -> {
                    Prelude.set(a, MSTATUS, Mstatus.MIE);
                    Prelude.write(a, MIP, SUPERVISOR);
                },
                a -> a.csrsi(MIE, (int) Interrupt.SSIP.mask()));
    }

    @Test
    void anEnabledInterruptIsTakenOnceMipHasIt() {
        takenAfterTheLastOf(
                a -> {
                    Prelude.set(a, MSTATUS, Mstatus.MIE);
                    Prelude.write(a, MIE, SUPERVISOR);
                },
                a -> a.csrsi(MIP, (int) Interrupt.SSIP.mask()));
    }

    @Test
    void aDelegatedInterruptIsTakenInMachineModeOnceMidelegIsClear() {
        takenAfterTheLastOf(
                a -> {
                    Prelude.write(a, MIDELEG, SUPERVISOR);
                    Prelude.set(a, MSTATUS, Mstatus.MIE);
                    Prelude.write(a, MIE, Interrupt.SSIP.mask());
                    Prelude.write(a, MIP, SUPERVISOR);
                },
                a -> a.csrw(MIDELEG, ZERO));
    }

    @Test
    void mretLetsInWhatMpieEnables() {
        takenAfterTheLastOf(
                a -> {
                    Prelude.set(a, MSTATUS, Mstatus.MPIE | Mstatus.MPP);
                    Prelude.write(a, MIE, Interrupt.SSIP.mask());
                    Prelude.write(a, MIP, SUPERVISOR);
                    a.la(T6, "next");
                    a.csrw(MEPC, T6);
                },
                Assembler::mret);
    }

    @Test
    void sretLetsInWhatSpieEnables() {
        guest.run(a -> {
            Prelude.openPmp(a);
            a.la(T6, "supervisor_handler");
            a.csrw(STVEC, T6);
            Prelude.write(a, MIDELEG, SUPERVISOR);
            Prelude.write(a, MIP, SUPERVISOR);
            Prelude.write(a, MIE, SUPERVISOR);
            Prelude.set(a, MSTATUS, Mstatus.SPIE | Mstatus.SPP);
            a.la(T6, "next");
            a.csrw(SEPC, T6);
            a.sret();
            a.label("next");
            a.j("next");
            a.align(2);
            a.label("supervisor_handler");
            a.csrr(S2, SCAUSE);
            a.csrr(S3, SEPC);
            a.ecall();
        });
        assertEquals(interrupt(Interrupt.SEIP), guest.x(S2));
        assertEquals(guest.symbol("next"), guest.x(S3));
    }

    @Test
    void noneIsTakenInMachineModeWhileMieIsClear() {
        guest.program(a -> Prelude.write(a, MIE, ALL));
        raiseAllLines();
        guest.run();
        assertEquals(List.of(), guest.causes());
    }

    @Test
    void aMachineInterruptIsTakenInSupervisorModeWhateverMieSays() {
        guest.program(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, MIE, Interrupt.MTIP.mask());
            Prelude.enter(a, Privilege.S);
            a.ecall();
        });
        raiseAllLines();
        guest.run();
        assertEquals(interrupt(Interrupt.MTIP), guest.trap().cause());
        assertEquals(Privilege.S, guest.trap().mpp());
    }

    @Test
    void delegatedInterruptIsNotTakenInMachineMode() {
        guest.run(a -> {
            Prelude.write(a, MIDELEG, SUPERVISOR);
            Prelude.write(a, MIP, SUPERVISOR);
            enableAll(a);
            Prelude.set(a, MSTATUS, Mstatus.SIE);
            a.nop();
        });
        assertEquals(List.of(), guest.causes());
    }

    private void delegateAndEnter(Assembler a, int privilege, long status) {
        Prelude.openPmp(a);
        a.la(T6, "supervisor_handler");
        a.csrw(STVEC, T6);
        Prelude.write(a, MIDELEG, SUPERVISOR);
        Prelude.write(a, MIP, SUPERVISOR);
        Prelude.write(a, MIE, SUPERVISOR);
        Prelude.set(a, MSTATUS, status);
        Prelude.enter(a, privilege);
        a.label("lower");
        a.ecall();
        Prelude.exit(a);
        a.align(2);
        a.label("supervisor_handler");
        a.csrr(S2, SCAUSE);
        a.csrr(S3, SEPC);
        a.csrr(S4, SSTATUS);
        a.csrr(S5, STVAL);
        a.ecall();
    }

    @Test
    void delegatedInterruptIsTakenInSupervisorModeUnderSie() {
        guest.run(a -> delegateAndEnter(a, Privilege.S, Mstatus.SIE));
        assertEquals(interrupt(Interrupt.SEIP), guest.x(S2));
        assertEquals(guest.symbol("lower"), guest.x(S3));
        assertEquals(Mstatus.SPIE | Mstatus.SPP, guest.x(S4) & (Mstatus.SPIE | Mstatus.SPP | Mstatus.SIE));
        assertEquals(0, guest.x(S5));
        assertEquals(List.of(), guest.causes());
    }

    @Test
    void delegatedInterruptWaitsInSupervisorModeWithoutSie() {
        guest.run(a -> delegateAndEnter(a, Privilege.S, 0));
        assertEquals(0, guest.x(S2));
    }

    @Test
    void delegatedInterruptIsTakenInUserModeWhateverSieSays() {
        guest.run(a -> delegateAndEnter(a, Privilege.U, 0));
        assertEquals(interrupt(Interrupt.SEIP), guest.x(S2));
        assertEquals(0, guest.x(S4) & (Mstatus.SPIE | Mstatus.SPP));
    }

    /** An interrupt that goes to M has precedence over any that goes to S. */
    @Test
    void anInterruptForMachineModeComesBeforeADelegatedOne() {
        guest.run(a -> {
            Prelude.openPmp(a);
            a.la(T6, "supervisor_handler");
            a.csrw(STVEC, T6);
            Prelude.write(a, MIDELEG, Interrupt.SEIP.mask());
            Prelude.write(a, MIP, SUPERVISOR);
            Prelude.write(a, MIE, Interrupt.SEIP.mask() | Interrupt.STIP.mask());
            Prelude.set(a, MSTATUS, Mstatus.SIE);
            Prelude.enter(a, Privilege.S);
            a.nop();
            a.align(2);
            a.label("supervisor_handler");
            a.csrr(S2, SCAUSE);
            a.ecall();
        });
        assertEquals(interrupt(Interrupt.STIP), guest.trap().cause());
        assertEquals(interrupt(Interrupt.SEIP), guest.x(S2));
    }

    @Test
    void vectoredMtvecSpreadsInterruptsAndKeepsExceptionsAtItsBase() {
        guest.run(a -> {
            a.la(T6, "vectors");
            a.ori(T6, T6, 1);
            a.csrw(MTVEC, T6);
            Prelude.write(a, MIP, Interrupt.STIP.mask());
            Prelude.write(a, MIE, Interrupt.STIP.mask());
            a.csrsi(MSTATUS, (int) Mstatus.MIE);
            a.nop();
            a.label("vector_5");
            a.csrr(S2, MCAUSE);
            a.ebreak();
            a.label("vector_0");
            a.csrr(S3, MCAUSE);
            Prelude.exit(a);
            a.align(2);
            a.label("vectors");
            a.j("vector_0");
            for (int i = 1; i < 12; i++) {
                a.j(i == Interrupt.STIP.bit() ? "vector_5" : "vectors_wrong");
            }
            a.label("vectors_wrong");
            a.li(S4, 1);
            Prelude.exit(a);
        });
        assertEquals(interrupt(Interrupt.STIP), guest.x(S2));
        assertEquals(Cause.BREAKPOINT, guest.x(S3));
        assertEquals(0, guest.x(S4));
    }

    @Test
    void vectoredStvecSpreadsInterruptsToo() {
        guest.run(a -> {
            Prelude.openPmp(a);
            a.la(T6, "vectors");
            a.ori(T6, T6, 1);
            a.csrw(STVEC, T6);
            Prelude.write(a, MIDELEG, SUPERVISOR);
            Prelude.write(a, MIE, Interrupt.SSIP.mask());
            Prelude.set(a, MSTATUS, Mstatus.SIE);
            Prelude.enter(a, Privilege.S);
            a.csrsi(SIP, (int) Interrupt.SSIP.mask());
            a.align(2);
            a.label("vectors");
            a.li(S2, 1);
            a.li(S3, 2);
            a.ecall();
        });
        assertEquals(0, guest.x(S2), "the vector of cause 0");
        assertEquals(2, guest.x(S3), "the vector of cause 1");
    }

    @Test
    void aLineThatFallsIsNoLongerPending() {
        guest.program(a -> {
            a.csrr(S2, MIP);
            enableAll(a);
        });
        guest.hart(0).line(Interrupt.MEIP).set(true);
        guest.hart(0).line(Interrupt.MEIP).set(false);
        guest.run();
        assertEquals(0, guest.x(S2));
        assertEquals(List.of(), guest.causes());
    }
}
