package vesper.stress.litmus.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vesper.bus.ArmedPages;
import vesper.stress.Randomness;
import vesper.stress.litmus.test.LitmusTest;
import vesper.stress.litmus.test.Location;
import vesper.stress.litmus.test.Value;

/** The cells of all locations of a test. For the host, while no hart runs. */
final class CellSet implements AutoCloseable {
    private static final long NOWHERE = -1;

    private final ArmedPages armedPages;
    private final CellPool pool;
    private final Cells[] cells;
    private final boolean[] reserved;
    private final Map<String, Cells> byName = new HashMap<>();
    private final int capacity;

    /** Takes an area for each location; {@code most} iterations are wanted in a batch. */
    CellSet(LitmusTest test, ArmedPages armedPages, CellPool pool, Randomness random, int most) throws RunFailure {
        this.armedPages = armedPages;
        this.pool = pool;
        List<Location> locations = List.copyOf(test.init().locations().values());
        cells = new Cells[locations.size()];
        reserved = new boolean[locations.size()];
        capacity = locations.stream()
                .mapToInt(location -> Integer.highestOneBit(CellPool.AREA / Cells.stride(location)))
                .reduce(most, Math::min);
        Set<String> names = Support.reserved(test);
        for (int i = 0; i < cells.length; i++) {
            Location location = locations.get(i);
            reserved[i] = names.contains(location.name());
            int flip = random.below(capacity);
            int factor = random.below(capacity) | 1;
            long area = pool.take(reserved[i]);
            cells[i] = new Cells(location, area, Cells.stride(location), capacity - 1, flip, factor);
            byName.put(location.name(), cells[i]);
        }
    }

    /** Iterations in a batch at most. */
    int capacity() {
        return capacity;
    }

    int locations() {
        return cells.length;
    }

    Cells of(String location) {
        Cells found = byName.get(location);
        if (found == null) {
            throw new IllegalArgumentException("no location " + location);
        }
        return found;
    }

    Cells of(int index) {
        return cells[index];
    }

    /** What a register or location holds that starts with this value. */
    long number(Value value, int iteration) {
        return switch (value) {
            case Value.Literal literal -> literal.value();
            case Value.Address address -> of(address.location()).address(iteration) + address.offset();
        };
    }

    /** Writes the initial values of an iteration. */
    void initialise(int iteration) {
        for (int i = 0; i < cells.length; i++) {
            Location location = cells[i].location();
            long offset = cells[i].address(iteration) - GuestMap.RAM;
            int width = location.type().bytes();
            for (Value value : location.values()) {
                if (reserved[i]) {
                    armedPages.store(offset, number(value, iteration), width); // no earlier reservation survives it
                } else {
                    armedPages.storeOpaque(offset, number(value, iteration), width);
                }
                offset += width;
            }
        }
    }

    /** An address in an iteration's cells in a form that all iterations share; negative for any other number. */
    long place(long number, int iteration) {
        if (number < GuestMap.CELLS || number >= GuestMap.RAM + GuestMap.RAM_SIZE) {
            return NOWHERE;
        }
        for (int i = 0; i < cells.length; i++) {
            long offset = number - cells[i].address(iteration);
            if (offset >= 0 && offset < cells[i].stride()) {
                return (long) i << Integer.SIZE | offset;
            }
        }
        return NOWHERE;
    }

    /** What {@link #place} stands for. */
    Value address(long place) {
        return new Value.Address(
                cells[(int) (place >>> Integer.SIZE)].location().name(), (int) place);
    }

    /** No hart uses the cells any more. */
    @Override
    public void close() {
        for (Cells each : cells) {
            if (each != null) {
                pool.giveBack(each.area());
            }
        }
    }
}
