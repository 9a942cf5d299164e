package vesper.stress.litmus.model;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What preserved program order is defined over: a hart's run, and which stores its loads return values of. */
final class HartView {
    /** Which store a load returns the value of. */
    interface Sources {
        /** The store that wrote the cell's bytes which the load returns; null for the initial value. */
        @Nullable
        Operation of(Operation load, Cell cell);
    }

    private final Run run;
    private final ZalasrReading reading;
    private final Sources sources;

    HartView(Run run, ZalasrReading reading, Sources sources) {
        this.run = run;
        this.reading = reading;
        this.sources = sources;
    }

    /** Whether any byte that the load returns was written by the store. */
    boolean returnsValueOf(Operation load, Operation store) {
        for (Cell cell : load.where().cells()) {
            if (store.where().covers(cell) && isFrom(load, cell, store)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFrom(Operation load, Cell cell, Operation store) {
        Operation source = sources.of(load, cell);
        return source != null && source.is(store);
    }

    /** Whether two loads of a cell return what different operations wrote to it. */
    boolean differ(Operation a, Operation b, Cell cell) {
        Operation first = sources.of(a, cell);
        Operation second = sources.of(b, cell);
        if (first == null || second == null) {
            return (first == null) != (second == null);
        }
        return !first.is(second);
    }

    boolean rcsc(Operation operation) {
        return operation.annotation().rcsc(reading);
    }

    /** The operations strictly between two in program order. */
    Stream<Operation> between(Operation a, Operation b) {
        return run.operations().stream().filter(m -> a.before(m) && m.before(b));
    }

    Optional<Fence> fence(Operation a, Operation b) {
        for (Fence fence : run.fences()) {
            if (fence.orders(a, b)) {
                return Optional.of(fence);
            }
        }
        return Optional.empty();
    }
}
