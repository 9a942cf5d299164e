package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import vesper.hart.state.Acceleration;
import vesper.hart.state.HartFault;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Translation;
import vesper.isa.Assembler;

/** Runs a guest's program as each {@link Translation} executes it: all must leave the same behind. */
final class EachEngine {
    private static final int DATA_PAGES = 8;

    /**
     * All that a program left: registers, among them {@code minstret} and {@code mstatus} at its end, what its handler
     * kept, its data, and how many loads, stores and atomics it began, if they were counted.
     */
    record State(List<Long> x, List<Long> f, List<Snapshots.Snapshot> traps, List<Long> data, long accesses) {}

    private EachEngine() {}

    /**
     * Runs the program on the interpreter and three times translated, and compares; then all of that again with accesses
     * counted.
     *
     * @param prepare sets up memory
     * @return the interpreter's guest
     */
    static Guest same(UnaryOperator<Guest> prepare, Consumer<Assembler> body) {
        sameOnEach(counting(prepare), body);
        return sameOnEach(prepare, body);
    }

    private static Guest sameOnEach(UnaryOperator<Guest> prepare, Consumer<Assembler> body) {
        Guest interpreted = run(Translation.NEVER, prepare, body);
        State expected = state(interpreted);
        for (Translation translation : Translation.values()) {
            if (translation != Translation.NEVER) {
                assertEquals(expected, state(run(translation, prepare, body)), translation::toString);
            }
        }
        return interpreted;
    }

    /** Has loads, stores and atomics counted. */
    static UnaryOperator<Guest> counting(UnaryOperator<Guest> prepare) {
        return guest -> {
            Guest prepared = prepare.apply(guest);
            prepared.group().countAccesses();
            return prepared;
        };
    }

    static Guest same(Consumer<Assembler> body) {
        return same(guest -> guest, body);
    }

    static Guest run(Translation translation, UnaryOperator<Guest> prepare, Consumer<Assembler> body) {
        Guest guest = prepare.apply(new Guest().accelerated(Acceleration.of(translation)));
        guest.run(a -> {
            Snapshots.keep(a, Guest.DATA + 0x7f00);
            Prelude.set(a, MSTATUS, Mstatus.FS);
            body.accept(a);
            a.csrr(T0, MINSTRET);
            a.csrr(T1, FFLAGS);
            a.csrr(T2, MSTATUS);
        });
        for (HartFault fault : guest.faults) {
            throw new AssertionError(translation + ": " + fault, fault.cause());
        }
        return guest;
    }

    static State state(Guest guest) {
        List<Long> x = new ArrayList<>();
        List<Long> f = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            x.add(guest.hart(0).x(i));
            f.add(guest.hart(0).f(i));
        }
        List<Long> data = new ArrayList<>();
        for (long at = Guest.DATA; at < Guest.DATA + DATA_PAGES * 0x1000L; at += 8) {
            data.add(guest.get(at));
        }
        return new State(x, f, Snapshots.of(guest), data, guest.hart(0).state().stats.accesses);
    }
}
