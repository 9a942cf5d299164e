package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of each hart, put together: all of an execution but where its loads take their values from and the global memory
 * order. Operations are numbered through, hart by hart in program order.
 */
final class Candidate {
    /** In place of a store: what memory held before. */
    static final int INITIAL = -1;

    private static final int MOST_OPERATIONS = Long.SIZE;

    /**
     * A cell of a load.
     *
     * @param load number of the operation
     * @param cell index of the cell
     * @param sources the stores, or {@link #INITIAL}, that wrote the value which the load returns
     * @param earlier the stores to the cell that precede the load in program order; bit {@code i} is operation {@code i}
     * @param paired number of the store-conditional that the load is paired with, or -1
     */
    record Read(int load, int cell, List<Integer> sources, long earlier, int paired) {}

    private final List<Run> runs;
    private final List<Operation> operations = new ArrayList<>();
    private final int[] first;
    private final List<Cell> cells;
    private final long[] stores;
    private final List<Read> reads = new ArrayList<>();

    /**
     * @param runs of the harts in their order
     * @param cells of the memory
     * @throws UnsupportedTestException if they have more than 64 operations together
     */
    Candidate(List<Run> runs, List<Cell> cells) throws UnsupportedTestException {
        this.runs = List.copyOf(runs);
        this.cells = cells;
        this.first = new int[runs.size()];
        this.stores = new long[cells.size()];
        for (int hart = 0; hart < runs.size(); hart++) {
            first[hart] = operations.size();
            operations.addAll(runs.get(hart).operations());
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw new UnsupportedTestException("the test has more than " + MOST_OPERATIONS + " memory operations");
        }
        for (int i = 0; i < operations.size(); i++) {
            if (operation(i).isStore()) {
                for (Cell cell : operation(i).where().cells()) {
                    stores[cells.indexOf(cell)] |= 1L << i;
                }
            }
        }
        for (int i = 0; i < operations.size(); i++) {
            if (operation(i).isLoad()) {
                for (Cell cell : operation(i).where().cells()) {
                    reads.add(read(i, cell));
                }
            }
        }
    }

    private Read read(int load, Cell cell) {
        Operation loading = operation(load);
        long value = loading.loaded(cell);
        int index = cells.indexOf(cell);
        long earlier = 0;
        List<Integer> sources = new ArrayList<>();
        for (long rest = stores[index] & ~(1L << load); rest != 0; rest &= rest - 1) {
            int store = Long.numberOfTrailingZeros(rest);
            if (operation(store).before(loading)) {
                earlier |= 1L << store;
            }
            if (operation(store).stored(cell) == value) {
                sources.add(store);
            }
        }
        if (cell.initial() == value) {
            sources.addFirst(INITIAL);
        }
        return new Read(load, index, List.copyOf(sources), earlier, pairedWith(loading));
    }

    private int pairedWith(Operation load) {
        for (Operation operation : runs.get(load.hart()).operations()) {
            if (operation.paired() == load.index()) {
                return number(operation);
            }
        }
        return -1;
    }

    int size() {
        return operations.size();
    }

    Operation operation(int number) {
        return operations.get(number);
    }

    int number(Operation operation) {
        return first[operation.hart()] + operation.index();
    }

    List<Run> runs() {
        return runs;
    }

    List<Read> reads() {
        return reads;
    }

    List<Cell> cells() {
        return cells;
    }

    /** The stores to a cell; bit {@code i} is operation {@code i}. */
    long stores(int cell) {
        return stores[cell];
    }

    /** What preserved program order of a hart looks at, if {@code chosen[i]} is the source of read {@code i}. */
    HartView hart(int hart, ZalasrReading reading, int[] chosen) {
        return new HartView(runs.get(hart), reading, (load, cell) -> source(number(load), cells.indexOf(cell), chosen));
    }

    private @Nullable Operation source(int load, int cell, int[] chosen) {
        for (int i = 0; i < reads.size(); i++) {
            Read read = reads.get(i);
            if (read.load() == load && read.cell() == cell) {
                return chosen[i] == INITIAL ? null : operation(chosen[i]);
            }
        }
        throw new IllegalArgumentException("operation %d does not read cell %d: %s".formatted(load, cell, reads));
    }

    @Override
    public String toString() {
        return Arrays.toString(operations.toArray());
    }
}
