package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.hart.state.Interrupt;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Privilege;

@ParameterizedClass(name = "oneThread={0}")
@ValueSource(booleans = {false, true})
class WfiTest {
    private static final long MENVCFG_STCE = 1L << 63;

    private final Guest guest;
    private final boolean oneThread;

    WfiTest(boolean oneThread) {
        this.oneThread = oneThread;
        guest = new Guest().oneThread(oneThread);
    }

    @ParameterizedTest
    @EnumSource(names = {"MSIP", "MTIP", "SEIP", "MEIP"})
    void anEnabledInterruptWakesThoughMstatusMasksIt(Interrupt interrupt) {
        guest.program(a -> {
            Prelude.mark(a);
            Prelude.write(a, MIE, interrupt.mask());
            a.wfi();
            a.csrr(S2, MIP);
        });
        guest.start();
        guest.awaitParked(0);
        guest.hart(0).line(interrupt).set(true);
        guest.await();
        assertEquals(interrupt.mask(), guest.x(S2));
        assertEquals(List.of(), guest.causes());
    }

    @Test
    void anInterruptThatIsTakenReturnsToTheInstructionAfterWfi() {
        guest.program(a -> {
            Prelude.mark(a);
            Prelude.write(a, MIE, Interrupt.MSIP.mask());
            a.csrsi(MSTATUS, (int) Mstatus.MIE);
            a.wfi();
            a.label("after");
        });
        guest.start();
        guest.awaitParked(0);
        guest.hart(0).line(Interrupt.MSIP).set(true);
        guest.await();
        assertEquals(guest.symbol("after"), guest.trap().epc());
    }

    @Test
    void anInterruptThatMieDisablesDoesNotWake() {
        guest.program(a -> {
            Prelude.mark(a);
            Prelude.write(a, MIE, Interrupt.MTIP.mask());
            a.wfi();
            a.csrr(S2, MIP);
        });
        guest.start();
        guest.awaitParked(0);
        guest.hart(0).line(Interrupt.MSIP).set(true);
        guest.awaitLines(0, Interrupt.MSIP.mask());
        guest.awaitParked(0);
        guest.hart(0).line(Interrupt.MTIP).set(true);
        guest.await();
        assertEquals(Interrupt.MSIP.mask() | Interrupt.MTIP.mask(), guest.x(S2));
    }

    /**
     * Looks so many times with {@code nops} in between, which memory alone tells; {@return the nanoseconds that the hart
     * slept meanwhile}
     */
    private long lookAgainAndAgain(int looks, int nops) {
        guest.run(a -> {
            Prelude.write(a, MIP, Interrupt.SSIP.mask());
            Prelude.write(a, MIE, Interrupt.SSIP.mask());
            a.li(S3, looks);
            a.li(S4, Guest.DATA);
            a.label("look");
            a.li(S2, 0);
            a.wfi();
            for (int i = 0; i < nops; i++) {
                a.nop();
            }
            a.ld(S2, 0, S4);
            a.addi(S2, S2, 1);
            a.sd(S2, 0, S4);
            a.bne(S2, S3, "look");
        });
        assertEquals(looks, guest.x(S2));
        assertEquals(List.of(), guest.causes());
        return guest.hart(0).stats().parkedNanos();
    }

    @Test
    void whoLooksManyTimesThoughAnInterruptIsPendingRests() {
        boolean rested = lookAgainAndAgain(3 * WfiLoop.LOOKS, 0) > 0;
        assertEquals(!oneThread, rested, "one that shares a thread ends its turn instead");
    }

    @Test
    void whoLooksAFewTimesDoesNotRest() {
        assertEquals(0, lookAgainAndAgain(WfiLoop.LOOKS, 0));
    }

    @Test
    void whoInterruptsItselfBeforeEachLookDoesNotRest() {
        int looks = 3 * WfiLoop.LOOKS;
        guest.run(a -> {
            Prelude.write(a, MIE, Interrupt.SSIP.mask());
            a.li(S3, looks);
            a.label("look");
            Prelude.write(a, MIP, Interrupt.SSIP.mask());
            a.wfi();
            Prelude.write(a, MIP, 0);
            a.addi(S2, S2, 1);
            a.bne(S2, S3, "look");
        });
        assertEquals(looks, guest.x(S2));
        assertEquals(0, guest.hart(0).stats().parkedNanos());
    }

    /** As a loop that gives up after so many looks, or that goes through a table. */
    @Test
    void whoCountsItsLooksDoesNotRest() {
        int looks = 3 * WfiLoop.LOOKS;
        guest.run(a -> {
            Prelude.write(a, MIP, Interrupt.SSIP.mask());
            Prelude.write(a, MIE, Interrupt.SSIP.mask());
            a.li(S3, looks);
            a.label("look");
            a.wfi();
            a.addi(S2, S2, 1);
            a.bne(S2, S3, "look");
        });
        assertEquals(looks, guest.x(S2));
        assertEquals(0, guest.hart(0).stats().parkedNanos());
    }

    @Test
    void whoWorksBetweenTwoLooksDoesNotRest() {
        assertEquals(0, lookAgainAndAgain(3 * WfiLoop.LOOKS, WfiLoop.NEAR));
    }

    @Test
    void wfiDoesNotWaitWhenAnEnabledInterruptIsPendingAlready() {
        guest.run(a -> {
            Prelude.write(a, MIP, Interrupt.SSIP.mask());
            Prelude.write(a, MIE, Interrupt.SSIP.mask());
            a.wfi();
        });
        assertEquals(0, guest.hart(0).stats().parkedNanos());
    }

    /** Delegated or not, masked or not: section 3.3.3. */
    @Test
    void aDelegatedInterruptWakesSupervisorModeThoughSieIsClear() {
        guest.program(a -> {
            Prelude.mark(a);
            Prelude.openPmp(a);
            Prelude.write(a, MIDELEG, 0x222);
            Prelude.write(a, MIE, Interrupt.SEIP.mask());
            Prelude.enter(a, Privilege.S);
            a.wfi();
            a.csrr(S2, SIP);
            a.ecall();
        });
        guest.start();
        guest.awaitParked(0);
        guest.hart(0).line(Interrupt.SEIP).set(true);
        guest.await();
        assertEquals(Interrupt.SEIP.mask(), guest.x(S2));
        assertEquals(List.of(), guest.causes());
    }

    @Test
    void stimecmpWakesSupervisorMode() {
        guest.program(a -> {
            Prelude.mark(a);
            Prelude.openPmp(a);
            Prelude.write(a, MENVCFG, MENVCFG_STCE);
            Prelude.write(a, MCOUNTEREN, 2);
            Prelude.write(a, MIDELEG, 0x222);
            Prelude.write(a, MIE, Interrupt.STIP.mask());
            Prelude.enter(a, Privilege.S);
            a.li(S3, 1000);
            a.csrw(STIMECMP, S3);
            a.wfi();
            a.csrr(S2, SIP);
            a.csrr(S4, STIMECMP);
            a.li(S5, -1);
            a.csrw(STIMECMP, S5);
            a.csrr(S5, SIP);
            a.ecall();
        });
        guest.start();
        guest.awaitParked(0);
        guest.timer.setTicks(999);
        guest.timer.setTicks(1000);
        guest.await();
        assertEquals(Interrupt.STIP.mask(), guest.x(S2));
        assertEquals(1000, guest.x(S4));
        assertEquals(0, guest.x(S5));
    }

    /** Without STCE the bit is software's; with it, stimecmp's alone. */
    @Test
    void stceDecidesWhetherStipIsWritable() {
        guest.run(a -> {
            Prelude.write(a, MIP, Interrupt.STIP.mask());
            a.csrr(S2, MIP);
            Prelude.write(a, MENVCFG, MENVCFG_STCE);
            a.csrr(S3, MIP);
            Prelude.write(a, MIP, Interrupt.STIP.mask());
            a.csrr(S4, MIP);
            a.csrw(STIMECMP, ZERO);
            a.csrr(S5, MIP);
            a.csrw(MIP, ZERO);
            a.csrr(S6, MIP);
        });
        assertEquals(Interrupt.STIP.mask(), guest.x(S2));
        assertEquals(0, guest.x(S3));
        assertEquals(0, guest.x(S4));
        assertEquals(Interrupt.STIP.mask(), guest.x(S5));
        assertEquals(Interrupt.STIP.mask(), guest.x(S6));
    }

    @Test
    void parkedTimeIsCounted() {
        guest.program(a -> {
            Prelude.mark(a);
            Prelude.write(a, MIE, Interrupt.MSIP.mask());
            a.wfi();
        });
        guest.start();
        guest.awaitParked(0);
        guest.hart(0).line(Interrupt.MSIP).set(true);
        guest.await();
        assertEquals(1, Long.signum(guest.hart(0).stats().parkedNanos()));
    }
}
