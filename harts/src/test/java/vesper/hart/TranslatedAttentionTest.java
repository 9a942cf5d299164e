package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vesper.bus.MmioDevice;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Interrupt;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Translation;
import vesper.isa.Assembler;

/** What comes from outside reaches translated code, and finds it at an instruction's boundary. */
class TranslatedAttentionTest {
    private static final int ROUNDS = 50;
    private static final long SOFTWARE = 1L << Interrupt.MSIP.bit();

    /** With {@code raise} before the body's instruction {@code at}, if there is such a one. s11 makes each round's states its own. */
    private static void program(Assembler a, int at, Consumer<Assembler> raise) {
        List<Consumer<Assembler>> body = List.of(
                b -> b.addi(S3, S3, 3),
                b -> b.xor(S4, S4, S3),
                b -> b.sd(S4, 8, S2),
                b -> b.jal("leaf"),
                b -> b.ld(S5, 8, S2),
                b -> b.andi(S6, S5, 1),
                b -> b.beqz(S6, "even"),
                b -> b.addi(S7, S7, 1));
        a.li(S2, Guest.DATA);
        a.li(S8, SoftwareInterrupts.BASE);
        a.li(S9, 1);
        a.li(S11, ROUNDS);
        Prelude.write(a, MIE, SOFTWARE);
        a.csrsi(MSTATUS, (int) Mstatus.MIE);
        a.label("round");
        for (int i = 0; i < body.size(); i++) {
            if (i == at) {
                raise.accept(a);
            }
            body.get(i).accept(a);
        }
        a.label("even");
        a.addi(S11, S11, -1);
        a.bnez(S11, "round");
        a.label("rounds_end");
        a.csrci(MSTATUS, (int) Mstatus.MIE);
        a.j("over");
        a.label("leaf");
        a.slli(S7, S7, 1);
        a.ret();
        a.label("over");
    }

    private static Guest guest(Translation translation, int at, Consumer<Assembler> raise) {
        return SoftwareInterrupts.guest(1)
                .accelerated(Acceleration.of(translation))
                .program(a -> {
                    Snapshots.keep(a, SoftwareInterrupts.BASE);
                    program(a, at, raise);
                });
    }

    /** The state before each instruction, by how many were executed since {@code round}, as the manual's words have it. */
    private static Map<List<Long>, Long> trace(Guest guest) {
        Map<List<Long>, Long> states = new HashMap<>();
        Reference reference = new Reference(guest, guest.symbol("round"));
        reference.set(S2, Guest.DATA);
        reference.set(S8, SoftwareInterrupts.BASE);
        reference.set(S9, 1);
        reference.set(S11, ROUNDS);
        long count = 0;
        while (reference.pc() != guest.symbol("rounds_end")) {
            states.put(reference.state(), count++);
            reference.step();
        }
        states.put(reference.state(), count);
        return states;
    }

    /** pc and the registers that the program uses. */
    private static List<Long> state(Snapshots.Snapshot snapshot) {
        List<Long> state = new ArrayList<>();
        state.add(snapshot.epc());
        for (int register : Reference.USED) {
            state.add(snapshot.x().get(register));
        }
        return state;
    }

    /** Each snapshot is a state of the undisturbed program, and {@code minstret} says of which instruction. */
    private static void assertAtBoundaries(Guest guest, Map<List<Long>, Long> states) {
        long cost = Snapshots.cost(guest);
        long before = 0;
        int count = 0;
        for (Snapshots.Snapshot each : Snapshots.of(guest)) {
            long start = each.instret() - place(states, each) - count * cost;
            assertTrue(count == 0 || start == before, each::toString);
            before = start;
            count++;
        }
        assertEquals(states.size() - 1, place(states, finalState(guest)));
    }

    private static long place(Map<List<Long>, Long> states, Snapshots.Snapshot snapshot) {
        Long place = states.get(state(snapshot));
        if (place == null) {
            throw new AssertionError("no state of the program: " + snapshot);
        }
        return place;
    }

    private static Snapshots.Snapshot finalState(Guest guest) {
        List<Long> x = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            x.add(guest.hart(0).x(i));
        }
        return new Snapshots.Snapshot(x, guest.symbol("rounds_end"), 0, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(Translation.class)
    void anInterruptRaisedByAStoreAnywhereInALoopIsTakenAtABoundary(Translation translation) {
        for (int at = 0; at < 8; at++) {
            Guest guest = guest(translation, at, a -> a.sw(S9, 0, S8));
            Map<List<Long>, Long> states = trace(guest);
            guest.run();
            assertTrue(Snapshots.of(guest).size() >= ROUNDS / 2 - 1); // one place is in every other round only
            assertAtBoundaries(guest, states);
        }
    }

    @ParameterizedTest
    @EnumSource(Translation.class)
    void interruptsRaisedFromOutsideAtAnyTimeAreTakenAtBoundaries(Translation translation) throws Exception {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int run = 0; run < 20; run++) {
            Guest guest = guest(translation, -1, a -> {});
            Map<List<Long>, Long> states = trace(guest);
            Thread raiser = Thread.ofPlatform().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    guest.hart(0).line(Interrupt.MSIP).set(true);
                    for (int i = random.nextInt(2000); i > 0; i--) {
                        Thread.onSpinWait();
                    }
                }
            });
            guest.run();
            raiser.interrupt();
            raiser.join();
            assertAtBoundaries(guest, states);
        }
    }

    @ParameterizedTest
    @EnumSource(Translation.class)
    void aLoopThatOnlyWaitsForALoadEndsWhenAnotherHartStores(Translation translation) {
        Guest guest = new Guest(2).accelerated(Acceleration.of(translation));
        guest.program(a -> {
            a.li(S2, Guest.DATA);
            a.bnez(A0, "writer");
            a.label("1");
            a.ld(T0, 0, S2);
            a.beqz(T0, "1b");
            Prelude.exit(a);
            a.label("writer");
            a.li(T0, 1_000_000); // long enough for the other's loop to be compiled
            a.label("1");
            a.addi(T0, T0, -1);
            a.bnez(T0, "1b");
            a.sd(S2, 0, S2);
            a.label("1");
            a.j("1b");
        });
        guest.run();
        assertEquals(Guest.DATA, guest.get(Guest.DATA));
    }

    /** None of these loops leaves its region by itself. */
    @ParameterizedTest
    @EnumSource(Translation.class)
    void aLoopWithoutAnEndIsInterruptedAndStopped(Translation translation) {
        List<Consumer<Assembler>> loops = List.of(a -> a.j("1b"), a -> a.beq(S2, S2, "1b"), a -> a.jr(S4), a -> {
            a.jal("2f");
            a.j("1b");
            a.label("2");
            a.ret();
        });
        for (Consumer<Assembler> loop : loops) {
            Guest guest = SoftwareInterrupts.guest(1).accelerated(Acceleration.of(translation));
            guest.program(a -> {
                Prelude.write(a, MIE, SOFTWARE);
                a.csrsi(MSTATUS, (int) Mstatus.MIE);
                a.la(T6, "out");
                a.csrw(MTVEC, T6);
                a.la(S4, "1f");
                Prelude.mark(a);
                a.label("1");
                a.addi(S3, S3, 1);
                loop.accept(a);
                a.align(2);
                a.label("out");
            });
            guest.start();
            guest.awaitValue(Guest.MARKS, 1);
            for (int i = 0; i < 100_000; i++) {
                Thread.onSpinWait();
            }
            guest.hart(0).line(Interrupt.MSIP).set(true);
            guest.await();
            assertTrue(guest.x(S3) > 0);
        }
    }

    @Test
    void aDeviceInALoopSeesEachAccessOnce() {
        List<Long> stored = new ArrayList<>();
        Guest guest = new Guest().accelerated(Acceleration.of(Translation.AT_ONCE));
        guest.device(0x1000_0000L, 0x1000, new MmioDevice() {
            @Override
            public long load(long offset, int width) {
                return stored.size();
            }

            @Override
            public void store(long offset, long value, int width) {
                stored.add(value);
            }
        });
        guest.run(a -> {
            a.li(S2, 0x1000_0000L);
            a.li(S11, 100);
            a.label("1");
            a.sw(S11, 0, S2);
            a.lw(T0, 0, S2);
            a.add(S3, S3, T0);
            a.addi(S11, S11, -1);
            a.bnez(S11, "1b");
        });
        assertEquals(100, stored.size());
        assertEquals(100 * 101 / 2, guest.x(S3));
    }
}
