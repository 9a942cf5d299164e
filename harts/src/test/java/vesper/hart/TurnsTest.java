package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.MmioDevice;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Interrupt;
import vesper.hart.state.Translation;

/** What is true only of harts that take turns on one thread; what is true of all is tested with both. */
class TurnsTest {
    private static final long DEVICE = 0x1000_0000L;
    private static final int ROUNDS = 50;

    @Test
    void allHartsRunOnOneThread() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        Guest guest = new Guest(4).oneThread(true).finishingHarts(4).device(DEVICE, 8, new MmioDevice() {
            @Override
            public long load(long offset, int width) {
                return 0;
            }

            @Override
            public void store(long offset, long value, int width) {
                threads.add(Thread.currentThread().getName());
            }
        });
        guest.run(a -> {
            a.li(S2, DEVICE);
            a.sd(A0, 0, S2);
        });
        assertEquals(Set.of("harts"), threads);
    }

    /** Nobody posts anything: without a clock the first to spin would do so for ever. */
    @Test
    void hartsThatSpinForEachOtherAllGoOn() {
        Guest guest = new Guest(3).oneThread(true).finishingHarts(3);
        guest.run(a -> {
            a.li(S2, Guest.DATA);
            a.li(S3, 3 * ROUNDS);
            a.li(S5, 3);
            a.label("wait");
            a.ld(S4, 0, S2);
            a.bgeu(S4, S3, "done");
            a.remu(S6, S4, S5);
            a.bne(S6, A0, "wait");
            a.addi(S4, S4, 1);
            a.sd(S4, 0, S2);
            a.j("wait");
            a.label("done");
        });
        assertEquals(3 * ROUNDS, guest.get(Guest.DATA));
    }

    /** No clock ticks for the one hart that can run: the post itself must end its turn. */
    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void aHartThatIsWokenFromOutsideGetsItsTurnThoughAnotherSpins(int readsOfMip) {
        Guest guest = new Guest(2).accelerated(new Acceleration(Translation.NEVER, true));
        guest.program(a -> {
            a.li(S2, Guest.DATA);
            a.bnez(A0, "sleeper");
            a.li(S3, 2 * ROUNDS);
            a.label("spin");
            for (int i = 0; i < readsOfMip; i++) { // each takes in what was posted, in the middle of an instruction
                a.csrr(S5, MIP);
            }
            a.ld(S4, 0, S2);
            a.bltu(S4, S3, "spin");
            a.j("done");
            a.label("sleeper");
            Prelude.write(a, MIE, Interrupt.MSIP.mask() | Interrupt.MEIP.mask());
            Prelude.mark(a);
            a.label("sleep");
            a.wfi();
            a.csrr(S5, MIP);
            a.beqz(S5, "sleep");
            a.addi(S6, S6, 1);
            a.sd(S6, 0, S2);
            a.label("high");
            a.csrr(S5, MIP);
            a.bnez(S5, "high");
            a.addi(S6, S6, 1);
            a.sd(S6, 0, S2);
            a.j("sleep");
            a.label("done");
        });
        guest.start();
        guest.awaitParked(1);
        for (int i = 0; i < ROUNDS; i++) {
            guest.hart(1).line(Interrupt.MSIP).set(true);
            guest.awaitValue(Guest.DATA, 2L * i + 1);
            guest.hart(1).line(Interrupt.MSIP).set(false);
            guest.awaitValue(Guest.DATA, 2L * i + 2);
        }
        guest.await();
        assertEquals(2 * ROUNDS, guest.x(S4));
    }

    @Test
    void aStopReachesAllWhateverEachIsDoing() throws InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            Guest guest = new Guest(4).oneThread(true).program(a -> {
                a.andi(S2, A0, 1);
                a.label("1");
                a.bnez(S2, "1b");
                a.wfi();
                a.j("1b");
            });
            guest.start();
            guest.group().stop();
            assertTrue(guest.faults.isEmpty());
        }
    }

    @Test
    void aFaultNamesTheHartWhoseTurnItWas() {
        Guest guest = new Guest(3).oneThread(true).device(DEVICE, 8, new MmioDevice() {
            @Override
            public long load(long offset, int width) {
                throw new IllegalStateException("planted");
            }

            @Override
            public void store(long offset, long value, int width) {}
        });
        guest.run(a -> {
            a.li(S2, 1);
            a.label("1");
            a.bne(A0, S2, "1b");
            a.li(S3, DEVICE);
            a.label("bad");
            a.ld(S3, 0, S3);
        });
        assertEquals(1, guest.faults.size());
        assertEquals(1, guest.faults.getFirst().hartid());
        assertEquals(guest.symbol("bad"), guest.faults.getFirst().pc());
    }

    /** A hart makes the others drop their direct stores, and nobody is there to answer: they are on its own thread. */
    @Test
    void armingAPageDivertsTheStoresOfHartsWhoseTurnItIsNot() {
        Guest guest = new Guest(2).oneThread(true).finishingHarts(2);
        guest.run(a -> {
            a.li(S2, Guest.DATA);
            a.li(S3, Guest.DATA + 0x800); // another line of the same page
            a.li(S7, 1);
            a.bnez(A0, "writer");
            a.label("1");
            a.ld(S4, 0, S3);
            a.beqz(S4, "1b"); // the writer has a direct way to the page
            a.lr_d(S5, S2);
            a.sd(S7, 8, S3);
            a.label("2");
            a.ld(S4, 16, S3);
            a.beqz(S4, "2b"); // and has stored to the line
            a.sc_d(S6, S7, S2);
            a.j("done");
            a.label("writer");
            a.sd(S7, 0, S3);
            a.label("3");
            a.ld(S4, 8, S3);
            a.beqz(S4, "3b");
            a.sd(ZERO, 0, S2); // the value that is there
            a.sd(S7, 16, S3);
            a.label("done");
        });
        assertEquals(1, guest.x(S6));
        assertEquals(0, guest.get(Guest.DATA));
    }
}
