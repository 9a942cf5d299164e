package vesper.stress.litmus.test;

import java.util.List;
import java.util.stream.IntStream;

/** Takes the names that a condition may speak of: registers of the test's threads and its locations. */
final class Scope {
    private final InitialState init;
    private final int threads;

    Scope(InitialState init, int threads) {
        this.init = init;
        this.threads = threads;
    }

    Observed observed(Cursor cursor) throws LitmusSyntaxException {
        cursor.skipSpace();
        int start = cursor.position();
        Observed name = Names.observed(cursor);
        if (name instanceof Observed.Memory memory) {
            Location location = location(cursor, start, memory.location());
            int length = location.values().size();
            if (location.array() && (memory.index() == Observed.Memory.SCALAR || memory.index() >= length)) {
                throw cursor.expectedAt(
                        start, "an element from " + memory.location() + "[0] to [" + (length - 1) + "]");
            }
            if (!location.array() && memory.index() != Observed.Memory.SCALAR) {
                throw cursor.expectedAt(start, "no index, as " + memory.location() + " is no array");
            }
        }
        if (name instanceof Observed.Register register && register.hart() >= threads) {
            throw cursor.expectedAt(start, "a thread from 0 to " + (threads - 1));
        }
        return name;
    }

    /** A name to observe, or all elements of an array. */
    List<Observed> observedOrArray(Cursor cursor) throws LitmusSyntaxException {
        cursor.skipSpace();
        int start = cursor.position();
        if (Names.observed(cursor) instanceof Observed.Memory memory && memory.index() == Observed.Memory.SCALAR) {
            Location location = location(cursor, start, memory.location());
            if (location.array()) {
                return IntStream.range(0, location.values().size())
                        .<Observed>mapToObj(i -> new Observed.Memory(location.name(), i))
                        .toList();
            }
        }
        cursor.moveTo(start);
        return List.of(observed(cursor));
    }

    boolean hasNoType(Observed name) {
        return name instanceof Observed.Register register && !init.types().containsKey(register);
    }

    /** A value as {@code name} could hold it: a number becomes one of the name's type. */
    Value value(Cursor cursor, Observed name) throws LitmusSyntaxException {
        cursor.skipSpace();
        int start = cursor.position();
        Value value = Names.value(cursor);
        return switch (value) {
            case Value.Literal number -> init.observe(name, number.value());
            case Value.Address address -> {
                location(cursor, start, address.location());
                yield address;
            }
        };
    }

    private Location location(Cursor cursor, int start, String name) throws LitmusSyntaxException {
        Location location = init.locations().get(name);
        if (location == null) {
            throw cursor.expectedAt(start, "a location of this test");
        }
        return location;
    }
}
