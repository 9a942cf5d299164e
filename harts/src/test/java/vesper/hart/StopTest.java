package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.hart.state.Interrupt;

/** A machine that can be stopped whatever its guest does. */
@ParameterizedClass(name = "oneThread={0}")
@ValueSource(booleans = {false, true})
class StopTest {
    private final boolean oneThread;

    StopTest(boolean oneThread) {
        this.oneThread = oneThread;
    }

    @Test
    void stopEndsAHartInWfi() throws InterruptedException {
        Guest guest = new Guest(2).oneThread(oneThread).program(a -> {
            Prelude.mark(a);
            a.label("sleep");
            a.wfi();
            a.j("sleep");
        });
        guest.start();
        guest.awaitParked(0);
        guest.awaitParked(1);
        guest.group().stop();
        assertEquals(guest.symbol("sleep") + 4, guest.hart(0).pc());
    }

    @Test
    void stopEndsAHartInABusyLoop() throws InterruptedException {
        Guest guest = new Guest().oneThread(oneThread).program(a -> {
            a.label("loop");
            a.j("loop");
        });
        guest.start();
        guest.group().stop();
        assertTrue(guest.faults.isEmpty());
    }

    /** The hart lowers the flag that the stop raises just before or after the stop. */
    @Test
    @Timeout(60)
    void aStopBehindAnInterruptIsNotTakenForIt() throws InterruptedException {
        Guest guest = new Guest().oneThread(oneThread).program(a -> {
            a.label("loop");
            a.j("loop");
        });
        for (int i = 0; i < 2_000; i++) {
            guest.start();
            guest.hart(0).line(Interrupt.MSIP).set((i & 1) == 0);
            guest.group().stop();
        }
        assertTrue(guest.faults.isEmpty());
    }

    /** Reading {@code mip} takes in what was posted, in the middle of an instruction. */
    @Test
    @Timeout(60)
    void stopEndsAHartThatPollsMip() throws InterruptedException {
        Guest guest = new Guest().oneThread(oneThread).program(a -> {
            a.li(S2, Guest.DATA);
            a.label("loop");
            for (int i = 0; i < 50; i++) {
                a.csrr(S3, MIP);
            }
            a.addi(S4, S4, 1);
            a.sd(S4, 0, S2);
            a.j("loop");
        });
        for (int i = 0; i < 100; i++) {
            long before = guest.get(Guest.DATA);
            guest.start();
            while (guest.get(Guest.DATA) < before + 10) {
                Thread.onSpinWait();
            }
            guest.group().stop();
        }
        assertTrue(guest.faults.isEmpty());
    }

    @Test
    void stopEndsAHartThatJumpsThroughARegister() throws InterruptedException {
        Guest guest = new Guest().oneThread(oneThread).program(a -> {
            Prelude.mark(a);
            a.la(S2, "loop");
            a.label("loop");
            a.jr(S2);
        });
        guest.start();
        guest.awaitValue(Guest.MARKS, 1);
        guest.group().stop();
        assertEquals(guest.symbol("loop"), guest.x(S2));
    }

    /** Each look takes in what was posted, the wish to stop too. */
    @Test
    void stopEndsAHartThatOnlyLooksForInterrupts() throws InterruptedException {
        Guest guest = new Guest().program(a -> {
            Prelude.mark(a);
            a.label("loop");
            a.csrr(T6, MIP);
            a.j("loop");
        });
        for (int i = 0; i < 200; i++) {
            guest.start();
            guest.awaitValue(Guest.MARKS, 1);
            guest.group().stop();
        }
        assertTrue(guest.faults.isEmpty());
    }

    /** With mtvec 0 each trap leads to the next. */
    @Test
    void stopEndsAHartThatOnlyTraps() throws InterruptedException {
        Guest guest = new Guest().oneThread(oneThread).program(a -> {
            a.csrw(MTVEC, ZERO);
            a.ebreak();
        });
        guest.start();
        guest.group().stop();
        assertTrue(guest.faults.isEmpty());
    }

    @Test
    void aHartMayStopTheGroupItBelongsTo() {
        Guest guest = new Guest(4).oneThread(oneThread);
        guest.group().watchStore(Guest.DATA, value -> stopFromInside(guest));
        guest.program(a -> {
            a.label("1");
            a.bnez(A0, "1b");
            a.li(S2, Guest.DATA);
            a.sd(S2, 0, S2);
            a.label("after");
            a.label("2");
            a.j("2b");
        });
        guest.start();
        guest.close();
        assertTrue(guest.faults.isEmpty());
    }

    private static void stopFromInside(Guest guest) {
        try {
            guest.group().stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStopWhileHartsAreStartingReachesTheLastOfThem() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            Guest guest = new Guest(8).oneThread(oneThread).program(a -> {
                a.bnez(A0, "others");
                Prelude.exit(a);
                a.label("others");
                a.j("others");
            });
            guest.group().watchStore(Guest.TOHOST, value -> guest.group().askToStop());
            guest.start();
            guest.group().stop();
        }
    }

    @Test
    void aStoppedHartGoesOnFromWhereItWas() throws InterruptedException {
        Guest guest = new Guest().oneThread(oneThread).program(a -> {
            a.li(S2, Guest.DATA);
            a.label("1");
            a.addi(S3, S3, 1);
            a.ld(S4, 0, S2);
            a.beqz(S4, "1b");
        });
        guest.start();
        guest.group().stop();
        long counted = guest.x(S3);
        guest.put(Guest.DATA, 1);
        guest.run();
        assertTrue(Long.compareUnsigned(guest.x(S3), counted) >= 0);
        assertEquals(Guest.TOHOST, guest.x(T6));
    }
}
